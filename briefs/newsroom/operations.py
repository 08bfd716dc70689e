"""What keeps the sender going and what its operator sees."""

from __future__ import annotations

import datetime as dt

from briefs.model import Destination, Parking, Queue, Traffic
from briefs.newsroom.base import Base
from briefs.newsroom.deliveries import TURN
from briefs.store import outbox, subscriptions, traffic


class Operations(Base):
    """The outbox as a whole."""

    def queue(self) -> Queue:
        """What has fallen due and has not gone out."""
        with self._store.read() as connection:
            return traffic.get_queue(connection)

    def traffic(self, *, since: dt.datetime) -> Traffic:
        """What waits, and what became of digests since then."""
        with self._store.read() as connection:
            return traffic.get_traffic(connection, since=since)

    def next_delivery(self, *, now: dt.datetime) -> dt.datetime | None:
        """When the next digest may go out that was told to wait; None: none was."""
        with self._store.read() as connection:
            return traffic.find_next(connection, now=now)

    def parking(self) -> Parking | None:
        """What an earlier process learned of Telegram's limits; None: nothing yet."""
        with self._store.read() as connection:
            return traffic.find_parking(connection)

    def park(self, parking: Parking) -> None:
        """Nothing is to be sent for a while, also after a restart."""
        with self._store.write(turn=TURN, durable=True) as connection:
            traffic.put_parking(connection, parking)

    def refuse(self, destination: Destination, reason: str) -> bool:
        """The bot may not write there: nothing more goes out, and the settings stay.

        Whether its administrators are to be told: of each subscription they are told once, until
        somebody subscribes anew.
        """
        with self._store.write(turn=TURN, durable=True) as connection:
            outbox.cancel(connection, destination.chat_id, destination.thread_id)
            return subscriptions.refuse(connection, destination, reason)
