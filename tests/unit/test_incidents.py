"""Which errors administrators are told of, and when."""

from __future__ import annotations

import logging

import pytest

from bot.incidents import EACH, HOUR, KINDS, MOST, Incident, Journal, as_incident
from bot.pseudonyms import Pseudonyms
from briefs.errors import StoreError


def an_incident(
    what: str = "KeyError", place: str = "bot/a.py:1", update: str | None = None
) -> Incident:
    return Incident(what=what, place=place, update=update)


def counts(told: tuple[Incident, ...]) -> dict[str, int]:
    return {each.what: each.count for each in told}


class TestJournal:
    def test_the_first_of_a_kind_is_told_at_once(self) -> None:
        """Whoever can mend it should not wait."""
        journal = Journal()

        journal.note(an_incident(), 0)

        assert counts(journal.take_due(0)) == {"KeyError": 1}
        assert journal.take_due(0) == ()

    def test_more_of_a_kind_are_counted_until_ten_minutes_are_over(self) -> None:
        """A storm is two messages, and the second says how strong it was."""
        journal = Journal()
        journal.note(an_incident(), 0)
        journal.take_due(0)
        for second in range(1, 500):
            journal.note(an_incident(update=f"u{second}"), second)
            assert journal.take_due(second) == ()

        [told] = journal.take_due(EACH)

        assert (told.count, told.minutes, told.update) == (499, 10, "u499")
        assert journal.take_due(2 * EACH) == ()

    def test_another_place_is_another_kind(self) -> None:
        """So is another type."""
        journal = Journal()
        for each in (an_incident(), an_incident(place="bot/b.py:2"), an_incident("OSError")):
            journal.note(each, 0)

        assert len(journal.take_due(0)) == 3

    def test_no_hour_has_more_than_so_many_messages(self) -> None:
        """What comes then is told in the next hour's first, together."""
        journal = Journal()
        for number in range(MOST + 3):
            journal.note(an_incident(f"E{number}"), number)
            assert bool(journal.take_due(number)) is (number < MOST)

        assert journal.take_due(HOUR - 1) == ()
        assert set(counts(journal.take_due(HOUR))) == {f"E{n}" for n in range(MOST, MOST + 3)}

    def test_a_flood_of_kinds_does_not_grow_without_end(self) -> None:
        """Beyond some dozens they are only counted."""
        journal = Journal()
        for number in range(KINDS + 200):
            journal.note(an_incident(f"E{number}"), 0)

        told = counts(journal.take_due(0))

        assert len(told) == KINDS + 1
        assert told["Further errors"] == 200

    def test_what_could_not_be_told_comes_with_the_next(self) -> None:
        """Given back, it keeps its count."""
        journal = Journal()
        journal.note(an_incident(), 0)
        journal.note(an_incident(), 1)
        for each in journal.take_due(1):
            journal.note(each, 1)

        assert journal.take_due(2) == ()
        assert counts(journal.take_due(1 + EACH)) == {"KeyError": 2}


def a_line(
    message: str, *args: object, name: str = "bot.intake", fails: Exception | None = None
) -> logging.LogRecord:
    info = (type(fails), fails, fails.__traceback__) if fails else None
    return logging.LogRecord(name, logging.ERROR, __file__, 7, message, args, info)


def failing_inside() -> Exception:
    """An error that a library of others raised for a line of ours."""
    try:
        Pseudonyms(None)  # type: ignore[arg-type]
    except AttributeError as exc:
        return exc
    raise AssertionError


class TestWhatIsTold:
    def test_of_an_error_its_type_and_the_innermost_place_of_ours(self) -> None:
        """Not its text, which may quote a reader, nor the message's."""
        told = as_incident(a_line("of %s", "a secret sorrow", fails=failing_inside()))

        assert told.what == "AttributeError"
        assert told.place.startswith("bot/pseudonyms.py:")

    def test_of_an_error_from_elsewhere_who_logged_it(self) -> None:
        """None of its lines is ours."""
        told = as_incident(a_line("x", name="apscheduler", fails=StoreError("a sorrow")))

        assert (told.what, told.place) == ("StoreError", "apscheduler")

    def test_of_a_sentence_what_we_wrote_ourselves(self) -> None:
        """What was put into it stays out."""
        told = as_incident(a_line("Delivery %d: %s took %.1f s", 5, "a sorrow", 1.0))

        assert told.what == "Delivery …: … took … s"
        assert told.place == "bot.intake:7"

    def test_of_a_sentence_of_others_nothing(self) -> None:
        """Nobody knows what they put into it."""
        told = as_incident(a_line("Task for chat 100001 failed", name="asyncio"))

        assert (told.what, told.place) == ("An error", "asyncio")

    @pytest.mark.parametrize("word", ["5yuglbp2", None])
    def test_the_word_of_the_update_if_there_is_one(self, word: str | None) -> None:
        """It leads to the lines of the log."""
        line = a_line("failed")
        line.update = word

        assert as_incident(line).update == word
