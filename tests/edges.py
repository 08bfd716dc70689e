"""Messages at the edges of what a card may be: who speaks, how long names are, what is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.messages import Message, render_briefing, render_context, render_people
from briefs.model import QuotationKind, Speaker, SpeakerKind
from tests.briefings import AFGHANISTAN, INFERRED, a_briefing, a_card, a_context, a_speaker

LONG_NAME = (
    "Maria-Magdalena Wolfeschlegelsteinhausen-Bergerdorff von und zu Guttenberg-Sachsenhausen"
)
OFFICE = "Deputy Assistant Secretary General for Emerging Security Challenges and Public Diplomacy"


def unnamed(description: str) -> Speaker:
    return replace(a_speaker(description), kind=SpeakerKind.UNNAMED)


EDGES: dict[str, Callable[[], Message | None]] = {
    "speakers-of-all-kinds": lambda: render_briefing(
        a_briefing(
            replace(
                a_card("Nobody is to know of this.", role=None),
                speakers=(unnamed("a senior NATO official"),),
            ),
            a_card("We say so together.", by=("Jens Stoltenberg", "Antony Blinken")),
            a_card(
                "All of us say so.",
                by=("Ann Ode", "Bo Lee", "Cy Moe", "Di Roe", "Eve Fox"),
                published=INFERRED,
            ),
            topic=AFGHANISTAN,
        )
    ),
    "longest-names": lambda: render_briefing(
        a_briefing(
            a_card(by=(LONG_NAME, LONG_NAME), publisher=LONG_NAME),
            a_card(by=(LONG_NAME,), role=OFFICE, publisher=None, title=OFFICE * 3),
            total=40_000,
        )
    ),
    "apostrophes": lambda: render_briefing(
        a_briefing(
            a_card(
                "It's Ireland's “call”, & ours.",
                by=("Miriam O'Neil",),
                role="Ireland's Envoy",
                publisher="The People's Gazette",
            )
        )
    ),
    "nothing-known": lambda: render_briefing(
        a_briefing(a_card(by=(), role=None, publisher=None, published=None, title=""))
    ),
    "many-pieces": lambda: render_briefing(
        a_briefing(a_card("We stay,", "all of us,", "for good", kind=QuotationKind.MIXED))
    ),
    "context-of-markup": lambda: render_context(
        replace(
            a_context("<b>“We <i>stay</i> & go,”</b> O'Neil said.", "We <i>stay</i> & go,"),
            card=a_card("We <i>stay</i> & go,", title="<script>", publisher="R&D"),
        )
    ),
    "people-last-page": lambda: render_people(
        [a_speaker(f"{letter}. Example", count=9) for letter in "ABCDEFGHI"], "", 1
    ),
    "people-with-an-initial": lambda: render_people(
        [a_speaker(f"Ann Stone-{letter}", count=1204) for letter in "ABCDEFGHI"], "s", 0
    ),
}
