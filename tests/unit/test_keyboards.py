"""The codes behind buttons: short, stateless, and not to be trusted when they come back."""

from __future__ import annotations

import datetime as dt
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keyboards import (
    REGIONS,
    Action,
    Change,
    EndDigest,
    Forget,
    ListInterests,
    ListPeople,
    ListTopics,
    ListZones,
    PauseDigest,
    ReadOn,
    Screen,
    SetDigest,
    SetInterest,
    SetPreference,
    ShowBriefing,
    ShowContext,
    ShowLeftovers,
    ShowLess,
    ShowSettings,
    Wish,
    briefing_keyboard,
    decode,
    decode_link,
    encode,
    fits,
    options_keyboard,
    people_keyboard,
    settings_keyboard,
)
from briefs.model import (
    Destination,
    InterestKind,
    Option,
    Period,
    Preferences,
    QuietHours,
    Subject,
    Subscription,
)
from tests.briefings import a_briefing, a_card, a_speaker

IDS = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=10, max_size=10)
SLUGS = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=24)
OFFSETS = st.integers(0, 9_999_999)
WORDS = st.text(st.characters(blacklist_characters="\n", codec="utf-8"), min_size=1, max_size=30)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))

ACTIONS: st.SearchStrategy[Action] = st.one_of(
    st.builds(
        ShowBriefing,
        st.builds(
            Subject,
            speaker_id=st.none() | IDS,
            topic_id=st.none() | SLUGS,
            words=st.none() | WORDS,
            reported=st.booleans(),
            period=st.none() | st.builds(Period, since=st.none() | DAYS, until=st.none() | DAYS),
        ),
        OFFSETS,
        st.booleans(),
    ),
    st.builds(ShowContext, IDS),
    st.builds(ReadOn, IDS, OFFSETS),
    st.builds(
        ShowLeftovers, st.none() | st.integers(1, 10**18 - 1), OFFSETS, OFFSETS, st.booleans()
    ),
    st.builds(ListPeople, st.just("") | WORDS, OFFSETS, st.booleans()),
    st.builds(ListTopics, OFFSETS, st.booleans()),
    st.builds(
        SetDigest,
        st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
        st.none() | st.sampled_from(sorted(available_timezones())),
    ),
    st.just(EndDigest()),
    st.builds(ShowSettings, st.sampled_from(Screen), st.booleans()),
    st.builds(SetInterest, st.sampled_from(Change), st.sampled_from(InterestKind), IDS | WORDS),
    st.builds(ListInterests, OFFSETS, st.booleans()),
    st.just(ShowLess()),
    st.just(Forget()),
    st.builds(ListZones, st.sampled_from(REGIONS), OFFSETS),
    st.builds(PauseDigest, st.booleans()),
    st.builds(
        SetPreference,
        st.sampled_from(Wish),
        st.sampled_from(["0800", "-2330", "7", "-1", "all", "work", "headlines", "2200-0700", ""]),
    ),
)


@given(ACTIONS)
def test_what_is_encoded_is_decoded(action: Action) -> None:
    """A button does what it was made for."""
    assert decode(encode(action)) == action


@given(ACTIONS)
def test_only_words_can_make_a_code_too_long(action: Action) -> None:
    """Everything else has room within Telegram's 64 bytes, whatever its values."""
    has_words = isinstance(action, ShowBriefing) and action.subject.words
    has_initial = isinstance(action, ListPeople) and action.initial

    assert fits(action) or has_words or has_initial


@given(st.text(max_size=80))
def test_forged_data_is_decoded_or_refused(data: str) -> None:
    """Nothing a client sends can raise."""
    action = decode(data)

    assert action is None or decode(encode(action)) == action


@pytest.mark.parametrize(
    "data",
    [
        "",
        "x",
        "b",
        "b:::",
        "b:::-1:",
        "b:::99999999:",
        "c:",
        "c:../../etc",
        "r:abc:x",
        "d:2460:",
        "d:9:",
        "p:1",
        "t:",
        "b:abc:SLUG:0:",
        "c:abcdefghij\n",
        "d:0800:Europe/Kyiv;drop",
    ],
)
def test_nonsense_is_no_action(data: str) -> None:
    """Codes of another version, cut off, or made up."""
    assert decode(data) is None


@pytest.mark.parametrize(
    ("payload", "action"),
    [
        ("p_abcdefghij", ShowBriefing(Subject(speaker_id="abcdefghij"))),
        ("t_defence-spending", ShowBriefing(Subject(topic_id="defence-spending"))),
        ("q_abcdefghij", ShowContext("abcdefghij")),
        ("", None),
        ("x_abcdefghij", None),
        ("p_", None),
        ("p_abc_def", None),
    ],
)
def test_a_deep_link_points_at_a_person_a_topic_or_a_quotation(
    payload: str, action: Action | None
) -> None:
    """Anything else is a plain start."""
    assert decode_link(payload) == action


def labels(markup) -> list[list[str]]:
    return [[button.text for button in row] for row in markup.inline_keyboard]


def test_a_page_leads_to_contexts_and_to_its_neighbours() -> None:
    """Numbers continue over pages, as they do in the message."""
    cards = [a_card(id=letter * 10) for letter in "abc"]

    markup = briefing_keyboard(a_briefing(*cards, offset=3, total=10), cards, is_cut=False)

    assert labels(markup) == [["Context 4", "Context 5", "Context 6"], ["‹ Back", "More (4) ›"]]


def test_a_page_that_shows_all_has_no_neighbours() -> None:
    """No button that leads nowhere."""
    markup = briefing_keyboard(a_briefing(a_card()), [a_card()], is_cut=False)

    assert labels(markup) == [["Context 1"]]


def test_words_without_room_cost_the_paging_only() -> None:
    """The page itself is still shown."""
    briefing = a_briefing(a_card(), subject=Subject(words="ж" * 40), total=9)

    markup = briefing_keyboard(briefing, briefing.cards, is_cut=False)

    assert labels(markup) == [["Context 1"]]


def test_names_have_a_row_each() -> None:
    """Two long names beside each other would both be clipped on a phone."""
    markup = people_keyboard([a_speaker("Ada Example", count=1200), a_speaker("Bo Example")], "", 0)

    assert labels(markup) == [["Ada Example · 1,200"], ["Bo Example · 4"]]


def test_no_options_are_no_keyboard() -> None:
    """Telegram refuses an empty one."""
    assert options_keyboard([]) is None


def test_an_option_asks_for_its_subject() -> None:
    """Choosing one is the same as having typed it in full."""
    option = Option(label="Charles Michel", subject=Subject(speaker_id="abcdefghij"))

    markup = options_keyboard([option])

    assert markup is not None
    assert markup.inline_keyboard[0][0].callback_data == "b:abcdefghij::0:"


@pytest.mark.parametrize(
    ("quiet", "rows"),
    [
        ((22, 7), [["‹ 21:00", "from 22:00", "23:00 ›"], ["‹ 06:00", "until 07:00", "08:00 ›"]]),
        ((23, 0), [["‹ 22:00", "from 23:00"], ["until 00:00", "01:00 ›"]]),
    ],
)
def test_quiet_hours_move_around_the_clock(quiet: tuple[int, int], rows: list[list[str]]) -> None:
    """Each button names the hour it sets; none makes both ends the same."""
    start, end = map(dt.time, quiet)
    wanted = Preferences(
        hours=(dt.time(8),), zone="Europe/Kyiv", quiet=QuietHours(start=start, end=end)
    )
    subscription = Subscription(
        destination=Destination(chat_id=7),
        preferences=wanted,
        since=dt.datetime(2021, 3, 22, tzinfo=dt.UTC),
    )

    assert labels(settings_keyboard(subscription, Screen.SOUND))[1:3] == rows
