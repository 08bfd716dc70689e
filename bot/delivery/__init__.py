"""Due digests out: one at a time to a reader, never twice, and nothing lost for good.

    sender     from the outbox to Telegram: claim, compose, wait for a turn, call, write the outcome
    verdicts   what each error of Telegram's means for the digest and for its subscription
    brake      when nothing is sent to anybody: a flood limit, an outage
    ledger     outcomes that have to be written, however long the database is away
    notices    telling a group's administrators that the bot may not write there
    alarm      the next instant at which something can go out, and a tick that is overdue

How fast is decided in bot/budget.py; docs/delivery.md has the states drawn.
"""

from bot.delivery.alarm import OVERDUE, Watchdog
from bot.delivery.sender import IN_FLIGHT, Sender

__all__ = ["IN_FLIGHT", "OVERDUE", "Sender", "Watchdog"]
