"""The templates, and a message as one of them makes it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from telegram import InlineKeyboardMarkup

from bot.config import find_packaged
from bot.messages import headlines, places, rhythm, wording


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One message, ready to be sent: Telegram HTML, the buttons under it, what it carries."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    shown: tuple[str, ...] = ()  #: ids of the quotations it shows, in order


@cache
def environment() -> Environment:
    """The templates, each compiled when it is first used."""
    environment = Environment(
        loader=FileSystemLoader(find_packaged("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "budget": rhythm.write_length,
        "clean": wording.clean,
        "count": wording.count,
        "day": wording.write_day,
        "elsewhere": places.write_elsewhere,
        "followed": headlines.write_followed,
        "headline": headlines.write_headline,
        "names": wording.write_names,
        "outlet": headlines.write_outlet,
        "place": wording.write_place,
        "published": wording.write_published,
        "rhythm": rhythm.write_rhythm,
        "sound": rhythm.write_sound,
        "sources": places.write_sources,
        "title_of": places.write_title,
        "variants": places.write_variants,
        "weekday": wording.write_weekday,
        "words": wording.write_words,
    }
    environment.tests |= {"folded": wording.is_folded, "url": places.is_url}
    return environment


def fill(template: str, **values: Any) -> str:
    """The text of a template with these values in it."""
    return environment().get_template(f"{template}.html").render(values).strip()


def render_notice(
    template: str, keyboard: InlineKeyboardMarkup | None = None, **values: Any
) -> Message:
    """A message that is all template: a greeting, an explanation, an error."""
    return Message(text=fill(template, **values), keyboard=keyboard)
