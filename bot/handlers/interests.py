"""/follow, /mute, /unfollow, /following and their buttons: what comes first, and what never does.

Like the digest they shape, in a group they are its administrators' to change.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from telegram import Update

from bot.context import BriefsContext
from bot.handlers.answers import answer, destination_of, edit
from bot.handlers.audience import may_change_settings
from bot.handlers.briefs import LONGEST
from bot.handlers.standing import subscribed
from bot.keyboards import Change, ListInterests, Named, SetInterest
from bot.messages import (
    Message,
    render_changed,
    render_interests,
    render_less,
    render_notice,
    render_offers,
)
from briefs.errors import InvalidQueryError, NotFoundError
from briefs.model import Interest, InterestKind

_QUOTE_MARKS: Final = "\"'“”„«»‘’"

#: What one digest told, as far as anybody reads through it.
_OFFERED: Final = 8


async def follow(update: Update, context: BriefsContext) -> None:
    """/follow NAME, TOPIC or "WORDS": it comes first in the digests."""
    await _choose(update, context, Change.FOLLOW)


async def mute(update: Update, context: BriefsContext) -> None:
    """/mute NAME, TOPIC or "WORDS": it never comes in the digests."""
    await _choose(update, context, Change.MUTE)


async def unfollow(update: Update, context: BriefsContext) -> None:
    """/unfollow NAME: neither followed nor muted any more."""
    if not await may_change_settings(update, context):
        await answer(update, context, render_notice("admins_only", is_group=True))
        return
    kept = await _named(context, await _interests(update, context))
    meant = [
        each for each in kept if each[1].casefold() == context.typed.strip(_QUOTE_MARKS).casefold()
    ]
    if not meant and context.typed:
        found = set(await _find(context, context.typed[:LONGEST]))
        meant = [each for each in kept if _as_followed(each[0]) in found]
    if len(meant) != 1:
        await answer(update, context, await _list(update, context))
        return
    await answer(update, context, await _set(update, context, Change.REMOVE, meant[0][0]))


async def following(update: Update, context: BriefsContext) -> None:
    """/following: all that is followed or muted."""
    await answer(update, context, await _list(update, context))


async def press_list(update: Update, context: BriefsContext, action: ListInterests) -> None:
    """The list, in a message of its own or in the place of the settings."""
    message = await _list(update, context, action.page)
    await (edit if action.turns else answer)(update, context, message)


async def press_less(update: Update, context: BriefsContext) -> str | None:
    """What the digest told that the button is under, each to be muted."""
    if not await may_change_settings(update, context):
        return render_notice("admins_only", is_group=True).text
    message, desk = update.effective_message, context.desk
    carried: tuple[Interest, ...] = ()
    if message is not None:
        told = desk.newsroom.carried
        carried = await desk.read(told, destination_of(update), message.message_id)
    known = {_as_followed(each) for each in await _interests(update, context)}
    fresh = [each for each in carried if each not in known]
    await answer(update, context, render_less(await _named(context, fresh[:_OFFERED])))
    return None


async def press_interest(update: Update, context: BriefsContext, action: SetInterest) -> str | None:
    """Set it; from the list it is taken off, and the list stays. The answer is a refusal."""
    if not await may_change_settings(update, context):
        return render_notice("admins_only", is_group=True).text
    interest = Interest(kind=action.kind, value=action.value)
    try:
        changed = await _set(update, context, action.change, interest)
    except InvalidQueryError as refusal:
        return str(refusal)
    except NotFoundError:  # forged, or gone since
        return render_notice("stale_button").text
    is_listed = action.change is Change.REMOVE
    await edit(update, context, await _list(update, context) if is_listed else changed)
    return None


async def list_interests(update: Update, context: BriefsContext) -> Message:
    """The list as a message."""
    return await _list(update, context)


async def _choose(update: Update, context: BriefsContext, change: Change) -> None:
    if not await may_change_settings(update, context):
        await answer(update, context, render_notice("admins_only", is_group=True))
        return
    typed = context.typed[:LONGEST]
    if not typed:
        await answer(update, context, await _list(update, context))
        return
    if typed[0] in _QUOTE_MARKS:
        found: tuple[Interest, ...] = (_in_words(typed),)
    else:
        found = await _find(context, typed)
    if len(found) == 1:
        message = await _try(update, context, change, found[0])
    elif found:
        message = render_offers(typed, await _named(context, found), change)
    else:
        suggest = context.desk.newsroom.suggest_words
        words, unquoted = await context.desk.read(suggest, typed.strip(_QUOTE_MARKS))
        named = [(words, words.value)] if words else []
        message = render_offers(typed, named, change, unquoted=unquoted)
    await answer(update, context, message)


def _in_words(typed: str) -> Interest:
    return Interest(kind=InterestKind.WORDS, value=typed.strip(_QUOTE_MARKS))


async def _try(
    update: Update, context: BriefsContext, change: Change, interest: Interest
) -> Message:
    try:
        return await _set(update, context, change, interest)
    except InvalidQueryError as refusal:
        return render_notice("refused", reason=str(refusal))


async def _set(
    update: Update, context: BriefsContext, change: Change, interest: Interest
) -> Message:
    desk, destination = context.desk, destination_of(update)
    newsroom = desk.newsroom
    if change is Change.REMOVE:
        await desk.write(newsroom.unfollow, destination, interest)
    else:
        wanted = Interest(kind=interest.kind, value=interest.value, muted=change is Change.MUTE)
        await desk.write(newsroom.follow, destination, wanted, now=desk.now)
    label = await desk.read(newsroom.label_of, interest)
    return render_changed(change, (interest, label), await subscribed(update, context))


async def _list(update: Update, context: BriefsContext, page: int = 0) -> Message:
    named = await _named(context, await _interests(update, context))
    return render_interests(named, await subscribed(update, context), page)


async def _interests(update: Update, context: BriefsContext) -> tuple[Interest, ...]:
    return await context.desk.read(context.desk.newsroom.interests, destination_of(update))


async def _find(context: BriefsContext, text: str) -> tuple[Interest, ...]:
    return await context.desk.read(context.desk.newsroom.find_interests, text)


async def _named(context: BriefsContext, interests: Iterable[Interest]) -> list[Named]:
    several = tuple(interests)
    labels = await context.desk.read(context.desk.newsroom.labels_of, several)
    return [*zip(several, labels, strict=True)]


def _as_followed(interest: Interest) -> Interest:
    """The same, whether or not it is muted."""
    return Interest(kind=interest.kind, value=interest.value)
