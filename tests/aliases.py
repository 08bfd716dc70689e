"""What administrators are told of /alias, by the name of the golden file."""

from __future__ import annotations

from collections.abc import Callable

from bot.messages import Message, render_notice
from briefs.newsroom.aliases import Alias, Moved
from tests.briefings import a_speaker
from tests.builders import NOW

ALIAS = Alias("Volodimir Kravchuk", "Volodymyr Kravchuk", NOW)
EXAMPLE = "/alias Anthony Blinken = Antony Blinken"

ALIAS_MESSAGES: dict[str, Callable[[], Message]] = {
    "alias-merged": lambda: render_notice("alias_merged", alias=ALIAS, moved=Moved(1, 1240)),
    "alias-split": lambda: render_notice("alias_split", alias=ALIAS, moved=Moved(4, 1236)),
    "alias-refused": lambda: render_notice(
        "alias_refused", reason="“<b>” and “Ann Berg” are one person already."
    ),
    "aliases": lambda: render_notice(
        "aliases",
        aliases=(ALIAS, Alias("Bo & Dahl", "Bo Dahl", NOW)),
        more=3,
        proposed=((a_speaker("Lis Berg", count=2), a_speaker("Liz Berg", count=30)),),
        example=EXAMPLE,
    ),
    "aliases-none": lambda: render_notice(
        "aliases", aliases=(), more=0, proposed=(), example=EXAMPLE
    ),
}
