"""Several processes on one inbox: each chat has one of them at a time, no update waits unseen."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable

import pytest
import sqlalchemy as sa

from briefs.model import Claimant, InboxItem
from briefs.store import claims, inbox
from briefs.store.engine import Store
from briefs.store.schema import claims as rows
from tests.builders import NOW, an_update

LONG_AGO = dt.datetime(2001, 1, 1, tzinfo=dt.UTC)
NEXT_CENTURY = dt.datetime(2101, 1, 1, tzinfo=dt.UTC)


def a_process(name: str, *, places: int = 64, is_heir: bool = True, shuns: int = 0) -> Claimant:
    """A process as it asks for work."""
    shunned = frozenset({shuns} if shuns else ())
    return Claimant(process=name, places=places, is_heir=is_heir, shunned=shunned)


ANN, BOB = a_process("ann"), a_process("bob")


class Office:
    """The inbox, and what processes do with it, one transaction each."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def receives(self, by: Claimant, *items: InboxItem) -> list[int]:
        with self._store.write() as connection:
            return ids(claims.receive(connection, items, by=by, now=NOW))

    def takes(self, by: Claimant) -> list[int]:
        with self._store.write() as connection:
            return ids(claims.take(connection, by=by))

    def finishes(
        self, by: Claimant, item: InboxItem, *, handled: bool = True, more: bool = True
    ) -> int | None:
        with self._store.write() as connection:
            following = claims.finish(connection, item, by=by, handled=handled, more=more, now=NOW)
        return following.update_id if following else None

    def renews(self, by: Claimant, *chats: int) -> frozenset[int]:
        with self._store.write() as connection:
            return claims.renew(connection, chats, process=by.process)

    def stops(self, by: Claimant) -> None:
        with self._store.write() as connection:
            claims.release(connection, process=by.process)

    def let_lapse(self) -> None:
        """No process has renewed for longer than a lease."""
        self.let_last(LONG_AGO)

    def let_last(self, until: dt.datetime) -> None:
        with self._store.write() as connection:
            connection.execute(sa.update(rows).values(until=until))

    def lasts(self) -> dt.datetime:
        """How long every claim does at most, by the database's clock."""
        with self._store.read() as connection:
            last: dt.datetime = connection.scalars(sa.select(sa.func.max(rows.c.until))).one()
        return last

    def waits(self) -> list[int]:
        with self._store.read() as connection:
            return ids(inbox.pending(connection))

    def claimed(self) -> dict[int, str]:
        with self._store.read() as connection:
            found = connection.execute(sa.select(rows.c.chat_id, rows.c.process))
            return {row.chat_id: row.process for row in found}


def ids(items: Iterable[InboxItem]) -> list[int]:
    return [item.update_id for item in items]


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def test_who_receives_an_update_serves_its_chat(office) -> None:
    """It is claimed by the transaction that stores it."""
    assert office.receives(ANN, an_update(1, chat_id=7)) == [1]
    assert office.claimed() == {7: "ann"}


def test_a_repeated_update_gives_nobody_work(office) -> None:
    """Neither while it waits nor when it was handled."""
    office.receives(ANN, an_update(1))

    assert office.receives(BOB, an_update(1)) == []
    office.finishes(ANN, an_update(1))
    assert office.receives(BOB, an_update(1)) == []
    assert office.claimed() == {}


def test_what_comes_to_another_process_is_for_the_one_that_serves_the_chat(office) -> None:
    """It finds it when it has finished the one before, in Telegram's order."""
    office.receives(ANN, an_update(1))
    assert office.receives(BOB, an_update(3)) == []
    assert office.receives(BOB, an_update(2)) == []

    assert office.finishes(ANN, an_update(1)) == 2
    assert office.finishes(ANN, an_update(2)) == 3
    assert office.finishes(ANN, an_update(3)) is None


def test_the_last_update_frees_the_chat(office) -> None:
    """Whoever receives the next one serves it."""
    office.receives(ANN, an_update(1))
    office.finishes(ANN, an_update(1))

    assert office.claimed() == {}
    assert office.receives(BOB, an_update(2)) == [2]


def test_who_has_no_place_claims_nothing(office) -> None:
    """What it received waits for a process that has one."""
    assert office.receives(a_process("ann", places=0), an_update(1)) == []
    assert office.takes(a_process("ann", places=0)) == []

    assert office.takes(BOB) == [1]
    assert office.claimed() == {7: "bob"}


def test_takes_as_many_chats_as_it_has_places_for_and_the_longest_waiting_first(office) -> None:
    """Of each the first update; the others follow it."""
    nobody = a_process("nobody", places=0)
    office.receives(nobody, *(an_update(10 - n, chat_id=n % 4) for n in range(8)))

    assert office.takes(a_process("ann", places=2)) == [3, 4]
    assert office.takes(BOB) == [5, 6]
    assert office.takes(BOB) == []


def test_a_claim_that_was_renewed_is_not_taken_over(office) -> None:
    """However long ago it was made."""
    office.receives(ANN, an_update(1))
    office.let_lapse()

    assert office.renews(ANN, 7, 8) == {7}
    assert office.takes(BOB) == []


def test_a_claim_that_lapsed_is_taken_over(office) -> None:
    """Its process is dead or cut off; what it had begun is handled again, and first."""
    office.receives(ANN, an_update(1), an_update(2))
    office.let_lapse()

    assert office.takes(a_process("bob", is_heir=False)) == []
    assert office.takes(BOB) == [1]
    assert office.claimed() == {7: "bob"}


def test_an_update_can_bring_a_lapsed_chat_with_it(office) -> None:
    """Whoever receives it begins with what waited before."""
    office.receives(ANN, an_update(1))
    office.let_lapse()

    assert office.receives(a_process("bob", is_heir=False), an_update(2)) == []
    assert office.receives(BOB, an_update(3)) == [1]


def test_a_clock_that_was_set_back_binds_no_chat_to_a_dead_process(office) -> None:
    """By whatever it was set back: a claim stands for a lease from when somebody has seen that."""
    office.receives(ANN, an_update(1))
    office.let_last(NEXT_CENTURY)

    assert office.takes(BOB) == []  # Ann may be at it
    office.renews(BOB)
    assert office.lasts() < NEXT_CENTURY
    assert office.takes(BOB) == []
    assert office.renews(ANN, 7) == {7}


def test_who_was_cut_off_learns_that_its_chat_is_anothers(office) -> None:
    """It gets no further update, and the other's claim stands."""
    office.receives(ANN, an_update(1), an_update(2))
    office.let_lapse()
    office.takes(BOB)

    assert office.renews(ANN, 7) == frozenset()
    assert office.finishes(ANN, an_update(1)) is None
    assert office.claimed() == {7: "bob"}
    assert office.finishes(BOB, an_update(1)) == 2


def test_who_stops_hands_its_chats_back(office) -> None:
    """Others need not wait for its claims to lapse."""
    office.receives(ANN, an_update(1, chat_id=7), an_update(2, chat_id=8), an_update(3, chat_id=7))

    assert office.finishes(ANN, an_update(1, chat_id=7), more=False) is None
    assert office.claimed() == {8: "ann"}
    office.stops(ANN)

    assert office.takes(BOB) == [2, 3]


def test_what_cannot_be_handled_holds_up_nothing(office) -> None:
    """Whoever failed with it leaves it alone; it stays for another process, or the next start."""
    office.receives(ANN, an_update(1), an_update(2))
    ann = a_process("ann", shuns=1)

    assert office.finishes(ann, an_update(1), handled=False) == 2
    assert office.finishes(ann, an_update(2)) is None
    assert office.takes(ann) == []
    assert office.waits() == [1]
    assert office.takes(BOB) == [1]


def test_what_was_left_behind_is_told_from_what_has_just_come_in(store) -> None:
    """Only of that the attempts are counted: it may be what its process died of."""
    with store.write() as connection:
        [fresh] = claims.receive(connection, [an_update(1), an_update(2)], by=ANN, now=NOW)
        following = claims.finish(connection, fresh, by=ANN, handled=True, more=True, now=NOW)
        claims.release(connection, process="ann")
        [taken] = claims.take(connection, by=BOB)

    assert fresh.attempts is None
    assert following is not None
    assert following.attempts is None
    assert (taken.update_id, taken.attempts) == (2, 0)


def test_what_is_set_aside_is_nobodys_and_holds_up_nothing(office, store) -> None:
    """It stays in the inbox, whoever looks for work."""
    office.receives(a_process("nobody", places=0), an_update(1), an_update(2))
    with store.write() as connection:
        for _ in range(4):
            inbox.begin_again(connection, 1)

    assert office.takes(BOB) == [2]
    assert office.finishes(BOB, an_update(2)) is None
    assert office.takes(ANN) == []
    with store.read() as connection:
        assert inbox.count_set_aside(connection) == 1


def test_an_update_that_is_being_stored_when_the_claim_ends_is_found(store) -> None:
    """Whoever ends the claim waits for the one who stores, and looks only then."""
    office, found = Office(store), []
    office.receives(ANN, an_update(1))
    ending = threading.Thread(target=lambda: found.append(office.finishes(ANN, an_update(1))))

    with store.write() as bobs:
        begun = claims.receive(bobs, [an_update(2)], by=BOB, now=NOW)
        ending.start()
        ending.join(0.3)  # were it not to wait, it would be done by then
    ending.join()

    assert (ids(begun), found) == ([], [2])


def test_an_update_that_comes_while_the_claim_ends_is_served_by_its_receiver(store) -> None:
    """Whoever stores it waits for the one who ends the claim, and claims only then."""
    office, begun = Office(store), []
    office.receives(ANN, an_update(1))
    storing = threading.Thread(target=lambda: begun.extend(office.receives(BOB, an_update(2))))

    with store.write() as anns:
        following = claims.finish(anns, an_update(1), by=ANN, handled=True, more=True, now=NOW)
        storing.start()
        storing.join(0.3)
    storing.join()

    assert (following, begun) == (None, [2])
    assert office.claimed() == {7: "bob"}


def test_two_that_look_for_work_at_once_never_get_the_same(store) -> None:
    """Nor wait for each other for ever."""
    office = Office(store)
    office.receives(
        a_process("nobody", places=0), *(an_update(n, chat_id=n) for n in range(1, 101))
    )
    got: list[int] = []

    def take_all(name: str) -> None:
        while taken := office.takes(a_process(name, places=7)):
            got.extend(taken)

    workers = [threading.Thread(target=take_all, args=(name,)) for name in ("ann", "bob", "eve")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(got) == list(range(1, 101))
