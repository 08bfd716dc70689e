"""What the world may ask of the machine: Caddy itself, with stand-ins for the bot behind it."""

from __future__ import annotations

import contextlib
import re
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.webhook import HEADER
from tests.deploy.conftest import ROOT

yaml = pytest.importorskip("ruamel.yaml", reason="what checks deployment is not installed")

pytestmark = pytest.mark.deploy

FILE = ROOT / "deploy" / "Caddyfile"
CADDY = Path(sys.executable).with_name("caddy")
SECRET = "a-secret-that-nobody-has"


class Backend(BaseHTTPRequestHandler):
    """A stand-in for a replica; it says what it was asked, and whether with the secret."""

    def do_POST(self) -> None:
        length = int(self.headers["content-length"])
        read = len(self.rfile.read(length))
        if read < length:  # whoever sent it has gone
            return
        answer = f"{self.path} {self.headers[HEADER]} {read}".encode()
        self.send_response(200)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST  # noqa: N815 -- the library's name

    def log_message(self, *arguments: object) -> None:
        """Quietly."""


@pytest.fixture
def replica() -> Iterator[int]:
    """The port on which one answers."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Backend) as server:
        threading.Thread(target=server.serve_forever).start()
        yield server.server_address[1]
        server.shutdown()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Caddy:
    """A running one, over plain HTTP on this machine only; all else is as it is shipped."""

    def __init__(self, folder: Path, *replicas: int) -> None:
        self.port = free_port()
        # One name stands for several addresses only where an engine gives names.
        found = " ".join(f"localhost:{port}" for port in replicas)
        config = FILE.read_text(encoding="utf-8")
        config = re.sub(r"dynamic a bot 8080 \{[^}]*\}", f"to {found}", config)
        # A short patience makes a short test.
        config = config.replace("lb_try_duration 5s", "lb_try_duration 1s")
        (folder / "Caddyfile").write_text(config, encoding="utf-8")
        self.log = folder / "log"
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                [CADDY, "run", "--config", folder / "Caddyfile"],
                env={
                    "BRIEFS_HOST": f"http://localhost:{self.port}",
                    "HOME": str(folder),
                    "XDG_CONFIG_HOME": str(folder),
                    "XDG_DATA_HOME": str(folder),
                },
                stderr=log,
            )
        self._wait()

    def _wait(self) -> None:
        while self._process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("localhost", self.port)):
                return
        pytest.fail(self.log.read_text(encoding="utf-8"))

    def ask(self, path: str, body: bytes | None = b"{}") -> tuple[int, str]:
        """The status and the text of an answer to a POST, or to a GET without a body."""
        request = urllib.request.Request(
            f"http://localhost:{self.port}{path}", body, {HEADER: SECRET}
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def stop(self) -> None:
        """End it; it lets go of its port."""
        self._process.terminate()
        self._process.wait(timeout=20)


@pytest.fixture
def caddy(tmp_path: Path, replica: int) -> Iterator[Caddy]:
    """With a replica behind it."""
    running = Caddy(tmp_path, replica)
    yield running
    running.stop()


def run_caddy(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [CADDY, *map(str, arguments)],
        env={"BRIEFS_HOST": "bot.example.org", "HOME": "/nowhere"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_file_is_valid_and_laid_out_as_caddy_does() -> None:
    """With a name, for which Caddy gets a certificate by itself."""
    checked = run_caddy("adapt", "--config", FILE)

    assert checked.returncode == 0, checked.stderr
    assert run_caddy("fmt", FILE).stdout == FILE.read_text(encoding="utf-8")


def test_an_update_reaches_the_bot_with_its_secret(caddy: Caddy) -> None:
    """At the path that the compose file tells Telegram."""
    compose = yaml.YAML(typ="safe").load(ROOT / "deploy" / "compose.yaml")
    url = compose["services"]["bot"]["environment"]["NATO_BRIEFS_WEBHOOK_URL"]
    path = urlsplit(url.rpartition("}")[2]).path

    assert caddy.ask(path) == (200, f"{path} {SECRET} 2")


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/metrics", "/telegram/../metrics"])
def test_nothing_else_does(caddy: Caddy, path: str) -> None:
    """What operators ask is not the world's business."""
    assert caddy.ask(path, None)[0] == 404
    assert caddy.ask(path)[0] == 404


def test_a_body_that_no_update_has_is_stopped_here(caddy: Caddy) -> None:
    """And the stranger who sent it takes no replica away from Telegram."""
    status, _ = caddy.ask("/telegram", b"x" * 1_500_000)

    assert status == 413
    assert caddy.ask("/telegram")[0] == 200


def test_a_replica_that_is_gone_costs_no_update(tmp_path: Path, replica: int) -> None:
    """Another is tried while Telegram waits."""
    caddy = Caddy(tmp_path, free_port(), replica, free_port())

    answers = {caddy.ask("/telegram")[0] for _ in range(20)}

    caddy.stop()
    assert answers == {200}


def test_without_a_replica_telegram_is_told_to_come_again(tmp_path: Path) -> None:
    """With a 5xx, which it repeats; and what Caddy logs of it does not hold the secret."""
    caddy = Caddy(tmp_path, free_port())

    status, _ = caddy.ask("/telegram")

    caddy.stop()
    log = caddy.log.read_text(encoding="utf-8")
    assert status in {502, 503}
    assert "/telegram" in log
    assert SECRET not in log
