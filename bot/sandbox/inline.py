"""Inline mode: `@bot words` typed in any chat, what the bot offers for it, and choosing from that.

Telegram keeps answers for a while and gives them again to whoever types the same; the sandbox asks
the bot each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from telegram.constants import ChatMemberStatus, InlineQueryLimit, UpdateType

from bot.sandbox.cast import BOT, User
from bot.sandbox.errors import ActError, bad_request
from bot.sandbox.offers import InlineQuery, check_next_offset, read_offers, read_results_button
from bot.sandbox.state import Chat, Json, Message, State

#: Seconds; Telegram gives no figure, bots report about this.
_EXPIRES_AFTER: Final = 15
#: Queries whose answers can still be chosen from.
_KEPT: Final = 50


def answer_inline_query(
    state: State,
    *,
    inline_query_id: str,
    results: Sequence[object],
    cache_time: int | None = None,
    is_personal: bool | None = None,
    next_offset: str | None = None,
    button: Json | None = None,
) -> bool:
    """Offer results to whoever typed. Only once, and soon."""
    offers = read_offers(results)
    check_next_offset(next_offset or "")
    above = read_results_button(button)
    query = state.inline_queries.get(inline_query_id)
    if query is None or query.offers is not None or state.now() - query.asked > _EXPIRES_AFTER:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    query.offers = offers
    state.events.add(
        "offers",
        user_id=query.user_id,
        query_id=query.id,
        results=[offer.as_json() for offer in offers.values()],
        next_offset=next_offset or "",
        button=above,
        cache_time=cache_time,
        is_personal=bool(is_personal),
    )
    return True


def type_inline(state: State, user: User, chat: Chat, words: str, offset: str) -> str:
    """Type words behind the bot's name, or ask for what comes behind an offset; the query's id."""
    if len(words) > InlineQueryLimit.MAX_QUERY_LENGTH:
        limit = int(InlineQueryLimit.MAX_QUERY_LENGTH)
        raise ActError(f"Behind the bot’s name {limit} characters can be typed at most.")
    query_id = str(next(state.query_ids))
    state.inline_queries[query_id] = InlineQuery(id=query_id, user_id=user.id, asked=state.now())
    while len(state.inline_queries) > _KEPT:
        del state.inline_queries[next(iter(state.inline_queries))]
    query = {
        "id": query_id,
        "from": user.as_json(),
        "query": words,
        "offset": offset,
        "chat_type": "supergroup" if chat.is_group else "sender",
    }
    state.push(UpdateType.INLINE_QUERY, query)
    return query_id


def choose_offer(state: State, user: User, chat: Chat, query_id: str, result_id: str) -> Message:
    """Send what was offered to the chat, as a message of whoever typed."""
    query = state.inline_queries.get(query_id)
    offer = (query.offers or {}).get(result_id) if query else None
    if query is None or offer is None or query.user_id != user.id:
        raise ActError("This was not offered.")
    extra = {**offer.extra, "via_bot": BOT.as_json()}
    message = state.post(chat, user, offer.body, keyboard=offer.keyboard, extra=extra)
    # Privacy mode lets through what was sent by way of the bot itself.
    if chat.members[BOT.id] is ChatMemberStatus.MEMBER:
        state.push(UpdateType.MESSAGE, message.as_json())
    return message
