"""What the chat page can ask for: act as somebody, watch, move the clock, order a fault."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from telegram.constants import ChatMemberStatus

from bot.clock import MovableClock
from bot.sandbox.bodies import Fields, read_control
from bot.sandbox.cast import BOT, PERSONAS, Persona
from bot.sandbox.errors import ActError
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.gateway import Bell
from bot.sandbox.state import Chat, Json
from bot.sandbox.world import SandboxTelegram

_MESSAGES_SHOWN = 300
_HEARTBEAT = 20.0
_FURTHEST_MOVE = 366 * 86_400
_MOST_FAULTS = 100

#: Sends a chat its digest at once; the text says what came of it.
DigestNow = Callable[[int], Awaitable[str]]
#: Lets the bot look at the clock again.
ClockMoved = Callable[[], Awaitable[None]]


@dataclass(kw_only=True, slots=True)
class Controls:
    """The control calls of one sandbox."""

    world: SandboxTelegram
    clock: MovableClock
    zone: ZoneInfo
    on_digest_now: DigestNow
    on_clock_moved: ClockMoved | None = None
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    def routes(self) -> list[Route]:
        """Their addresses."""
        acts: dict[str, Callable[[Fields], Awaitable[Json]]] = {
            "say": self.say,
            "press": self.press,
            "inline": self.type_inline,
            "choose": self.choose,
            "block": self.block,
            "clock": self.move_clock,
            "digest": self.send_digest,
            "fault": self.order_fault,
            "calm": self.cancel_faults,
            "migrate": self.migrate_group,
        }
        return [
            Route("/sandbox/state", self.show_state),
            Route("/sandbox/menu", self.show_menu),
            Route("/sandbox/file", self.give_file),
            Route("/sandbox/events", self.stream_events),
            *(Route(f"/sandbox/{n}", _endpoint(act), methods=["POST"]) for n, act in acts.items()),
        ]

    async def say(self, fields: Fields) -> Json:
        """Write a message as somebody."""
        return self.world.say(
            fields.number("user_id"),
            fields.text("text"),
            chat_id=fields.number("chat_id"),
            reply_to=fields.optional_number("reply_to"),
        )

    async def press(self, fields: Fields) -> Json:
        """Press a button as somebody; the answer comes as an event with this id."""
        query_id = self.world.press(
            fields.number("user_id"),
            fields.number("message_id"),
            fields.text("data"),
            chat_id=fields.number("chat_id"),
        )
        return {"query_id": query_id}

    async def type_inline(self, fields: Fields) -> Json:
        """Type words behind the bot's name; what it offers comes as an event with this id."""
        query_id = self.world.type_inline(
            fields.number("user_id"),
            fields.text("query"),
            chat_id=fields.number("chat_id"),
            offset=fields.optional_text("offset") or "",
        )
        return {"query_id": query_id}

    async def choose(self, fields: Fields) -> Json:
        """Send what was offered to the chat."""
        return self.world.choose(
            fields.number("user_id"),
            fields.text("query_id"),
            fields.text("result_id"),
            chat_id=fields.number("chat_id"),
        )

    async def block(self, fields: Fields) -> Json:
        """Block the bot as somebody, or let it write again."""
        act = self.world.block if fields.flag("blocked") else self.world.unblock
        act(fields.number("user_id"))
        return {}

    async def move_clock(self, fields: Fields) -> Json:
        """Set the clock on by `seconds`, or on to the next time it is `to` (HH:MM) in the zone."""
        to = fields.optional_text("to")
        move = self._until(to) if to else dt.timedelta(seconds=fields.number("seconds"))
        if not dt.timedelta() < move <= dt.timedelta(seconds=_FURTHEST_MOVE):
            raise ActError("The clock moves forward, by a year at most.")
        self.clock.move(move)
        self.world.state.events.add("clock", now=self._now())
        if self.on_clock_moved is not None:
            await self.on_clock_moved()
        return {"now": self._now()}

    async def send_digest(self, fields: Fields) -> Json:
        """Have the bot send a chat its digest now."""
        return {"text": await self.on_digest_now(fields.number("chat_id"))}

    async def order_fault(self, fields: Fields) -> Json:
        """Let the next calls fail."""
        try:
            kind = FaultKind(fields.text("fault"))
        except ValueError as exc:
            raise ActError(f"fault must be one of {', '.join(FaultKind)}.") from exc
        times = fields.number("times", 1)
        if not 1 <= times <= _MOST_FAULTS:
            raise ActError(f"times must be between 1 and {_MOST_FAULTS}.")
        self.world.order(
            Fault(
                kind=kind,
                times=times,
                method=fields.optional_text("method"),
                chat_id=fields.optional_number("chat_id"),
                retry_after=fields.number("retry_after", 5),
            )
        )
        return {}

    async def cancel_faults(self, fields: Fields) -> Json:  # noqa: ARG002  every act is given them
        """Forget the ordered faults."""
        self.world.cancel_faults()
        return {}

    async def migrate_group(self, fields: Fields) -> Json:  # noqa: ARG002  every act is given them
        """Let the group become another chat."""
        self.world.migrate_group()
        return {}

    async def show_state(self, request: Request) -> Response:  # noqa: ARG002  it asks for nothing
        """Everything the page shows, and the number of the last event it has seen with that."""
        state = self.world.state
        return JSONResponse(
            {
                "number": state.events.last,
                "bot": BOT.as_json(),
                "personas": [self._persona(name) for name in PERSONAS],
                "chats": {str(chat.id): _shown(chat) for chat in state.chats.values()},
                "faults": [fault.as_json() for fault in state.faults.open],
                "now": self._now(),
                "zone": self.zone.key,
            }
        )

    async def show_menu(self, request: Request) -> Response:
        """The commands somebody is offered in a chat."""
        try:
            user_id, chat_id = (int(request.query_params[n]) for n in ("user_id", "chat_id"))
            return JSONResponse({"commands": self.world.menu(user_id, chat_id)})
        except (KeyError, ValueError) as exc:
            return JSONResponse({"error": str(exc)}, status_code=400)

    async def give_file(self, request: Request) -> Response:
        """The file a message of the bot carries, to be kept."""
        try:
            chat_id, message_id = (int(request.query_params[n]) for n in ("chat_id", "message_id"))
            content = self.world.state.files[chat_id, message_id]
        except (KeyError, ValueError):
            return JSONResponse({"error": "There is no such file."}, status_code=404)
        return Response(content, media_type="application/octet-stream")

    async def stream_events(self, request: Request) -> Response:
        """What happens from now on, as server-sent events."""
        last = request.headers.get("last-event-id") or request.query_params.get("since", "")
        number = int(last) if last.isdigit() else self.world.state.events.last
        return StreamingResponse(
            self._events(number),
            media_type="text/event-stream",
            headers={"cache-control": "no-store"},
        )

    async def _events(self, number: int) -> AsyncIterator[str]:
        events = self.world.state.events
        with Bell(events) as bell:
            yield "retry: 1000\n\n"
            while not self.closing.is_set():
                fresh = events.since(number)
                if fresh is None:  # forgotten already: the page has to start anew
                    yield 'data: {"kind": "reload"}\n\n'
                    return
                for event in fresh:
                    number = event["number"]
                    yield f"id: {number}\ndata: {json.dumps(event)}\n\n"
                if not fresh:
                    yield ": still here\n\n"
                await bell.wait(_HEARTBEAT)

    def _persona(self, name: Persona) -> Json:
        label, user, chat_id = PERSONAS[name]
        chat = self.world.state.chats[chat_id]
        return {
            "name": name,
            "label": label,
            "user": user.as_json(),
            "chat_id": chat.migrated_to or chat.id,
            "group": chat.title,
            "description": self.world.description(user.id),
        }

    def _now(self) -> str:
        return self.clock.now().isoformat()

    def _until(self, at: str) -> dt.timedelta:
        try:
            wanted = dt.time.fromisoformat(at)
        except ValueError as exc:
            raise ActError("to must be a time like 08:00.") from exc
        now = self.clock.now()
        local = now.astimezone(self.zone)
        then = dt.datetime.combine(local.date(), wanted, self.zone)
        if then <= local:
            then = dt.datetime.combine(local.date() + dt.timedelta(days=1), wanted, self.zone)
        return then.astimezone(dt.UTC) - now


def _endpoint(
    act: Callable[[Fields], Awaitable[Json]],
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(await act(await read_control(request)))
        except ActError as exc:
            return JSONResponse({"error": str(exc)}, status_code=400)

    return endpoint


def _shown(chat: Chat) -> Json:
    messages = list(chat.messages.values())[-_MESSAGES_SHOWN:]
    return {
        "title": chat.title,
        "messages": [message.as_json() for message in messages],
        "shut_out": chat.members[BOT.id] in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT),
    }
