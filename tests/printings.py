"""Messages about what lies next to a quotation: other articles, other topics, other people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from bot.messages import (
    Message,
    render_briefing,
    render_context,
    render_no_match,
    render_printings,
    render_quotation,
)
from briefs.model import (
    Card,
    DateBasis,
    NoMatch,
    Option,
    Place,
    Printing,
    Printings,
    PublicationDate,
    Subject,
)
from tests.briefings import (
    AFGHANISTAN,
    INFERRED,
    MARCH_23,
    SECRETARY_GENERAL,
    a_briefing,
    a_card,
    a_context,
    a_speaker,
)

STOLTENBERG = a_speaker()
MARKUP = "<b>Breaking</b> & “new chapter”"
LONG = "Each ally decides for itself what it can give. " * 60


def a_place(publisher: str | None, day: int = 24) -> Place:
    """An article of March 2021; undated on day 0."""
    return Place(publisher=publisher, published=_on(day))


def _on(day: int) -> PublicationDate | None:
    return PublicationDate(day=dt.date(2021, 3, day), basis=DateBasis.STATED) if day else None


def printed(
    *places: Place,
    words: str = "We want to revitalise it.",
    id: str = "aaaaaaaaaa",  # noqa: A002 -- the field's name
) -> Card:
    """A card with the other articles that print it."""
    return replace(a_card(words, id=id), elsewhere=places)


def a_printing(number: int, *variants: str, **given: object) -> Printing:
    """One article of many."""
    printing = Printing(
        id=f"{'abcdefghijkl'[number]}" * 10,
        variants=variants,
        title=f"Allies meet in Brussels, day {number}",
        publisher=f"Paper {number}",
        published=_on(number + 1),
        article_key=f"2021/paper-{number}.txt",
    )
    return replace(printing, **given)  # type: ignore[arg-type]  # names and values of its fields


def some_printings(number: int) -> tuple[Printing, ...]:
    return tuple(a_printing(one) for one in range(number))


def a_page(*printings: Printing, offset: int = 0, total: int, is_cut: bool = False) -> Printings:
    return Printings(
        card=printed(a_place("Wire")),
        printings=printings,
        offset=offset,
        total=total,
        is_cut=is_cut,
    )


def in_context(*printings: Printing, number: int | None = None, **given: object) -> Message:
    """The context of a card that stands in so many other articles."""
    context = a_context("“We want to revitalise it,” he said.", "We want to revitalise it,")
    places = tuple(a_place(one.publisher) for one in printings)
    card = replace(context.card, elsewhere=(places * 20)[:number] if number else places)
    return render_context(replace(context, card=card, printings=printings, **given))  # type: ignore[arg-type]  # names and values of its fields


def related(*labels: str) -> tuple[Option, ...]:
    return tuple(
        Option(label=one, subject=Subject(speaker_id=STOLTENBERG.id, topic_id=one[:4].lower()))
        for one in labels
    )


PRINTED: dict[str, Callable[[], Message | None]] = {
    "who-printed-elsewhere": lambda: render_briefing(
        a_briefing(
            printed(a_place("Wire")),
            printed(
                a_place("Wire"),
                a_place("Courier", 0),
                a_place(None),
                a_place("The Gazette"),
                words="We leave together.",
                id="bbbbbbbbbb",
            ),
            printed(a_place("The Gazette"), words="Nobody stays.", id="cccccccccc"),
            speaker=STOLTENBERG,
            offices=(SECRETARY_GENERAL,),
            total=7,
        )
    ),
    "printed-everywhere": lambda: render_briefing(
        a_briefing(
            replace(printed(*(a_place(f"Paper {n}") for n in range(20))), is_widespread=True),
            speaker=STOLTENBERG,
        )
    ),
    "quotation-printed-elsewhere": lambda: render_quotation(
        printed(a_place("Wire"), a_place(None, 0))
    ),
    "quotation-printed-everywhere": lambda: render_quotation(
        replace(printed(*(a_place(f"Paper {n}") for n in range(20))), is_widespread=True)
    ),
    "context-printed-elsewhere": lambda: in_context(
        a_printing(1, "revitalize"),
        a_printing(2, publisher=None, published=None, title=""),
        article_key="https://example.com/2021/03/23?a=1&b=2",
    ),
    "context-printed-everywhere": lambda: in_context(*some_printings(6), number=20),
    "context-of-nobody": lambda: render_context(
        replace(
            a_context("“Nobody asked us,” it was heard.", "Nobody asked us,"),
            card=a_card("Nobody asked us,", by=(), role=None, publisher=None, published=INFERRED),
            mention=None,
            cue=None,
        )
    ),
    "printings": lambda: render_printings(
        a_page(
            a_printing(0, published=MARCH_23),
            a_printing(1, "revitalize", "center", published=INFERRED),
            a_printing(2, publisher=None, published=None, title=""),
            a_printing(
                3, title=MARKUP, publisher="O’Neil & Sons", article_key="https://example.com/?a=1&b"
            ),
            a_printing(4, title="الحلف لن ينسحب", publisher="الجريدة"),
            a_printing(5, *(f"word{n}" for n in range(9))),
            total=11,
        )
    ),
    "printings-last-page": lambda: render_printings(a_page(*some_printings(5), offset=6, total=11)),
    "printings-all-on-one-page": lambda: render_printings(a_page(*some_printings(2), total=2)),
    "printings-of-thousands": lambda: render_printings(
        replace(
            a_page(*some_printings(6), total=1000, is_cut=True),
            card=printed(a_place("Wire"), words=LONG),
        )
    ),
    "who-with-what-lies-next": lambda: render_briefing(
        replace(
            a_briefing(
                a_card(), speaker=STOLTENBERG, offices=(SECRETARY_GENERAL,), total=7, other=12
            ),
            spoken_of=5,
            related=related("Afghanistan", "China", "Rules-based order"),
        )
    ),
    "topic-with-people": lambda: render_briefing(
        replace(
            a_briefing(a_card(), topic=AFGHANISTAN, total=4),
            related=related("Jens Stoltenberg", "Antony Blinken", "Ursula von der Leyen"),
        )
    ),
    "who-on-topic-with-people": lambda: render_briefing(
        replace(
            a_briefing(a_card(), speaker=STOLTENBERG, topic=AFGHANISTAN, total=4),
            related=related("Antony Blinken"),
        )
    ),
    "about": lambda: render_briefing(
        replace(
            a_briefing(
                a_card("Jens is a friend.", by=("Antony Blinken",), role="US Secretary of State"),
                subject=Subject(about_id=STOLTENBERG.id),
                total=7,
            ),
            about=STOLTENBERG,
        )
    ),
    "about-somebody-never-quoted": lambda: render_briefing(
        replace(
            a_briefing(
                a_card("Nobody knows where Ada Example is."),
                subject=Subject(about_id="adaexample"),
            ),
            about=a_speaker("Ada Example", count=0),
            days="in 2021",
        )
    ),
    "about-nobody": lambda: render_no_match(
        NoMatch(
            query="stoltenburg",
            lead="Nobody else is quoted speaking of Jens Stoltenberg.",
            nearest=(
                Option(
                    label="What Jens Stoltenberg said (4) ›",
                    subject=Subject(speaker_id=STOLTENBERG.id),
                ),
            ),
        )
    ),
}
