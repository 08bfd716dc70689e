"""Every kind of message the bot sends, each with its edges, by the name of its golden file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.application import COMMANDS
from bot.incidents import DESCRIBED, Incident
from bot.keyboards import zones_keyboard
from bot.messages import (
    Message,
    render_briefing,
    render_choice,
    render_comparison,
    render_context,
    render_no_match,
    render_notice,
    render_part,
    render_people,
    render_quotation,
    render_reload,
    render_settings,
    render_topics,
    render_withdrawn,
)
from briefs.model import (
    ArticleChange,
    ArticleResult,
    Briefing,
    Card,
    Choice,
    Comparison,
    Destination,
    NoMatch,
    Option,
    Pause,
    Period,
    Preferences,
    QuotationKind,
    Speaker,
    Stats,
    Subject,
    Subscription,
    Topic,
)
from tests.aliases import ALIAS_MESSAGES
from tests.briefings import (
    AFGHANISTAN,
    FINANCE_MINISTER,
    INFERRED,
    SECRETARY_GENERAL,
    a_briefing,
    a_card,
    a_context,
    a_report,
    a_speaker,
)
from tests.choosing import CHOOSING
from tests.digests import DIGESTS
from tests.edges import EDGES
from tests.greetings import GREETINGS
from tests.inline_cards import INLINE_CARDS
from tests.printings import PRINTED
from tests.timelines import TIMELINES
from tests.traffic import TRAFFIC_MESSAGES

STOLTENBERG = a_speaker()
LONG = "Each ally decides for itself what it can give. " * 30
TOO_LONG = "Each ally decides for itself what it can give. " * 150
MARKUP = "<b>Breaking</b> & <script>alert('NATO')</script> “new chapter”"
ARABIC = "الحلف لن ينسحب من أفغانستان قبل الأوان"


def some_cards() -> tuple[Card, ...]:
    return (
        a_card(
            "We must be careful not to leave too early,", "At the same time, nobody wants to stay."
        ),
        a_card("strong supporter", id="bbbbbbbbbb", kind=QuotationKind.MIXED, published=INFERRED),
        a_card(LONG, id="cccccccccc", publisher=None, published=None),
    )


def a_subscription(*, paused: bool = False) -> Subscription:
    return Subscription(
        destination=Destination(chat_id=7),
        preferences=Preferences(hours=(dt.time(8, 30),), zone="America/New_York"),
        pause=Pause.UNREACHABLE if paused else None,
        since=dt.datetime(2021, 3, 22, 12, 30, tzinfo=dt.UTC),
    )


def options(*names: str) -> tuple[Option, ...]:
    return tuple(
        Option(label=each, subject=Subject(speaker_id=a_speaker(each).id)) for each in names
    )


def a_side(*cards: Card, total: int = 1, speaker: Speaker = STOLTENBERG) -> Briefing:
    return a_briefing(*cards, speaker=speaker, topic=AFGHANISTAN, total=total)


MARCH = Period(since=dt.date(2021, 3, 1), until=dt.date(2021, 3, 31))
NEXT = dt.datetime(2021, 3, 24, 8, 30, tzinfo=ZoneInfo("America/New_York"))

MESSAGES: dict[str, Callable[[], Message | None]] = {
    **(INLINE_CARDS | EDGES | PRINTED | TIMELINES),
    "who": lambda: render_briefing(
        a_briefing(
            *some_cards(),
            speaker=STOLTENBERG,
            offices=(FINANCE_MINISTER, SECRETARY_GENERAL),
            total=7,
            other=12,
        )
    ),
    "who-as-reported": lambda: render_briefing(
        a_briefing(
            a_card(
                "Stoltenberg denied that the allies would leave before the summer",
                kind=QuotationKind.INDIRECT,
            ),
            a_card("He told reporters the talks would go on", kind=QuotationKind.INDIRECT),
            subject=Subject(speaker_id=STOLTENBERG.id, reported=True),
            speaker=STOLTENBERG,
            offices=(SECRETARY_GENERAL,),
            total=12,
            other=7,
        )
    ),
    "who-second-page": lambda: render_briefing(
        a_briefing(
            a_card("We stay.", role="Prime Minister of Norway"),
            a_card("We say so together.", by=("Jens Stoltenberg", "Antony Blinken"), role=None),
            speaker=STOLTENBERG,
            offices=(SECRETARY_GENERAL,),
            offset=3,
        )
    ),
    "who-with-note": lambda: render_briefing(
        a_briefing(
            a_card(),
            speaker=STOLTENBERG,
            offices=(SECRETARY_GENERAL,),
            note="Mark Rutte has held the office since Oct 2024 and is not quoted here.",
        )
    ),
    "who-nobody-knows": lambda: render_briefing(
        a_briefing(
            a_card(by=("Ada Example",), role="a harbour pilot from Narvik"),
            speaker=a_speaker("Ada Example"),
        )
    ),
    "topic": lambda: render_briefing(
        a_briefing(
            a_card(),
            a_card("We leave together.", by=("Antony Blinken",), role="US Secretary of State"),
            a_card("Nobody asked us.", by=(), role=None),
            topic=AFGHANISTAN,
            total=4,
        )
    ),
    "who-on-topic": lambda: render_briefing(
        a_briefing(a_card(), speaker=STOLTENBERG, offices=(SECRETARY_GENERAL,), topic=AFGHANISTAN)
    ),
    "who-since": lambda: render_briefing(
        replace(
            a_briefing(
                a_card(),
                subject=Subject(
                    speaker_id=STOLTENBERG.id,
                    topic_id=AFGHANISTAN.id,
                    period=Period(since=dt.date(2021, 3, 1)),
                ),
                speaker=STOLTENBERG,
                offices=(SECRETARY_GENERAL,),
                topic=AFGHANISTAN,
                total=7,
            ),
            days="since Mar 2021",
            undated=2,
        )
    ),
    "latest-of-a-month": lambda: render_briefing(
        replace(
            a_briefing(
                a_card(),
                subject=Subject(period=MARCH),
            ),
            days="in Mar 2021",
            undated=1,
        )
    ),
    "words": lambda: render_briefing(
        a_briefing(a_card("Nord Stream is not our pipeline."), subject=Subject(words="Nord Stream"))
    ),
    "search": lambda: render_briefing(
        a_briefing(
            a_card("Each ally pays its fair share."),
            subject=Subject(words='"fair share" -tariffs'),
            total=5,
        )
    ),
    "words-of-thousands": lambda: render_briefing(
        replace(
            a_briefing(a_card("We meet."), subject=Subject(words="meet"), total=4127), searched=5000
        )
    ),
    "words-too-long-for-buttons": lambda: render_briefing(
        a_briefing(a_card(), subject=Subject(words="a long question " * 5), total=9)
    ),
    "latest": lambda: render_briefing(a_briefing(*some_cards(), total=40)),
    "latest-of-nothing": lambda: render_briefing(a_briefing()),
    "reported-words": lambda: render_briefing(
        a_briefing(a_card("that the allies would meet again", kind=QuotationKind.INDIRECT))
    ),
    "too-long-for-a-message": lambda: render_briefing(a_briefing(a_card(TOO_LONG))),
    "comparison": lambda: render_comparison(
        Comparison(
            sides=(
                a_side(*some_cards()[:2], total=7),
                a_side(total=0, speaker=a_speaker("Antony Blinken", count=12)),
            )
        )
    ),
    "comparison-too-long": lambda: render_comparison(
        Comparison(
            sides=(
                a_side(a_card(TOO_LONG)),
                a_side(a_card("We stay."), speaker=a_speaker("Antony Blinken")),
            )
        )
    ),
    "quotation": lambda: render_quotation(some_cards()[0]),
    "quotation-of-nobody": lambda: render_quotation(
        a_card("Nobody asked us.", by=(), role=None, publisher=None, published=None)
    ),
    "quotation-too-long": lambda: render_quotation(a_card(TOO_LONG)),
    "no-quotation": lambda: render_notice("no_quotation", typed="<b>zzzz"),
    "part-of-a-quotation": lambda: render_part(a_card(TOO_LONG), 1),
    "markup-in-a-headline": lambda: render_briefing(
        a_briefing(a_card(MARKUP, title=MARKUP, publisher=None, by=(MARKUP,), role=MARKUP))
    ),
    "right-to-left": lambda: render_briefing(
        a_briefing(a_card(ARABIC, by=("محمد الأمين",), role=None, publisher="الجريدة"))
    ),
    "emoji": lambda: render_briefing(
        a_briefing(a_card("Together 🇳🇴🤝🇺🇸 we are 💪🏽.", publisher="The 📰 Gazette"))
    ),
    "choice": lambda: render_choice(
        Choice(query="michel", options=options("Charles Michel", "James Michel"))
    ),
    "choice-with-note": lambda: render_choice(
        Choice(
            query="nato chief",
            options=options("Mark Rutte", "Jens Stoltenberg"),
            note="Mark Rutte has held the office since Oct 2024.",
        )
    ),
    "no-match": lambda: render_no_match(NoMatch(query="<i>nobody</i>", nearest=())),
    "no-match-with-note": lambda: render_no_match(
        NoMatch(query="nord stream", nearest=(), note="Nobody is quoted on Nord Stream.")
    ),
    "no-match-while-loading": lambda: render_no_match(
        NoMatch(query="stoltenberg", nearest=()), loading="1,200 of 10,000 articles"
    ),
    "no-match-nearest": lambda: render_no_match(
        NoMatch(query="stoltenborg", nearest=options("Jens Stoltenberg"))
    ),
    "context": lambda: render_context(
        a_context(
            "“We must be careful,” he said on Monday. “At the same time, nobody wants to stay.”",
            "We must be careful,",
            "At the same time, nobody wants to stay.",
        )
    ),
    "context-too-long": lambda: render_context(
        a_context(f"{TOO_LONG}“We stay,” he said. {TOO_LONG}", "We stay,")
    ),
    "withdrawn": render_withdrawn,
    "people": lambda: render_people(
        [a_speaker(f"{letter}. Example", count=30 - n) for n, letter in enumerate("ABCDEFGHIJ")],
        "",
        0,
    ),
    "people-by-initial": lambda: render_people([a_speaker()], "s", 0),
    "people-none": lambda: render_people([], "x", 0),
    "topics": lambda: render_topics(
        [
            AFGHANISTAN,
            Topic(id="china", name="China", count=1234),
            Topic(id="iraq", name="Iraq", count=1),
        ],
        0,
    ),
    **DIGESTS,
    **GREETINGS,
    "help": lambda: render_notice(
        "help", commands=COMMANDS, is_group=False, username="nato_briefs_bot"
    ),
    "help-in-a-group": lambda: render_notice(
        "help", commands=COMMANDS[:3], is_group=True, username="nato_briefs_bot"
    ),
    "privacy": lambda: render_notice("privacy"),
    "cancel": lambda: render_notice("cancel"),
    "unknown-command": lambda: render_notice("unknown_command", typed="hwo", nearest="who"),
    "unknown-command-like-none": lambda: render_notice(
        "unknown_command", typed="<b>", nearest=None
    ),
    "usage": lambda: render_notice("usage", what="a topic", example="/topic Afghanistan"),
    "no-text": lambda: render_notice("no_text"),
    "settings": lambda: render_settings(a_subscription(), NEXT, change=""),
    "settings-subscribed": lambda: render_settings(a_subscription(), NEXT, change="subscribed"),
    "settings-changed": lambda: render_settings(a_subscription(), NEXT, change="changed"),
    "settings-revived": lambda: render_settings(a_subscription(), NEXT, change="revived"),
    "settings-paused": lambda: render_settings(a_subscription(paused=True), None, change=""),
    "settings-none": lambda: render_settings(None, None, change=""),
    "settings-ended": lambda: render_settings(None, None, change="ended"),
    "which-zone": lambda: render_notice(
        "which_zone",
        zones_keyboard(dt.time(8), ["America/New_York", "America/Chicago"]),
        typed="8 usa",
    ),
    "bad-schedule": lambda: render_notice("bad_schedule", typed="25:00"),
    "admins-only": lambda: render_notice("admins_only", is_group=False),
    "admins-only-in-a-group": lambda: render_notice("admins_only", is_group=True),
    "admins-only-to-export": lambda: render_notice("admins_only", is_group=True, command="export"),
    "admins-only-to-forget": lambda: render_notice("admins_only", is_group=True, command="forget"),
    "channel-buttons": lambda: render_notice("channel_buttons", username="nato_briefs_bot"),
    "reloading": lambda: render_notice("reloading", progress=None),
    "reloading-for-long": lambda: render_notice(
        "reloading", progress="1,200 of 10,000 articles, 85 a second, about 2 min left"
    ),
    "reload": lambda: render_reload(
        a_report(
            ArticleResult(key="a.txt", change=ArticleChange.ADDED, quotations=3),
            ArticleResult(key="b.txt", change=ArticleChange.CHANGED, quotations=1),
            ArticleResult(key="c.txt", change=ArticleChange.REMOVED),
            ArticleResult(
                key="<d>.txt",
                change=ArticleChange.FAILED,
                reason="is not UTF-8 (byte 12 from the start); save it anew as UTF-8",
            ),
            unchanged=4,
        )
    ),
    "reload-of-nothing": lambda: render_reload(a_report(unchanged=6)),
    "reload-of-many": lambda: render_reload(
        a_report(
            *(
                ArticleResult(key=f"{n}.txt", change=ArticleChange.ADDED, quotations=n)
                for n in range(40)
            )
        )
    ),
    "reload-failed": lambda: render_notice(
        "reload_failed", reason="articles: there is no such folder"
    ),
    "stats": lambda: render_notice(
        "stats",
        stats=Stats(
            articles=5,
            undated=2,
            quotations=61,
            unattributed=3,
            speakers=14,
            topics=9,
            subscriptions=2,
            paused=1,
            queued=0,
            unknown=0,
            inbox=1,
        ),
    ),
    **ALIAS_MESSAGES,
    "stale-button": lambda: render_notice("stale_button"),
    "error-gone": lambda: render_notice("error_gone"),
    "error-store": lambda: render_notice("error_store"),
    "error-query": lambda: render_notice("error_query"),
    "incident": lambda: render_notice(
        "incidents",
        incidents=(Incident(what="KeyError", place="bot/a.py:31", update="5yuglbp2"),),
        limit=DESCRIBED,
    ),
    "incidents": lambda: render_notice(
        "incidents",
        incidents=(
            Incident(what="StoreError", place="briefs/b.py:7", update="q", count=1499, seconds=599),
            Incident(what="The articles <are not> loaded: …", place="bot/c.py:5"),
            *(Incident(what=f"E{number}", place="d:1", count=2) for number in range(9)),
        ),
        limit=DESCRIBED,
    ),
    "error-other": lambda: render_notice("error_other"),
    **CHOOSING,
    **TRAFFIC_MESSAGES,
}
