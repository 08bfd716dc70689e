"""The entry point: `nato-briefs`, or `python -m bot`. No other module acts by itself."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and exit with its status."""
    # httpx would import its own command line, and with it what colours that, where it is installed:
    # half a tenth of a second for nobody. None: as if it were not there.
    sys.modules["httpx._main"] = None  # type: ignore[assignment]
    # Starting makes some hundred thousand objects that live as long as the process. Looking through
    # them after every 700 new ones, as is the default, takes a tenth of the time to an answer.
    gc.set_threshold(100_000)
    # Imported here, as a worker process that reads articles imports this module and needs no bot.
    from bot.cli import run_command  # noqa: PLC0415

    sys.exit(run_command(sys.argv[1:]))


if __name__ == "__main__":
    main()
