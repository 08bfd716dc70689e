"""What goes out: one digest for a destination, chosen from what is offered to all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from briefs import schedule
from briefs.briefing import PAGE, page_start
from briefs.digest import Choice
from briefs.model import Card, Destination, Digest, Interest, InterestKind, Leftovers, Story, Taste
from briefs.newsroom.base import Base
from briefs.newsroom.interests import topic_names
from briefs.newsroom.offers import Offers
from briefs.store import dues, editions, interests, subscriptions
from briefs.store.editions import Edition
from briefs.store.engine import Connection, Store
from briefs.store.seen import find_seen


class Editions(Base):
    """Digests as values. Nothing here changes anything."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._offers = Offers()

    def compose_digest(self, delivery_id: int) -> Digest:
        """What a claimed delivery says. Raises NotFoundError."""
        with self._store.read() as connection:
            return self._compose(connection, editions.get_edition(connection, delivery_id))

    def preview_digest(self, destination: Destination, *, now: dt.datetime) -> Digest:
        """The next digest as it would be if it went out now; nothing is changed."""
        with self._store.read() as connection:
            known = subscriptions.find_subscription(connection, destination)
            if known is None:
                return self._compose_anew(connection, destination, now.date())
            slot = dues.find_next(connection, known)
            return self._compose_anew(connection, destination, slot.local_date, slot.edition)

    def todays_digest(
        self, destination: Destination, *, now: dt.datetime, zone: str = "UTC"
    ) -> Digest:
        """What today's last digest carried, if one was sent; else what it would be now.

        For whoever has no subscription as well, whose clock is then that of `zone`. Nothing is
        changed, and nothing counts as seen. What was withdrawn since is left out.
        """
        with self._store.read() as connection:
            edition, carried = _todays(connection, destination, now, zone)
            if carried is None:
                return self._compose(connection, edition)
            return self._compose_again(connection, edition, carried)

    def leftovers(
        self,
        destination: Destination,
        delivery_id: int | None,
        *,
        offset: int,
        now: dt.datetime,
        zone: str = "UTC",
    ) -> Leftovers:
        """A page of what a digest had no room for; without a number, today's.

        What was withdrawn or muted since is left out. Raises NotFoundError for a digest that this
        destination was not sent, or of which it is forgotten what it told.
        """
        with self._store.read() as connection:
            if delivery_id is None:
                edition, carried = _todays(connection, destination, now, zone)
            else:
                edition, carried = editions.get_told(connection, destination, delivery_id)
            offer, after = self._offers.of_news(connection, edition.window)
            seen = find_seen(connection, destination) if carried is None else ()
            wanted = interests.find_interests(connection, destination)
            taste = _taste(edition, after, seen=seen, wanted=wanted)
            if carried is None:
                carried = [pick.candidate.id for pick in offer.choose(taste).picks]
            others = offer.find_others(carried, taste)
            start = page_start(offset, len(others))
            ids = others[start : start + PAGE]
            cards = self._offers.find_cards(connection, ids, edition.window.loads)
        return Leftovers(
            local_date=edition.local_date,
            delivery=delivery_id,
            cards=tuple(cards[each] for each in ids if each in cards),
            offset=start,
            total=len(others),
        )

    def _compose_anew(
        self,
        connection: Connection,
        destination: Destination,
        local_date: dt.date,
        number: int = 1,
    ) -> Digest:
        edition = editions.next_edition(connection, destination, local_date, number)
        return self._compose(connection, edition)

    def _compose(self, connection: Connection, edition: Edition) -> Digest:
        offer, after = self._offers.of_news(connection, edition.window)
        taste = _taste(
            edition,
            after,
            seen=find_seen(connection, edition.destination),
            wanted=interests.find_interests(connection, edition.destination),
        )
        choice = offer.choose(taste)
        archived = None
        if not choice.picks and edition.tells_empty:
            archived = self._look_back(connection, edition, taste)
        return self._digest(connection, edition, choice, archived)

    def _look_back(self, connection: Connection, edition: Edition, taste: Taste) -> str | None:
        """What stands in for news on a day without any: once, however many editions it has."""
        if editions.has_told(connection, edition.destination, edition.local_date):
            return None
        candidate = self._offers.of_archive(connection, edition.window).first_dated(taste)
        return candidate.id if candidate else None

    def _compose_again(
        self, connection: Connection, edition: Edition, carried: Collection[str]
    ) -> Digest:
        """The digest that was sent: what it carried, in order, with why it is there."""
        offer, after = self._offers.of_news(connection, edition.window)
        wanted = interests.find_interests(connection, edition.destination)
        choice = offer.find(carried, _taste(edition, after, seen=(), wanted=wanted))
        is_archived = carried and not choice.picks
        archived = next(iter(carried)) if is_archived else None
        return self._digest(connection, edition, choice, archived)

    def _digest(
        self, connection: Connection, edition: Edition, choice: Choice, archived: str | None
    ) -> Digest:
        ids = [pick.candidate.id for pick in choice.picks] or ([archived] if archived else [])
        cards = self._offers.find_cards(connection, ids, edition.window.loads) if ids else {}
        stories = tuple(
            Story(
                card=cards[pick.candidate.id],
                publishers=pick.publishers,
                follows=_names(pick.follows, cards[pick.candidate.id]),
            )
            for pick in choice.picks
            if pick.candidate.id in cards
        )
        articles, newest = self._offers.count_articles(connection, edition.window)
        return Digest(
            local_date=edition.local_date,
            covers=edition.covers,
            stories=stories,
            archive=cards.get(archived) if archived else None,
            more=choice.total - len(stories),
            articles=articles,
            newest=newest,
            length=edition.length,
            delivery=edition.delivery,
            edition=edition.number,
            editions=edition.hours,
            only_followed=edition.only_followed,
            withheld=not choice.total and not edition.tells_empty,
        )


def _todays(
    connection: Connection, destination: Destination, now: dt.datetime, zone: str
) -> tuple[Edition, list[str] | None]:
    """Today's last edition that was sent, with what it carried; else as it would be now."""
    known = subscriptions.find_subscription(connection, destination)
    day = now.astimezone(schedule.get_zone(known.zone if known else zone)).date()
    sent = editions.find_sent(connection, destination, day)
    if sent is not None:
        return sent
    if known is None:
        return editions.next_edition(connection, destination, day), None
    slot = schedule.slot_of_today(known.preferences, now)
    anew = editions.next_edition(connection, destination, slot.local_date, slot.edition)
    return anew, None


def _taste(
    edition: Edition, after: int, *, seen: Collection[str], wanted: Collection[Interest]
) -> Taste:
    return Taste(
        after=after,
        seen=seen,
        interests=wanted,
        only_followed=edition.only_followed,
        length=edition.length,
    )


def _names(follows: Collection[Interest], card: Card) -> tuple[str, ...]:
    speakers = {speaker.id: speaker.name for speaker in card.speakers}
    names = {
        InterestKind.SPEAKER: speakers,
        InterestKind.TOPIC: topic_names(),
        InterestKind.WORDS: {each.value: f"“{each.value}”" for each in follows},
    }
    return tuple(names[each.kind].get(each.value, each.value) for each in follows)
