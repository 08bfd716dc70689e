"""What a pressed button does. Forged or outdated data gets an answer all the same."""

from __future__ import annotations

import logging

from telegram import CallbackQuery, Update
from telegram.error import TelegramError

from bot.context import BriefsContext
from bot.handlers import (
    briefs,
    comparing,
    editions,
    interests,
    listings,
    nearby,
    personal,
    settings,
    subscriptions,
)
from bot.handlers.audience import may_press, word_of_chat
from bot.keyboards import (
    Action,
    EndDigest,
    Forget,
    ListInterests,
    ListPeople,
    ListTopics,
    ListZones,
    PauseDigest,
    ReadOn,
    SetDigest,
    SetInterest,
    SetPreference,
    SettingsAction,
    ShowBriefing,
    ShowComparison,
    ShowContext,
    ShowLeftovers,
    ShowLess,
    ShowPrintings,
    ShowSettings,
    decode,
)
from bot.messages import render_notice

_LOG = logging.getLogger(__name__)


async def press(update: Update, context: BriefsContext) -> None:
    """Do what the button says, then stop its spinner, with an alert if it was refused."""
    query = update.callback_query
    assert query is not None
    action, alert = decode(query.data or ""), None
    try:
        if action is None or query.message is None:  # ours are never under messages of others
            _LOG.info(
                "A button without meaning was pressed in chat %s.", word_of_chat(update, context)
            )
            alert = render_notice("stale_button").text
        elif not await may_press(update, context):
            alert = render_notice("channel_buttons", username=context.bot.username).text
        else:
            alert = await _act(update, context, action)
    finally:
        await _answer(query, alert)


async def _act(update: Update, context: BriefsContext, action: Action) -> str | None:
    match action:
        case ShowBriefing() | ShowContext() | ShowPrintings() | ReadOn() | ShowLeftovers():
            await _show(update, context, action)
        case ShowComparison():
            await comparing.show_comparison(update, context, action)
        case ListPeople():
            await listings.list_people(update, context, action)
        case ListTopics():
            await listings.list_topics(update, context, action)
        case SetInterest():
            return await interests.press_interest(update, context, action)
        case ListInterests():
            await interests.press_list(update, context, action)
        case ShowLess():
            return await interests.press_less(update, context)
        case Forget():
            return await personal.press_forget(update, context)
        case _:
            return await _set(update, context, action)
    return None


async def _show(
    update: Update,
    context: BriefsContext,
    action: ShowBriefing | ShowContext | ShowPrintings | ReadOn | ShowLeftovers,
) -> None:
    match action:
        case ShowBriefing():
            await briefs.show_briefing(update, context, action)
        case ShowContext():
            await briefs.show_context(update, context, action)
        case ShowPrintings():
            await nearby.show_printings(update, context, action)
        case ReadOn():
            await briefs.read_on(update, context, action)
        case ShowLeftovers():
            await editions.show_leftovers(update, context, action)


async def _set(update: Update, context: BriefsContext, action: SettingsAction) -> str | None:
    match action:
        case SetDigest():
            return await subscriptions.press_set(update, context, action)
        case EndDigest():
            return await subscriptions.press_end(update, context)
        case ShowSettings():
            await settings.press_screen(update, context, action)
        case ListZones():
            await settings.press_region(update, context, action)
        case SetPreference():
            return await settings.press_preference(update, context, action)
        case PauseDigest():
            return await settings.press_pause(update, context, action)
    return None


async def _answer(query: CallbackQuery, alert: str | None) -> None:
    """A spinner that cannot be stopped ends by itself: what the button did stands."""
    try:
        await query.answer(alert, show_alert=alert is not None)
    except TelegramError as exc:
        _LOG.info("A pressed button is not answered: %s", exc)
