"""`SandboxTelegram`: Telegram as the bot meets it, with the people who talk to it.

The bot calls methods (`call`), people act (`say`, `press`, `block`, …), and whoever watches reads
messages and events. All of it is in memory and synchronous; time comes from the clock. A call is
checked in Telegram's order: token (at the gateway), method, parameters, ordered faults, then what
the method itself requires.
"""

from __future__ import annotations

import inspect
import secrets
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from telegram.constants import ChatMemberStatus, MessageEntityType, UpdateType

from bot.clock import Clock
from bot.sandbox import chats, documents, inline, menus, messages, profile, updates
from bot.sandbox.cast import ANONYMOUS_ADMIN, BOT, GROUP_ID, User
from bot.sandbox.errors import ActError, ApiError, ConnectionLost, not_played
from bot.sandbox.faults import Fault
from bot.sandbox.formatting import FormattedText, read_typed_text
from bot.sandbox.html import utf16_length
from bot.sandbox.rules import camel, methods, read_parameters
from bot.sandbox.state import CallbackQuery, Chat, Json, Message, State

#: The methods that are played, by Telegram's name; every other one answers that it is not.
PLAYED: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        camel(function.__name__): function
        for function in (
            messages.send_message,
            documents.send_document,
            messages.edit_message_text,
            messages.edit_message_reply_markup,
            messages.delete_message,
            messages.answer_callback_query,
            inline.answer_inline_query,
            chats.get_chat,
            chats.get_chat_member,
            chats.get_chat_member_count,
            chats.get_chat_administrators,
            chats.leave_chat,
            chats.send_chat_action,
            profile.get_me,
            profile.set_my_commands,
            profile.get_my_commands,
            profile.delete_my_commands,
            profile.set_my_description,
            profile.get_my_description,
            profile.set_my_short_description,
            profile.get_my_short_description,
            updates.get_updates,
            updates.set_webhook,
            updates.delete_webhook,
            updates.get_webhook_info,
        )
    }
)

#: Of their parameters, those that do something.
_PARAMETERS = {
    name: inspect.signature(function).parameters.keys() - {"state"}
    for name, function in PLAYED.items()
}

_LONGEST_TYPED = 4096


class SandboxTelegram:
    """A Telegram of our own. `token` is what the bot has to log in with."""

    def __init__(
        self, clock: Clock, *, token: str | None = None, flood_limits: bool = True
    ) -> None:
        #: New in each run, so that no web page that happens to be open can guess it.
        self.token = token or f"{BOT.id}:{secrets.token_urlsafe(26)}"
        self.clock = clock
        self.state = State(clock, flood_limits=flood_limits)

    # The bot's side

    def call(self, method: str, given: Mapping[str, object]) -> Any:
        """The result of a Bot API call, or the `ApiError` or `ConnectionLost` it ends in."""
        try:
            result = self._carry_out(method, given)
        except ApiError as error:
            self._note(method, error.status, error.description)
            raise
        except ConnectionLost as lost:
            self._note(method, 0, str(lost))
            raise
        if method != "getUpdates":
            self._note(method, 200, "")
        return result

    def order(self, fault: Fault) -> None:
        """Let the next calls that the fault meets fail."""
        self.state.faults.open.append(fault)
        self._note_faults()

    def cancel_faults(self) -> None:
        """Forget every order."""
        self.state.faults.open.clear()
        self._note_faults()

    # The people's side

    def say(
        self,
        user_id: int,
        text: str,
        *,
        chat_id: int | None = None,
        reply_to: int | None = None,
        anonymous: bool = False,
    ) -> Json:
        """Write a message: to the bot in private, or into a group. A blocked bot is unblocked.

        In groups the bot is told only what privacy mode lets through.
        """
        user, chat = self._person(user_id), self._chat_of(user_id, chat_id)
        body = _typed(text)
        if not chat.is_group and chat.members[BOT.id] is ChatMemberStatus.BANNED:
            self.unblock(user_id)
        replied = self._message(chat, reply_to) if reply_to is not None else None
        if anonymous:
            self._check_admin(chat, user_id)
        sender = ANONYMOUS_ADMIN if anonymous else user
        message = self.state.post(chat, sender, body, reply_to=replied)
        if _reaches_bot(message):
            self.state.push(UpdateType.MESSAGE, message.as_json())
        return message.as_json()

    def edit(self, user_id: int, message_id: int, text: str, *, chat_id: int | None = None) -> Json:
        """Change an own message afterwards."""
        message = self._message(self._chat_of(user_id, chat_id), message_id)
        if message.sender.id != user_id:
            raise ActError("Only your own messages can be edited.")
        message.body, message.edited = _typed(text), int(self.state.now())
        self.state.show(message)
        if _reaches_bot(message):
            self.state.push(UpdateType.EDITED_MESSAGE, message.as_json())
        return message.as_json()

    def press(
        self,
        user_id: int,
        message_id: int,
        button: str,
        *,
        chat_id: int | None = None,
        forged: bool = False,
    ) -> str:
        """Press a button, named by its data or its label; the id of the query it sends.

        `forged` sends data that no button of the message has, as a tampered client can.
        """
        chat = self._chat_of(user_id, chat_id)
        message = self._message(chat, message_id)
        data = button if forged else _callback_data(message, button)
        query_id = str(next(self.state.query_ids))
        self.state.queries[query_id] = CallbackQuery(
            id=query_id, user_id=user_id, chat_id=chat.id, asked=self.state.now()
        )
        query = {
            "id": query_id,
            "from": self._person(user_id).as_json(),
            "message": message.as_json(),
            "chat_instance": str(chat.id),
            "data": data,
        }
        self.state.push(UpdateType.CALLBACK_QUERY, query)
        self.state.events.add("pressed", chat_id=chat.id, user_id=user_id, query_id=query_id)
        return query_id

    def type_inline(
        self, user_id: int, words: str, *, chat_id: int | None = None, offset: str = ""
    ) -> str:
        """Type words behind the bot's name in a chat; the id of the query it sends."""
        chat = self._chat_of(user_id, chat_id)
        return inline.type_inline(self.state, self._person(user_id), chat, words, offset)

    def choose(
        self, user_id: int, query_id: str, result_id: str, *, chat_id: int | None = None
    ) -> Json:
        """Send one of the results offered for a query to a chat."""
        user, chat = self._person(user_id), self._chat_of(user_id, chat_id)
        return inline.choose_offer(self.state, user, chat, query_id, result_id).as_json()

    def block(self, user_id: int) -> None:
        """Block the bot: it is told, and may not write any more."""
        self._set_blocked(user_id, ChatMemberStatus.BANNED)

    def unblock(self, user_id: int) -> None:
        """Let the bot write again."""
        self._set_blocked(user_id, ChatMemberStatus.MEMBER)

    def remove_bot(self, user_id: int, chat_id: int = GROUP_ID) -> None:
        """Throw the bot out of a group; only an administrator can."""
        self._set_in_group(user_id, chat_id, ChatMemberStatus.BANNED)

    def add_bot(self, user_id: int, chat_id: int = GROUP_ID) -> None:
        """Let the bot into a group again; only an administrator can."""
        self._set_in_group(user_id, chat_id, ChatMemberStatus.MEMBER)

    def migrate_group(self) -> None:
        """Let the group become another chat, for good. The bot is told in both."""
        self.state.migrate_group()

    # What can be seen

    def menu(self, user_id: int, chat_id: int | None = None) -> list[menus.MenuItem]:
        """The commands somebody is offered in a chat, by Telegram's precedence of scopes."""
        user, chat = self._person(user_id), self._chat_of(user_id, chat_id)
        scopes = menus.scopes_in_private(chat.id)
        if chat.is_group:
            admin = chat.members[user_id] is ChatMemberStatus.ADMINISTRATOR
            scopes = menus.scopes_in_group(chat.id, user_id, admin=admin)
        return self.state.menus.seen(scopes, user.language_code or "")

    def messages(self, chat_id: int) -> list[Json]:
        """The messages of a chat as they stand now, oldest first."""
        return [message.as_json() for message in self.state.chats[chat_id].messages.values()]

    def description(self, user_id: int) -> str:
        """What the empty chat with the bot says to somebody."""
        return profile.described(
            self.state, "description", self._person(user_id).language_code or ""
        )

    # Inside

    def _carry_out(self, method: str, given: Mapping[str, object]) -> Any:
        function = PLAYED.get(method)
        if function is None and method in methods():
            raise not_played(method)
        parameters = read_parameters(method, given)
        assert function is not None  # read_parameters refuses what is no method
        if unplayed := parameters.keys() - _PARAMETERS[method]:
            raise not_played(f"the parameter {min(unplayed)} of {method}")
        fault = self.state.faults.take(method, parameters.get("chat_id"))
        if fault is None:
            return function(self.state, **parameters)
        self._note_faults()
        error = fault.error()
        if isinstance(error, ConnectionLost) and error.handled:
            function(self.state, **parameters)
        raise error

    def _note(self, method: str, status: int, description: str) -> None:
        self.state.events.add("call", method=method, status=status, description=description)

    def _note_faults(self) -> None:
        self.state.events.add("faults", open=[each.as_json() for each in self.state.faults.open])

    def _person(self, user_id: int) -> User:
        user = self.state.users.get(user_id)
        if user is None or user.is_bot:
            raise ActError(f"There is nobody with the id {user_id}.")
        return user

    def _chat_of(self, user_id: int, chat_id: int | None) -> Chat:
        """The chat somebody writes in: their own with the bot unless another is named."""
        chat = self.state.chats.get(user_id if chat_id is None else chat_id)
        if chat is not None and chat.migrated_to is not None:
            chat = self.state.chats[chat.migrated_to]
        if chat is None or user_id not in chat.members or user_id == BOT.id:
            raise ActError(f"{user_id} is not in the chat {chat_id}.")
        return chat

    def _message(self, chat: Chat, message_id: int) -> Message:
        message = chat.messages.get(message_id)
        if message is None:
            raise ActError(f"There is no message {message_id} in this chat.")
        return message

    def _set_blocked(self, user_id: int, status: ChatMemberStatus) -> None:
        chat = self._chat_of(user_id, None)
        if chat.members[BOT.id] is not status:
            chats.change_membership(self.state, chat, by=user_id, status=status)

    def _set_in_group(self, user_id: int, chat_id: int, status: ChatMemberStatus) -> None:
        chat = self._chat_of(user_id, chat_id)
        self._check_admin(chat, user_id)
        chats.change_membership(self.state, chat, by=user_id, status=status)

    def _check_admin(self, chat: Chat, user_id: int) -> None:
        if chat.members.get(user_id) is not ChatMemberStatus.ADMINISTRATOR:
            raise ActError("Only an administrator of the group can do this.")


def _typed(text: str) -> FormattedText:
    body = read_typed_text(text)
    if not body.text:
        raise ActError("There is nothing to send.")
    if utf16_length(body.text) > _LONGEST_TYPED:
        raise ActError(f"A message can have {_LONGEST_TYPED} characters at most.")
    return body


def _callback_data(message: Message, button: str) -> str:
    rows = (message.keyboard or {}).get("inline_keyboard", [])
    buttons = [each for row in rows for each in row if "callback_data" in each]
    for field in ("callback_data", "text"):
        for each in buttons:
            if each[field] == button:
                return str(each["callback_data"])
    raise ActError(f"Message {message.id} has no button {button!r}.")


def _reaches_bot(message: Message) -> bool:
    """Privacy mode: in a group only commands, mentions and replies to the bot's own messages."""
    if not message.chat.is_group:
        return True
    if message.chat.members[BOT.id] is not ChatMemberStatus.MEMBER:
        return False
    if message.reply_to is not None and message.reply_to.sender is BOT:
        return True
    return any(_addresses_bot(message.body, entity) for entity in message.body.entities)


def _addresses_bot(body: FormattedText, entity: Json) -> bool:
    units = body.text.encode("utf-16-le")
    start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
    words = units[start:end].decode("utf-16-le").lower()
    if entity["type"] == MessageEntityType.MENTION:
        return words == f"@{BOT.username}"
    command = entity["type"] == MessageEntityType.BOT_COMMAND and entity["offset"] == 0
    return command and ("@" not in words or words.endswith(f"@{BOT.username}"))
