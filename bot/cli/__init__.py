"""The command line: what may be typed, and which module does it.

    serving     run
    asking      ask
    extracting  extract
    chores      reload, digest
    backups     backup, restore
    checking    check               titles  check --titles
    learning    train
    bench       bench
    logs        how a log line looks, and what none may show

A command imports what it needs when it is chosen: `extract` starts without Telegram. Status 0 is
done, 1 failed, 2 wrong use or settings.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from bot.config import Settings

_LOG = logging.getLogger(__name__)

#: What `bench` measures, in this order.
PARTS: Final = (
    "extraction",
    "reload",
    "answers",
    "search",
    "echo",
    "matching",
    "delivery",
    "start",
)
#: Quotations in the stores it asks; a million is filled only if asked for.
SIZES: Final = (10_000, 100_000)
#: Readers whose digests are due in one minute; ten thousand take six minutes to send.
SUBSCRIBERS: Final = 1_000
ENGINES: Final = ("SQLite", "PostgreSQL")


def run_command(arguments: Sequence[str]) -> int:
    """Do what the command line says; the exit status."""
    options = build_parser().parse_args(arguments)
    if options.command == "extract":  # reads files and writes JSON, whatever is configured
        from bot.cli.extracting import extract  # noqa: PLC0415

        try:
            return extract(options.files, jsonl=options.jsonl, jobs=options.jobs)
        except BrokenPipeError:  # whoever reads has had enough
            sys.stderr.close()  # or Python complains when it flushes the rest
            return 1
    if options.command == "check":  # it tells itself what is wrong with the settings
        return _check(options)
    from bot.cli.logs import set_up_logging  # noqa: PLC0415
    from bot.config import ConfigError, load_settings  # noqa: PLC0415

    try:
        settings = load_settings()
    except ConfigError as exc:
        # A misspelt variable may be the very one that is missing.
        sys.stderr.write("\n".join([str(exc), *_find_meaningless(), ""]))
        return 2
    set_up_logging(settings, quiet=options.command != "run")
    for sentence in _find_meaningless():
        _LOG.warning("%s", sentence)
    return _run(options, settings)


def _check(options: argparse.Namespace) -> int:
    if not options.titles:
        from bot.cli.checking import check  # noqa: PLC0415

        return check(offline=options.offline)
    from bot.cli.titles import check_titles  # noqa: PLC0415
    from briefs.errors import BriefsError  # noqa: PLC0415

    try:
        return check_titles(options.titles)
    except BriefsError as exc:
        sys.stderr.write(f"{exc}\n")
        return 1


def _run(options: argparse.Namespace, settings: Settings) -> int:
    from briefs.errors import BriefsError  # noqa: PLC0415

    try:
        return _dispatch(options, settings)
    except BriefsError as exc:
        sys.stderr.write(settings.redact(f"{exc}\n"))
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception:  # noqa: BLE001 -- the log redacts what Python's own traceback would show
        _LOG.critical("This should not have happened.", exc_info=True)
        return 1


def _dispatch(options: argparse.Namespace, settings: Settings) -> int:
    match options.command:
        case "ask":
            from bot.cli.asking import ask  # noqa: PLC0415

            texts = [" ".join(options.text), *options.then]
            return ask(settings, texts, as_json=options.json, as_admin=options.as_admin)
        case "reload":
            from bot.cli.chores import reload  # noqa: PLC0415

            return reload(settings)
        case "digest":
            from bot.cli.chores import preview_digest  # noqa: PLC0415

            return preview_digest(settings, options.preview)
        case "backup" | "restore":
            from bot.cli import backups  # noqa: PLC0415

            if options.command == "restore":
                backups.restore(settings, options.file, replace=options.replace)
            else:
                backups.back_up(settings, options.file)
            return 0
        case "train" | "bench":
            return _learn_or_measure(options, settings)
        case _:
            from bot.cli.serving import serve  # noqa: PLC0415

            return serve(settings, port=options.port)


def _learn_or_measure(options: argparse.Namespace, settings: Settings) -> int:
    if options.command == "train":
        from bot.cli.learning import train  # noqa: PLC0415

        return train(settings, options.corpus)
    from bot.cli.bench import Options, bench  # noqa: PLC0415

    wanted = Options(
        parts=options.parts or PARTS,
        sizes=sorted(options.size),
        engines=[options.engine] if options.engine else ENGINES,
        database=options.database,
        corpus=options.corpus,
        subscribers=options.subscribers,
    )
    return bench(settings, wanted)


def _find_meaningless() -> list[str]:
    """A sentence for each variable that is set and means nothing."""
    from bot.config import find_unknown_variables  # noqa: PLC0415

    return [str(unknown) for unknown in find_unknown_variables()]


def build_parser() -> argparse.ArgumentParser:
    """The sub-commands and their options; a test holds the README to them."""
    parser = argparse.ArgumentParser(
        prog="nato-briefs",
        description="A Telegram bot that tells, verbatim and with the evidence, who said what.",
        epilog="Settings are environment variables, or lines of a .env file; see the README.",
    )
    parser.add_argument("--version", action=_Version, help="print the version and end")
    parser.set_defaults(command="run", port=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    run = commands.add_parser("run", help="start the bot; without a token, in the browser")
    run.add_argument("--port", type=_port, help="of the page in the browser (default: 8180)")
    run.set_defaults(command="run")

    ask = commands.add_parser("ask", help="print what a reader would be answered")
    ask.add_argument("text", nargs="+", help='like "/who Stoltenberg", or a question')
    ask.add_argument(
        "--then", action="append", default=[], metavar="TEXT", help='go on: --then "and on Iraq?"'
    )
    ask.add_argument("--json", action="store_true", help="print the Bot API calls instead")
    ask.add_argument("--as-admin", action="store_true", help="ask as an administrator of the bot")
    ask.set_defaults(command="ask")

    extract = commands.add_parser("extract", help="write the quotations of articles as JSON lines")
    extract.add_argument("files", nargs="*", default=["-"], help="files; - is standard input")
    extract.add_argument("--jsonl", action="store_true", help='each line is {"id": …, "text": …}')
    extract.add_argument("--jobs", type=_jobs, default=1, help="processes to share the work")
    extract.set_defaults(command="extract")

    reload = commands.add_parser("reload", help="load what changed in the articles folder")
    reload.set_defaults(command="reload")

    _add_check(
        commands.add_parser("check", help="tell whether all is set up well, and what to mend")
    )

    digest = commands.add_parser("digest", help="print the next digest of a chat")
    digest.add_argument("--preview", type=int, required=True, metavar="CHAT", help="the chat's id")
    digest.set_defaults(command="digest")

    backup = commands.add_parser("backup", help="write all there is into one file")
    backup.add_argument("file", type=Path, help="a new file; the bot may run meanwhile")
    backup.set_defaults(command="backup")

    restore = commands.add_parser("restore", help="put a backup into the database")
    restore.add_argument("file", type=Path, help="what backup wrote, from either engine")
    restore.add_argument("--replace", action="store_true", help="delete what is there before")
    restore.set_defaults(command="restore")

    train = commands.add_parser("train", help="learn the weights of extraction anew")
    train.add_argument("corpus", nargs="?", type=Path, help="annotated articles, one a line")
    train.set_defaults(command="train")

    _add_bench(commands.add_parser("bench", help="measure how fast it is, and how right"))
    return parser


def _add_check(check: argparse.ArgumentParser) -> None:
    check.add_argument("--offline", action="store_true", help="leave Telegram out")
    check.add_argument(
        "--titles",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="dated articles to hold to the offices",
    )
    check.set_defaults(command="check")


class _Version(argparse.Action):
    """Prints the version; looking it up takes longer than starting `extract` may."""

    def __init__(self, option_strings: Sequence[str], dest: str, **more: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, **more)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415

        sys.stdout.write(f"nato-briefs {version('nato-briefs')}\n")
        parser.exit()


def _add_bench(bench: argparse.ArgumentParser) -> None:
    bench.add_argument("parts", nargs="*", type=_part, metavar="PART", help=", ".join(PARTS))
    bench.add_argument(
        "--size", nargs="+", type=int, default=SIZES, help="quotations in the stores asked"
    )
    bench.add_argument("--engine", choices=ENGINES, help="only this one (default: both)")
    bench.add_argument("--database", metavar="URL", help="a PostgreSQL server to measure on")
    bench.add_argument("--corpus", type=Path, help="annotated articles to judge extraction by")
    bench.add_argument(
        "--subscribers", type=int, default=SUBSCRIBERS, help="whose digests are sent"
    )
    bench.set_defaults(command="bench")


def _part(text: str) -> str:
    if text not in PARTS:
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(PARTS)}")
    return text


def _jobs(text: str) -> int:
    jobs = int(text)
    if jobs < 1:
        raise ValueError(text)
    return jobs


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:  # noqa: PLR2004 -- TCP
        raise ValueError(text)
    return port
