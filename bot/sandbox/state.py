"""What Telegram's server has to remember: chats, messages, pending updates, events for the page."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from telegram.constants import ChatMemberStatus, ChatType, PollingLimit, UpdateType

from bot.clock import Clock
from bot.sandbox.cast import (
    ANONYMOUS_ADMIN,
    BOT,
    GROUP_ADMIN,
    GROUP_ID,
    GROUP_MEMBERS,
    GROUP_TITLE,
    MIGRATED_GROUP_ID,
    PEOPLE,
    User,
)
from bot.sandbox.errors import ApiError, bad_request, forbidden
from bot.sandbox.faults import FaultBook
from bot.sandbox.flood import FloodGate
from bot.sandbox.formatting import FormattedText
from bot.sandbox.keyboards import Keyboard
from bot.sandbox.menus import Menus
from bot.sandbox.offers import InlineQuery

#: Anything the Bot API sends or takes as JSON object.
Json = dict[str, Any]

_EVENTS_KEPT = 500
_UPDATES_KEPT_FOR = 24 * 3600
#: Kinds that Telegram sends only to bots that ask for them by name.
_ON_REQUEST = {
    UpdateType.CHAT_MEMBER,
    UpdateType.MESSAGE_REACTION,
    UpdateType.MESSAGE_REACTION_COUNT,
}


@dataclass(kw_only=True, slots=True)
class Chat:
    """A private chat, or a group with its members. The bot's own status says if it may write."""

    id: int
    person: User | None = None  #: of a private chat
    title: str = ""
    members: dict[int, ChatMemberStatus] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    last_id: int = 0
    migrated_to: int | None = None  #: the group this one has become

    @property
    def is_group(self) -> bool:
        """Whether several people write here."""
        return self.person is None

    def as_json(self) -> Json:
        """As the Bot API gives a Chat."""
        if self.person is None:
            return {"id": self.id, "type": ChatType.SUPERGROUP.value, "title": self.title}
        names = ("first_name", "last_name", "username")
        given = {name: value for name, value in self.person.as_json().items() if name in names}
        return {"id": self.id, "type": ChatType.PRIVATE.value, **given}

    def check_writable(self) -> None:
        """Raise 403 where the bot was shown the door."""
        status = self.members[BOT.id]
        if status is ChatMemberStatus.BANNED:
            raise forbidden(
                "bot was kicked from the supergroup chat"
                if self.is_group
                else "bot was blocked by the user"
            )
        if status is ChatMemberStatus.LEFT:
            raise forbidden("bot is not a member of the supergroup chat")


@dataclass(kw_only=True, slots=True)
class Message:
    """A message as it stands now."""

    id: int
    chat: Chat
    sender: User
    date: int
    body: FormattedText
    keyboard: Keyboard | None = None
    reply_to: Message | None = None
    edited: int | None = None
    extra: Json = field(default_factory=dict)  #: further fields, as JSON carries them

    def as_json(self) -> Json:
        """As the Bot API gives a Message; the message replied to comes without its own reply."""
        message = self.without_reply_as_json()
        if self.reply_to is not None:
            message["reply_to_message"] = self.reply_to.without_reply_as_json()
        return message

    def without_reply_as_json(self) -> Json:
        """The same, but for the message it replies to."""
        is_file = "document" in self.extra
        optional = {
            "caption" if is_file else "text": self.body.text,
            "caption_entities" if is_file else "entities": list(self.body.entities),
            "reply_markup": self.keyboard,
            "edit_date": self.edited,
            "sender_chat": self.chat.as_json() if self.sender is ANONYMOUS_ADMIN else None,
        }
        return {
            "message_id": self.id,
            "from": self.sender.as_json(),
            "chat": self.chat.as_json(),
            "date": self.date,
            **{name: value for name, value in optional.items() if value},
            **self.extra,
        }


@dataclass(kw_only=True, slots=True)
class CallbackQuery:
    """A pressed button that waits for its answer."""

    id: str
    user_id: int
    chat_id: int
    asked: float


@dataclass(slots=True)
class UpdateQueue:
    """Updates the bot has not confirmed. Telegram keeps them for a day."""

    next_id: int
    pending: deque[tuple[float, Json]] = field(default_factory=deque)
    allowed: frozenset[str] | None = None  #: None: all but those sent on request
    poll: int = 0  #: number of the newest long poll: an older one has to give way

    def put(self, kind: UpdateType, payload: Json, *, now: float) -> None:
        """Add an update, unless the bot asked not to get its kind."""
        wanted = kind not in _ON_REQUEST if self.allowed is None else kind.value in self.allowed
        if wanted:
            self.pending.append((now, {"update_id": self.next_id, kind.value: payload}))
            self.next_id += 1

    def fetch(self, offset: int, limit: int, *, now: float) -> list[Json]:
        """Confirm what lies before `offset` and give the next updates.

        A negative offset counts from the end, and confirms all before it.
        """
        start = self.next_id + offset if offset < 0 else offset
        while self.pending and (
            self.pending[0][1]["update_id"] < start or self.pending[0][0] < now - _UPDATES_KEPT_FOR
        ):
            self.pending.popleft()
        size = min(max(limit, PollingLimit.MIN_LIMIT), PollingLimit.MAX_LIMIT)
        return [update for _, update in list(self.pending)[:size]]


@dataclass(slots=True)
class EventLog:
    """What happened, numbered, for those who watch: the chat page and waiting polls."""

    last: int = 0
    kept: deque[Json] = field(default_factory=lambda: deque(maxlen=_EVENTS_KEPT))
    listeners: list[Callable[[], None]] = field(default_factory=list)

    def add(self, kind: str, **fields: object) -> None:
        """Note an event and wake everybody who listens."""
        self.last += 1
        self.kept.append({"number": self.last, "kind": kind, **fields})
        self.wake()

    def wake(self) -> None:
        """Let everybody who listens look again."""
        for listener in tuple(self.listeners):
            listener()

    def since(self, number: int) -> list[Json] | None:
        """The events after `number`; None when some of them are forgotten already."""
        first = self.kept[0]["number"] if self.kept else self.last + 1
        if number < first - 1 or number > self.last:
            return None
        return [event for event in self.kept if event["number"] > number]


class State:
    """Everything there is, and the few things that every method of the Bot API does."""

    def __init__(self, clock: Clock, *, flood_limits: bool) -> None:
        self.clock = clock
        self.users = {user.id: user for user in (*PEOPLE, BOT, ANONYMOUS_ADMIN)}
        self.chats = {person.id: _private_chat(person) for person in PEOPLE}
        self.chats[GROUP_ID] = _group(GROUP_ID)
        self.events = EventLog()
        self.menus = Menus()
        self.faults = FaultBook()
        self.gate = FloodGate() if flood_limits else None
        self.queries: dict[str, CallbackQuery] = {}
        self.inline_queries: dict[str, InlineQuery] = {}  #: oldest first
        self.files: dict[tuple[int, int], bytes] = {}  #: sent along with a chat's message
        self.descriptions: dict[tuple[str, str], str] = {}
        self.webhook: Json = {}
        self.query_ids = itertools.count(int(self.now() * 1000))
        # Rising over restarts, so that a bot that remembers old ids does not take new updates
        # for repetitions.
        self.updates = UpdateQueue(next_id=int(self.now()))

    def admit(self, person: User) -> None:
        """Somebody more, who has started the bot."""
        self.users[person.id] = person
        self.chats[person.id] = _private_chat(person)

    def now(self) -> float:
        """The present second, as Telegram counts: since 1970."""
        return self.clock.now().timestamp()

    def get_chat(self, chat_id: int | str) -> Chat:
        """The chat of a call, or the error for one the bot has never seen."""
        if not isinstance(chat_id, int) or (chat := self.chats.get(chat_id)) is None:
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            text = "Bad Request: group chat was upgraded to a supergroup chat"
            raise ApiError(400, text, migrate_to_chat_id=chat.migrated_to)
        return chat

    def get_writable_chat(self, chat_id: int | str, message_thread_id: int | None = None) -> Chat:
        """The chat of a call that writes, or why the bot may not."""
        chat = self.get_chat(chat_id)
        chat.check_writable()
        if message_thread_id:
            raise bad_request("message thread not found")
        return chat

    def count_send(self, chat: Chat) -> None:
        """Let a send pass the flood limits, or raise 429."""
        if self.gate is not None:
            self.gate.let_through(chat.id, group=chat.is_group, now=self.now())

    def post(self, chat: Chat, sender: User, body: FormattedText, **fields: Any) -> Message:
        """Put a message into a chat."""
        chat.last_id += 1
        message = Message(
            id=chat.last_id, chat=chat, sender=sender, date=int(self.now()), body=body, **fields
        )
        chat.messages[message.id] = message
        self.show(message)
        return message

    def show(self, message: Message) -> None:
        """Tell those who watch that a message is new or changed."""
        self.events.add("message", chat_id=message.chat.id, message=message.as_json())

    def push(self, kind: UpdateType, payload: Json) -> None:
        """Queue an update for the bot, which may be waiting for one."""
        self.updates.put(kind, payload, now=self.now())
        self.events.wake()

    def migrate_group(self) -> None:
        """Give the group a new id, once and for good. A service message in each says so."""
        old = self.chats[GROUP_ID]
        if old.migrated_to is not None:
            return
        new = Chat(id=MIGRATED_GROUP_ID, title=old.title, members=dict(old.members))
        self.chats[new.id] = new
        self._announce(old, GROUP_ADMIN, migrate_to_chat_id=new.id)
        self._announce(new, ANONYMOUS_ADMIN, migrate_from_chat_id=old.id)
        old.migrated_to = new.id
        self.events.add("migrated", chat_id=new.id)

    def _announce(self, chat: Chat, sender: User, **what: int) -> None:
        """A service message, which reaches every bot that is in the chat."""
        message = self.post(chat, sender, FormattedText(text="", entities=()), extra=what)
        if chat.members[BOT.id] is ChatMemberStatus.MEMBER:
            self.push(UpdateType.MESSAGE, message.as_json())


def _private_chat(person: User) -> Chat:
    # The bot may write first: these four started it in some earlier run, whose subscriptions
    # its database still holds.
    members = {person.id: ChatMemberStatus.MEMBER, BOT.id: ChatMemberStatus.MEMBER}
    return Chat(id=person.id, person=person, members=members)


def _group(chat_id: int) -> Chat:
    return Chat(id=chat_id, title=GROUP_TITLE, members=dict(GROUP_MEMBERS))
