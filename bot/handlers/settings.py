"""/settings and the buttons under it: one message, whose screens take each other's place.

Anybody may look. In a group only its administrators may change anything; each press is checked.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from telegram import Update

from bot.context import BriefsContext
from bot.handlers.answers import answer, destination_of, edit
from bot.handlers.audience import may_change_settings
from bot.handlers.hours import find_zones_in
from bot.handlers.interests import list_interests
from bot.handlers.preferring import SCREENS, prefer
from bot.handlers.standing import subscribed
from bot.keyboards import ListZones, PauseDigest, Screen, SetPreference, ShowSettings, Wish
from bot.messages import Message, render_notice, render_region, render_settings
from briefs.errors import InvalidQueryError
from briefs.model import Pause, Subscription


async def settings(update: Update, context: BriefsContext) -> None:
    """/settings: everything there is to choose, and when the next digest comes."""
    await answer(
        update, context, await settings_message(context, await subscribed(update, context))
    )


async def press_screen(update: Update, context: BriefsContext, action: ShowSettings) -> None:
    """To another screen; from under a digest, in a message of its own."""
    known = await subscribed(update, context)
    message = await settings_message(context, known, screen=action.screen)
    await (edit if action.turns else answer)(update, context, message)


async def press_region(update: Update, context: BriefsContext, action: ListZones) -> None:
    """The cities of a part of the world."""
    zones = find_zones_in(action.region)
    await edit(update, context, render_region(action.region, zones, action.page))


async def press_preference(
    update: Update, context: BriefsContext, action: SetPreference
) -> str | None:
    """Set it, and show the screen it is on; the answer is a refusal, if there is one."""
    if not await may_change_settings(update, context):
        return render_notice("admins_only", is_group=True).text
    desk, known = context.desk, await subscribed(update, context)
    if known is None:
        await edit(update, context, await settings_message(context, None))
        return None
    try:
        wanted = prefer(known.preferences, action)
    except InvalidQueryError as refusal:
        return str(refusal)
    except ValueError:  # forged
        return render_notice("stale_button").text
    change = desk.newsroom.change_preferences
    new = await desk.write(change, known.destination, wanted, now=desk.now)
    if action.wish is Wish.ONLY_FOLLOWED:
        await edit(update, context, await list_interests(update, context))
        return None
    screen = SCREENS[action.wish]
    await edit(update, context, await settings_message(context, new, screen=screen))
    return None


async def press_pause(update: Update, context: BriefsContext, action: PauseDigest) -> str | None:
    """Pause or resume, and show the settings."""
    if not await may_change_settings(update, context):
        return render_notice("admins_only", is_group=True).text
    await edit(update, context, await _set_pause(update, context, resumes=action.resumes))
    return None


async def pause(update: Update, context: BriefsContext) -> None:
    """/pause: nothing comes until /resume; all settings stay."""
    await _pause_or_resume(update, context, resumes=False)


async def resume(update: Update, context: BriefsContext) -> None:
    """/resume: the digest comes again, from its next hour on."""
    await _pause_or_resume(update, context, resumes=True)


async def _pause_or_resume(update: Update, context: BriefsContext, *, resumes: bool) -> None:
    if not await may_change_settings(update, context):
        await answer(update, context, render_notice("admins_only", is_group=True))
        return
    await answer(update, context, await _set_pause(update, context, resumes=resumes))


async def _set_pause(update: Update, context: BriefsContext, *, resumes: bool) -> Message:
    desk, known = context.desk, await subscribed(update, context)
    if known is None or known.paused != resumes:
        return await settings_message(context, known)
    destination = destination_of(update)
    if resumes:
        await desk.write(desk.newsroom.resume_at, destination, now=desk.now)
    else:
        await desk.write(desk.newsroom.pause_at, destination, Pause.READER)
    change = "revived" if resumes else ""
    return await settings_message(context, await subscribed(update, context), change=change)


async def settings_message(
    context: BriefsContext,
    subscription: Subscription | None,
    *,
    change: str = "",
    screen: Screen = Screen.MAIN,
) -> Message:
    """A screen of the settings; the first one tells when the next digest comes."""
    next_at = None
    if subscription and not subscription.paused and screen is Screen.MAIN:
        slot = await context.desk.read(context.desk.newsroom.next_slot, subscription)
        next_at = slot.due.astimezone(ZoneInfo(subscription.zone))
    return render_settings(subscription, next_at, change=change, screen=screen)
