"""The sandbox's HTTP side: Telegram's addresses, the chat page's controls, and who is let in."""

import asyncio
import datetime as dt
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
import pytest_asyncio
from telegram import Update
from telegram.ext import Application, CallbackContext, MessageHandler, filters
from telegram.request import HTTPXRequest

from bot.clock import MovableClock
from bot.sandbox.cast import ADMIN, GROUP_ID, MEMBER, READER
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.server import SandboxServer
from bot.sandbox.world import SandboxTelegram
from tests.clocks import StoppedClock

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass
class Browser:
    """A client on the same machine that has opened the chat page."""

    world: SandboxTelegram
    clock: MovableClock
    server: SandboxServer
    client: httpx.AsyncClient
    key: str = ""
    digests: list[int] = field(default_factory=list)
    moves: list[dt.datetime] = field(default_factory=list)

    async def open_page(self) -> str:
        """Read the key out of the page, as its script does."""
        page = (await self.client.get("/")).text
        found = re.search(r'name="sandbox-key" content="([^"]+)"', page)
        assert found is not None
        self.key = found[1]
        return page

    async def do(self, act: str, **fields: object) -> httpx.Response:
        """Send a control call."""
        return await self.client.post(
            f"/sandbox/{act}", json=fields, headers={"x-sandbox-key": self.key}
        )

    async def see(self, what: str, **query: object) -> Any:
        """Read a control address."""
        address = httpx.URL(f"/sandbox/{what}", params={"key": self.key, **query})
        answer = await self.client.get(address)
        return answer.json()

    async def events(self, **query: object) -> AsyncIterator[dict[str, Any]]:
        """What the page is told as it happens."""
        address = httpx.URL("/sandbox/events", params={"key": self.key, **query})
        async with self.client.stream("GET", address) as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data: "):
                    yield json.loads(line.removeprefix("data: "))

    async def api(self, method: str, **fields: object) -> httpx.Response:
        """Call the Bot API with a form."""
        return await self.client.post(f"/bot{self.world.token}/{method}", data=fields)

    async def poll(self) -> asyncio.Task[httpx.Response]:
        """A long poll that has arrived at the server."""
        arrived = asyncio.Event()
        listeners = self.world.state.events.listeners
        listeners.append(arrived.set)
        poll = asyncio.create_task(self.api("getUpdates", timeout=50))
        await arrived.wait()
        listeners.remove(arrived.set)
        return poll


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def servers():
    """The servers of all tests, closed together: each takes its tenth of a second."""
    started: list[SandboxServer] = []
    yield started
    await asyncio.gather(*(server.stop() for server in started))


@pytest_asyncio.fixture(loop_scope="module")
async def browser(servers):
    clock = MovableClock(base=StoppedClock())
    world = SandboxTelegram(clock)

    async def digest_now(chat_id: int) -> str:
        opened.digests.append(chat_id)
        return "Sent."

    async def clock_moved() -> None:
        opened.moves.append(clock.now())

    server = SandboxServer(
        world,
        host="127.0.0.1",
        port=0,
        on_digest_now=digest_now,
        on_clock_moved=clock_moved,
        clock=clock,
    )
    servers.append(server)
    await server.start()
    async with httpx.AsyncClient(
        base_url=server.address, trust_env=False, verify=False, timeout=10
    ) as client:
        opened = Browser(world, clock, server, client)
        await opened.open_page()
        yield opened


class TestBotApi:
    async def test_a_call_may_come_as_form_query_json_or_multipart(self, browser):
        """All four say the same."""
        address = f"/bot{browser.world.token}/sendMessage"
        given = {"chat_id": str(READER.id), "text": "hé & <ho>"}
        boundary = {"content-type": "multipart/form-data; boundary=cut"}
        parts = "".join(
            f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in given.items()
        )

        for answer in (
            await browser.client.get(address, params=given),
            await browser.client.post(address, data=given),
            await browser.client.post(address, json=given | {"chat_id": READER.id}),
            await browser.client.post(address, headers=boundary, content=f"{parts}--cut--\r\n"),
        ):
            assert answer.status_code == 200
            assert answer.json()["result"]["text"] == "hé & <ho>"

    async def test_answers_come_in_telegrams_envelope(self, browser):
        """`ok` with a result, or an error code with a description and hints."""
        ok = await browser.api("getMe")
        refused = await browser.api("sendMessage", chat_id=5, text="x")
        browser.world.order(Fault(kind=FaultKind.FLOOD, retry_after=7))
        flood = await browser.api("sendMessage", chat_id=READER.id, text="x")

        assert ok.json()["ok"] is True
        assert ok.headers["content-type"] == "application/json"
        assert (refused.status_code, refused.json()) == (
            400,
            {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"},
        )
        assert (flood.status_code, flood.json()["parameters"]) == (429, {"retry_after": 7})

    async def test_unknown_methods_are_404_and_unplayed_ones_501(self, browser):
        """A feigned success would hide a mistake."""
        assert (await browser.api("sendMassage")).status_code == 404
        assert (await browser.api("sendPhoto", chat_id=1, photo="x")).status_code == 501

    async def test_another_token_is_401_and_no_token_404(self, browser):
        """As at Telegram."""
        assert (await browser.client.get("/bot1:AA/getMe")).status_code == 401
        assert (await browser.client.get("/botx/getMe")).status_code == 404

    @pytest.mark.parametrize(
        ("kind", "body", "status"),
        [
            ("application/json", b"{", 400),
            ("application/json", b"[1]", 400),
            ("application/json", b"[" * 100_000, 400),
            ("application/json", b'{"text": "\xff"}', 400),
            ("application/json", rb'{"text": "\ud800"}', 400),
            ("application/x-www-form-urlencoded", b"text=%ff&a=\xff", 400),
            ("application/x-www-form-urlencoded", b"text=" + b"x" * 1_000_001, 413),
            (
                "multipart/form-data; boundary=cut",
                b'--cut\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n--cut--',
                400,
            ),
        ],
    )
    async def test_a_body_that_cannot_be_read_is_refused(self, browser, kind, body, status):
        """Broken, not UTF-8, too large, or with a file where none belongs."""
        answer = await browser.client.post(
            f"/bot{browser.world.token}/getMe", headers={"content-type": kind}, content=body
        )

        assert answer.status_code == status
        assert answer.json()["error_code"] == status

    async def test_a_bot_that_hangs_up_ends_its_poll(self, browser):
        """The next poll meets no older one."""
        events = browser.world.state.events
        watching = len(events.listeners)
        hung_up = asyncio.Event()
        (await browser.poll()).cancel()

        async with asyncio.timeout(5):
            while len(events.listeners) > watching:
                hung_up.clear()
                asyncio.get_running_loop().call_later(0.01, hung_up.set)
                await hung_up.wait()

    async def test_a_whole_application_talks_to_its_reader(self, browser):
        """python-telegram-bot's own polling, over HTTP, with a bot that repeats what it is told."""

        async def echo(update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
            assert update.message is not None
            await update.message.reply_text(update.message.text or "")

        doors = [HTTPXRequest(httpx_kwargs={"trust_env": False, "verify": False}) for _ in "12"]
        app = (
            Application.builder()
            .token(browser.world.token)
            .base_url(browser.server.base_url)
            .request(doors[0])
            .get_updates_request(doors[1])
            .build()
        )
        app.add_handler(MessageHandler(filters.TEXT, echo))
        browser.world.say(READER.id, "hello")
        answered = asyncio.Event()
        browser.world.state.events.listeners.append(answered.set)
        async with app:
            await app.start()
            assert app.updater is not None
            await app.updater.start_polling(timeout=dt.timedelta(seconds=5))
            async with asyncio.timeout(5):
                while len(browser.world.messages(READER.id)) < 2:
                    answered.clear()
                    await answered.wait()
            await app.updater.stop()
            await app.stop()

        assert [m["text"] for m in browser.world.messages(READER.id)] == ["hello", "hello"]

    async def test_a_bot_that_hangs_up_in_mid_call_is_no_failure(self, browser, caplog):
        """It may have been killed: the log has no traceback for it."""
        port = browser.client.base_url.port
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        head = f"POST /bot{browser.world.token}/getMe HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        writer.write(f"{head}Content-Length: 100\r\n\r\nhalf".encode())
        await writer.drain()
        writer.write_eof()
        await reader.read()
        writer.close()
        await browser.api("getMe")

        assert "Traceback" not in caplog.text


class TestGuard:
    async def test_a_name_that_is_not_loopback_is_refused(self, browser):
        """A foreign name that resolves to this machine is an attack."""
        for path in ("/", f"/bot{browser.world.token}/getMe", "/sandbox/state"):
            answer = await browser.client.get(path, headers={"host": "evil.example"})

            assert answer.status_code == 403

    @pytest.mark.parametrize("host", ["[::1", "127.0.0.1.evil.example:80", ""])
    async def test_a_host_that_makes_no_sense_is_refused_too(self, browser, host):
        """Without a traceback in the log."""
        answer = await browser.client.get("/", headers={"host": host})

        assert answer.status_code == 403

    @pytest.mark.parametrize(
        "headers",
        [
            {"origin": "https://evil.example"},
            {"origin": "null"},
            {"origin": "http://127.0.0.1:1"},
            {"sec-fetch-site": "cross-site"},
        ],
    )
    async def test_another_web_page_is_refused(self, browser, headers):
        """Even with the key and the token, and even from this machine."""
        control = {"x-sandbox-key": browser.key, **headers}

        refused = [
            await browser.client.post("/sandbox/calm", json={}, headers=control),
            await browser.client.post(f"/bot{browser.world.token}/getMe", headers=headers),
        ]

        assert [answer.status_code for answer in refused] == [403, 403]

    async def test_controls_need_the_key_of_this_run(self, browser):
        """Reading and acting alike."""
        assert (await browser.client.get("/sandbox/state")).status_code == 403
        assert (await browser.client.get("/sandbox/state?key=x")).status_code == 403
        assert (await browser.client.post("/sandbox/calm", json={})).status_code == 403
        assert (await browser.do("calm")).status_code == 200

    async def test_controls_take_json_only(self, browser):
        """The one kind of body that a foreign form cannot send."""
        answer = await browser.client.post(
            "/sandbox/calm", data={"a": "b"}, headers={"x-sandbox-key": browser.key}
        )

        assert (answer.status_code, answer.json()) == (400, {"error": "Controls take JSON."})

    async def test_half_a_character_is_refused(self, browser):
        """What could not be sent on would keep the bot from all that comes after it."""
        fields = rb'{"user_id": 100001, "chat_id": 100001, "text": "\ud800"}'
        headers = {"x-sandbox-key": browser.key, "content-type": "application/json"}

        answer = await browser.client.post("/sandbox/say", headers=headers, content=fields)

        assert answer.status_code == 400
        assert browser.world.messages(READER.id) == []

    async def test_large_control_bodies_are_refused(self, browser):
        """A message has 4096 characters; nothing here needs more than 64 kB."""
        answer = await browser.do("say", text="x" * 70_000)

        assert answer.status_code == 400

    async def test_the_page_may_load_nothing_from_elsewhere(self, browser):
        """It is one file, and the browser is told to hold it to that."""
        answer = await browser.client.get("/")

        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "connect-src 'self'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", answer.text)
        assert "{{" not in answer.text

    async def test_only_loopback_is_listened_on(self, browser):
        """A sandbox on the network would be anybody's bot."""
        with pytest.raises(ValueError, match="loopback only"):
            SandboxServer(
                browser.world,
                host="0.0.0.0",
                port=0,
                on_digest_now=browser.do,
                clock=browser.clock,
            )


class TestControls:
    async def test_what_is_typed_reaches_the_bot(self, browser):
        """As the person that was chosen, in the chat that was chosen."""
        await browser.do("say", user_id=MEMBER.id, chat_id=GROUP_ID, text="/who Rutte")

        (update,) = browser.world.call("getUpdates", {})
        assert update["message"]["from"]["id"] == MEMBER.id
        assert update["message"]["chat"]["id"] == GROUP_ID

    async def test_a_button_is_pressed(self, browser):
        """The answer comes as an event with the id of the query."""
        keyboard = {"inline_keyboard": [[{"text": "More", "callback_data": "more"}]]}
        await browser.api(
            "sendMessage", chat_id=READER.id, text="x", reply_markup=json.dumps(keyboard)
        )
        pressed = await browser.do(
            "press", user_id=READER.id, chat_id=READER.id, message_id=1, data="more"
        )
        query_id = pressed.json()["query_id"]
        await browser.api("answerCallbackQuery", callback_query_id=query_id, text="No more.")

        answers = [e for e in browser.world.state.events.kept if e["kind"] == "answer"]
        assert (answers[0]["query_id"], answers[0]["text"]) == (query_id, "No more.")

    async def test_the_state_holds_what_the_page_shows(self, browser):
        """People, chats with their messages, the time and its zone, open faults."""
        await browser.do("say", user_id=READER.id, chat_id=READER.id, text="/start")

        state = await browser.see("state")

        assert [persona["label"] for persona in state["personas"]] == [
            "Reader",
            "Admin",
            "Group member",
            "Group admin",
        ]
        assert state["chats"][str(READER.id)]["messages"][0]["text"] == "/start"
        assert (state["now"], state["zone"]) == ("2026-03-09T12:00:00+00:00", "Europe/Brussels")
        assert state["faults"] == []

    async def test_the_menu_is_the_one_of_this_person_in_this_chat(self, browser):
        """By Telegram's precedence."""
        commands = json.dumps([{"command": "reload", "description": "load again"}])
        scope = json.dumps({"type": "chat", "chat_id": ADMIN.id})
        await browser.api("setMyCommands", commands=commands, scope=scope)

        admins = await browser.see("menu", user_id=ADMIN.id, chat_id=ADMIN.id)
        readers = await browser.see("menu", user_id=READER.id, chat_id=READER.id)

        assert [each["command"] for each in admins["commands"]] == ["reload"]
        assert readers["commands"] == []
        assert "error" in await browser.see("menu", user_id=5, chat_id=5)

    async def test_a_file_of_the_bot_can_be_kept(self, browser):
        """Byte for byte as it was sent; of what is no file the page is told so."""
        sent = await browser.client.post(
            f"/bot{browser.world.token}/sendDocument",
            data={"chat_id": READER.id, "caption": "All <b>yours</b>.", "parse_mode": "HTML"},
            files={"document": ("all.json", b'{"a": 1}', "application/json")},
        )
        message = sent.json()["result"]

        kept = await browser.client.get(
            "/sandbox/file",
            params={"key": browser.key, "chat_id": READER.id, "message_id": message["message_id"]},
        )

        assert kept.content == b'{"a": 1}'
        assert message["caption_entities"] == [{"type": "bold", "offset": 4, "length": 5}]
        assert "error" in await browser.see("file", chat_id=READER.id, message_id=999)

    async def test_the_clock_moves_and_the_bot_is_told(self, browser):
        """By a stretch, for everybody at once."""
        answer = await browser.do("clock", seconds=3600)

        assert answer.json() == {"now": "2026-03-09T13:00:00+00:00"}
        assert browser.moves == [dt.datetime(2026, 3, 9, 13, 0, tzinfo=dt.UTC)]

    @pytest.mark.parametrize(
        ("days", "to", "then"),
        [
            (0, "08:00", "2026-03-10T07:00:00+00:00"),
            (0, "18:30", "2026-03-09T17:30:00+00:00"),
            # Noon in Brussels is now 13:00 there: tomorrow.
            (0, "13:00", "2026-03-10T12:00:00+00:00"),
            # The night of 29 March is an hour shorter.
            (19, "08:00", "2026-03-29T06:00:00+00:00"),
        ],
    )
    async def test_the_clock_moves_to_the_next_such_time(self, browser, days, to, then):
        """In the zone of the bot, over the change to summer time too."""
        browser.clock.move(dt.timedelta(days=days))

        assert (await browser.do("clock", to=to)).json() == {"now": then}

    async def test_a_digest_is_sent_at_once(self, browser):
        """By the application; what came of it is shown."""
        answer = await browser.do("digest", chat_id=READER.id)

        assert (answer.json(), browser.digests) == ({"text": "Sent."}, [READER.id])

    async def test_faults_are_ordered_and_called_off(self, browser):
        """The next calls fail until then."""
        await browser.do("fault", fault="flood", times=3, retry_after=9, chat_id=READER.id)

        failed = await browser.api("sendMessage", chat_id=READER.id, text="x")
        assert failed.json()["parameters"] == {"retry_after": 9}
        assert (await browser.see("state"))["faults"][0]["times"] == 2
        await browser.do("calm")
        assert (await browser.api("sendMessage", chat_id=READER.id, text="x")).status_code == 200

    async def test_the_bot_is_blocked_and_unblocked(self, browser):
        """The page shows who has shut it out."""
        await browser.do("block", user_id=READER.id, blocked=True)
        assert (await browser.see("state"))["chats"][str(READER.id)]["shut_out"] is True

        await browser.do("block", user_id=READER.id, blocked=False)
        assert (await browser.see("state"))["chats"][str(READER.id)]["shut_out"] is False

    async def test_the_group_migrates(self, browser):
        """Its people find themselves in the new one."""
        await browser.do("migrate")

        personas = (await browser.see("state"))["personas"]
        assert {p["chat_id"] for p in personas if p["group"]} == {-1_001_000_000_002}

    @pytest.mark.parametrize(
        ("act", "fields", "said"),
        [
            ("say", {"user_id": READER.id, "text": "x"}, "chat_id must be a whole number."),
            ("say", {"user_id": READER.id, "chat_id": 1, "text": 5}, "text must be a text."),
            ("say", {"user_id": 1, "chat_id": 1, "text": "x"}, "There is nobody with the id 1."),
            (
                "say",
                {"user_id": READER.id, "chat_id": READER.id, "text": " "},
                "There is nothing to send.",
            ),
            (
                "say",
                {"user_id": READER.id, "chat_id": READER.id, "text": "x" * 4097},
                "A message can have 4096 characters at most.",
            ),
            ("clock", {"seconds": -1}, "The clock moves forward, by a year at most."),
            ("clock", {"seconds": 10**12}, "The clock moves forward, by a year at most."),
            ("clock", {"to": "25:00"}, "to must be a time like 08:00."),
            ("fault", {"fault": "flood", "times": 0}, "times must be between 1 and 100."),
            (
                "fault",
                {"fault": "fire"},
                f"fault must be one of {', '.join(FaultKind)}.",
            ),
            ("block", {"user_id": READER.id, "blocked": "yes"}, "blocked must be true or false."),
        ],
    )
    async def test_what_cannot_be_done_is_said(self, browser, act, fields, said):
        """In a sentence the page shows."""
        answer = await browser.do(act, **fields)

        assert (answer.status_code, answer.json()) == (400, {"error": said})


class TestEvents:
    async def test_what_happens_is_told_in_order(self, browser):
        """From the number on that the page has seen."""
        number = (await browser.see("state"))["number"]
        browser.world.say(READER.id, "hello")
        events = browser.events(since=number)
        first = await anext(events)
        browser.world.block(READER.id)
        second = await anext(events)
        await events.aclose()

        assert (first["kind"], first["message"]["text"]) == ("message", "hello")
        assert (second["kind"], second["status"]) == ("membership", "kicked")
        assert second["number"] == first["number"] + 1

    async def test_a_page_that_missed_too_much_starts_anew(self, browser):
        """Old events are forgotten."""
        for _ in range(501):
            browser.world.state.events.add("menu")

        events = browser.events(since=0)
        assert await anext(events) == {"kind": "reload"}
        await events.aclose()


class TestLife:
    async def test_stopping_ends_open_polls_and_pages(self, browser, caplog):
        """Nothing keeps the program from ending, and nothing complains."""
        poll = await browser.poll()
        browser.world.state.events.add("menu")
        events = browser.events(since=0)
        assert await anext(events)

        async with asyncio.timeout(5):
            await browser.server.stop()
            await asyncio.wait((poll,))
            assert [event async for event in events] == []
        assert isinstance(poll.exception(), httpx.HTTPError)
        assert [record for record in caplog.records if record.levelname == "ERROR"] == []

    async def test_a_port_that_is_taken_is_an_error(self, browser):
        """The caller may try another one."""
        taken = int(browser.server.address.rpartition(":")[2])
        second = SandboxServer(
            browser.world,
            host="127.0.0.1",
            port=taken,
            on_digest_now=browser.do,
            clock=browser.clock,
        )

        with pytest.raises(OSError, match="in use"):
            await second.start()

    async def test_stopping_what_never_started_is_nothing(self, browser):
        """So that a failed start can be cleaned up like any other."""
        never = SandboxServer(
            browser.world, host="localhost", port=0, on_digest_now=browser.do, clock=browser.clock
        )

        await never.stop()
