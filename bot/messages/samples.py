"""One message of each kind, made up: with them `nato-briefs check` tries the templates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import jinja2

from bot.keyboards import Change, Screen
from bot.messages import inline, interests, render, settings
from bot.messages.templating import Message, environment, render_notice
from briefs.model import (
    ArticleChange,
    ArticleResult,
    Briefing,
    Card,
    CardContext,
    Choice,
    Comparison,
    DateBasis,
    Destination,
    Digest,
    Interest,
    InterestKind,
    Leftovers,
    NoMatch,
    Option,
    Preferences,
    Printing,
    Printings,
    PublicationDate,
    Queue,
    QuotationKind,
    ReloadReport,
    Speaker,
    SpeakerKind,
    Stats,
    Story,
    Subject,
    Subscription,
    Topic,
    Traffic,
)
from briefs.newsroom import Pairing, Stretch, Timeline, WhichPair
from briefs.newsroom.aliases import Alias, Moved

_DAY: Final = dt.date(2021, 3, 23)
_NOON: Final = dt.datetime(2021, 3, 23, 12, tzinfo=dt.UTC)
_SPEAKER: Final = Speaker(id="aaaaaaaaaa", name="Ann Berg", kind=SpeakerKind.PERSON, count=4)
_TOPIC: Final = Topic(id="norway", name="Norway", count=2)
_CARD: Final = Card(
    id="bbbbbbbbbb",
    kind=QuotationKind.DIRECT,
    pieces=("We meet again before the summer.",),
    speakers=(_SPEAKER,),
    role="Norwegian Minister",
    title="Allies meet in Narvik",
    publisher="The Gazette",
    published=PublicationDate(day=_DAY, basis=DateBasis.STATED),
)
_OPTION: Final = Option(subject=Subject(speaker_id=_SPEAKER.id), label=_SPEAKER.name)
_BRIEFING: Final = Briefing(
    subject=Subject(speaker_id=_SPEAKER.id),
    speaker=_SPEAKER,
    offices=(),
    topic=None,
    note=None,
    cards=(_CARD,),
    offset=0,
    total=4,
)
_STRETCH: Final = Stretch(subject=Subject(), days="Mar 2021", total=1, card=_CARD)
_DIGEST: Final = Digest(
    local_date=_DAY,
    covers=(),
    stories=(Story(card=_CARD),),
    archive=None,
    more=2,
    articles=1,
    newest=_DAY,
)
_CONTEXT: Final = CardContext(
    card=_CARD,
    paragraph="“We meet again before the summer,” she said.",
    quoted=((1, 32),),
    mention="she",
    cue="said",
    article_key="narvik.txt",
)
_PRINTING: Final = Printing(
    id=_CARD.id,
    variants=("Narwik",),
    title=_CARD.title,
    publisher=_CARD.publisher,
    published=_CARD.published,
    article_key="narvik.txt",
)
_SUBSCRIPTION: Final = Subscription(
    destination=Destination(chat_id=1),
    preferences=Preferences(hours=(dt.time(8),), zone="Europe/Oslo"),
    since=_NOON,
)
_FOLLOWED: Final = (Interest(kind=InterestKind.TOPIC, value="norway"), "Norway")
_MUTED: Final = (Interest(kind=InterestKind.WORDS, value="golf", muted=True), "golf")
_ALIAS: Final = Alias("Anna Berg", "Ann Berg", _NOON)
_TRAFFIC: Final = Traffic(
    queue=Queue(waiting=2, oldest=_NOON),
    sending=0,
    sent=1,
    failed={"blocked": 1},
    unknown={},
    parking=None,
)
_REPORT: Final = ReloadReport(
    results=(ArticleResult(key="a.txt", change=ArticleChange.FAILED, reason="is empty"),),
    unchanged=1,
    articles=1,
    quotations=1,
)
#: What a template is given that is nothing but text and these values.
_VALUES: Final[Mapping[str, Mapping[str, Any]]] = {
    "admins_only": {"is_group": True},
    "alias_merged": {"alias": _ALIAS, "moved": Moved(3, 7)},
    "alias_refused": {"reason": "“Anna Berg” and “Ann Berg” are one person already."},
    "alias_split": {"alias": _ALIAS, "moved": Moved(3, 4)},
    "aliases": {"aliases": (_ALIAS,), "more": 1, "proposed": ((_SPEAKER, _SPEAKER),)},
    "bad_schedule": {"typed": "25:00"},
    "cannot_write": {"failure": "topic_closed", "group": "Defence desk"},
    "channel_buttons": {"username": "briefs_bot"},
    "delivery": {
        "traffic": _TRAFFIC,
        "minutes": 3,
        "parked_until": _NOON,
        "rate": 28.5,
        "is_shared": True,
    },
    "export": {"is_group": True},
    "forget": {"erased": False},
    "help": {"commands": (), "is_group": False, "username": "briefs_bot"},
    "incidents": {"incidents": (), "limit": 1},
    "no_quotation": {"typed": "zzzzzzzzzz"},
    "refused": {"reason": "One hour has to stay."},
    "reloading": {"progress": "1 of 2 articles"},
    "reload_failed": {"reason": "is empty"},
    "start": {"subscription": _SUBSCRIPTION, "may_subscribe": True, "is_group": False},
    "stats": {"stats": Stats(**dict.fromkeys(Stats.__dataclass_fields__, 1))},
    "unknown_command": {"typed": "hwo", "nearest": "who"},
    "usage": {"what": "a topic", "example": "/topic Norway"},
    "which_side": {
        "which": WhichPair(
            query="berg",
            pairings=(Pairing(label="A | B", typed="A | B on it", sides=(Subject(),) * 2),),
            names=2,
        ),
        "as_text": True,
    },
    "which_zone": {"typed": "8 us"},
}
#: The others, by their template.
_MESSAGES: Final[Mapping[str, Callable[[], Message | None]]] = {
    "briefing": lambda: render.render_briefing(_BRIEFING),
    "choice": lambda: render.render_choice(Choice(query="berg", options=(_OPTION, _OPTION))),
    "comparison": lambda: render.render_comparison(Comparison(sides=(_BRIEFING, _BRIEFING))),
    "context": lambda: render.render_context(_CONTEXT),
    "digest": lambda: render.render_digest(_DIGEST),
    "inline": lambda: inline.render_inline(_CARD, "briefs_bot").message,
    "interest": lambda: interests.render_changed(Change.FOLLOW, _FOLLOWED, _SUBSCRIPTION),
    "interests": lambda: interests.render_interests([_FOLLOWED, _MUTED], _SUBSCRIPTION),
    "leftovers": lambda: render.render_leftovers(
        Leftovers(local_date=_DAY, delivery=1, cards=(_CARD,), offset=0, total=4), counted=5
    ),
    "less": lambda: interests.render_less([_FOLLOWED]),
    "no_match": lambda: render.render_no_match(NoMatch(query="berk", nearest=(_OPTION,))),
    "part": lambda: render.render_part(_CARD, 0),
    "people": lambda: render.render_people([_SPEAKER], "", 0),
    "printings": lambda: render.render_printings(
        Printings(card=_CARD, printings=(_PRINTING,), offset=0, total=1, is_cut=False)
    ),
    "quotation": lambda: render.render_quotation(_CARD),
    "reload": lambda: render.render_reload(_REPORT),
    "region": lambda: settings.render_region("Europe", ("Europe/Oslo",), 0),
    "setting": lambda: settings.render_settings(_SUBSCRIPTION, screen=Screen.DAYS),
    "settings": lambda: settings.render_settings(_SUBSCRIPTION, _NOON),
    "timeline": lambda: render.render_timeline(
        Timeline(topic=_TOPIC, stretches=(_STRETCH,), earlier=1, undated=1)
    ),
    "topics": lambda: render.render_topics([_TOPIC], 0),
    "which_interest": lambda: interests.render_offers("norwy", [_FOLLOWED], Change.FOLLOW),
}


def find_templates() -> list[str]:
    """The file of each template."""
    return environment().list_templates()


def find_template_faults() -> Iterator[tuple[str, str]]:
    """The file of each template that cannot be used, and what is wrong with it."""
    for file in find_templates():
        try:
            environment().get_template(file)
            if not file.startswith("_"):  # those are parts of others
                _render(file.removesuffix(".html"))
        except jinja2.TemplateSyntaxError as exc:
            yield f"{file}:{exc.lineno}", exc.message or "is no template"
        except Exception as exc:  # noqa: BLE001 -- a template can meet any error, and that is told
            yield file, f"{type(exc).__name__}: {exc}"


def _render(name: str) -> None:
    if name in _MESSAGES:
        _MESSAGES[name]()
    else:
        render_notice(name, **_VALUES.get(name, {}))
