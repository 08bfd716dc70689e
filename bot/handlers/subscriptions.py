"""The beginning and the end of a chat's or forum topic's digest: /subscribe, /unsubscribe.

In a group only its administrators may change it; anybody may look.
"""

from __future__ import annotations

from telegram import Update

from bot.context import BriefsContext
from bot.handlers.answers import answer, destination_of, edit
from bot.handlers.audience import may_change_settings
from bot.handlers.hours import read_schedule
from bot.handlers.settings import settings_message
from bot.handlers.standing import subscribed
from bot.keyboards import SetDigest, zones_keyboard
from bot.messages import Message, render_notice
from briefs.errors import InvalidQueryError
from briefs.model import Subscription


async def subscribe(update: Update, context: BriefsContext) -> None:
    """/subscribe [HH:MM] [zone]: what is not given stays, or takes the default."""
    if not await may_change_settings(update, context):
        await answer(update, context, render_notice("admins_only", is_group=True))
        return
    schedule = read_schedule(context.typed, context.desk.now.year)
    if schedule.wrong:
        message = render_notice("bad_schedule", typed=schedule.wrong)
    elif len(schedule.zones) > 1:
        keyboard = zones_keyboard(schedule.at, schedule.zones)
        message = render_notice("which_zone", keyboard, typed=context.typed)
    else:
        zone = next(iter(schedule.zones), None)
        message = await _set(update, context, SetDigest(schedule.at, zone))
    await answer(update, context, message)


async def unsubscribe(update: Update, context: BriefsContext) -> None:
    """/unsubscribe, /stop: no digest any more, and its settings are forgotten."""
    if not await may_change_settings(update, context):
        await answer(update, context, render_notice("admins_only", is_group=True))
        return
    await answer(update, context, await _end(update, context))


async def press_set(update: Update, context: BriefsContext, action: SetDigest) -> str | None:
    """A button that subscribes or names another hour; the answer is a refusal, if there is one."""
    if not await may_change_settings(update, context):
        return render_notice("admins_only", is_group=True).text
    is_first = action == SetDigest()  # under a greeting, which stays
    try:
        message = await _set(update, context, action)
    except InvalidQueryError:  # forged, or the zone was abolished
        return render_notice("stale_button").text
    await (answer if is_first else edit)(update, context, message)
    return None


async def press_end(update: Update, context: BriefsContext) -> str | None:
    """The button that unsubscribes. The digest it may be under stays as it is."""
    if not await may_change_settings(update, context):
        return render_notice("admins_only", is_group=True).text
    await answer(update, context, await _end(update, context))
    return None


async def _set(update: Update, context: BriefsContext, action: SetDigest) -> Message:
    desk = context.desk
    old = await subscribed(update, context)
    defaults = desk.settings
    kept = old.preferences.hours if old else (defaults.digest_time,)
    at = (action.at,) if action.at else kept
    zone = action.zone or (old.zone if old else defaults.timezone)
    new = await desk.write(desk.newsroom.subscribe, destination_of(update), at, zone, now=desk.now)
    return await settings_message(context, new, change=_change(old, new))


def _change(old: Subscription | None, new: Subscription) -> str:
    if old is None:
        return "subscribed"
    if old.paused:
        return "revived"
    return "changed" if old.preferences != new.preferences else ""


async def _end(update: Update, context: BriefsContext) -> Message:
    desk = context.desk
    ended = await desk.write(desk.newsroom.unsubscribe, destination_of(update))
    return await settings_message(context, None, change="ended" if ended else "")
