"""The entry point: `nato-briefs`, or `python -m bot`. No other module acts by itself."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its status."""
    # Imported here, as a worker process that reads articles imports this module and needs no bot.
    from bot.cli import run_command  # noqa: PLC0415

    sys.exit(run_command(sys.argv[1:]))


if __name__ == "__main__":
    main()
