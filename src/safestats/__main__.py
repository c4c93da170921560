"""python -m safestats protect table.csv: the table as it may be published."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from safestats.reading import lines_of, read
from safestats.suppress import THRESHOLD, protect, protect_list
from safestats.table import BadTable, Counts


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the protected table as CSV; return 0, or 2 with a sentence on bad input."""
    asked = _parser().parse_args(arguments)
    try:
        table = read(asked.table)
        if isinstance(table, Counts):
            answer = lines_of(protect_list(table, asked.threshold, rounding=asked.round))
        else:
            answer = lines_of(protect(table, asked.threshold, rounding=asked.round))
    except BadTable as fault:
        sys.stderr.write(f"safestats: {fault}\n")
        return 2
    sys.stdout.write(answer)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m safestats", description="Protect tables of counts before publication."
    )
    commands = parser.add_subparsers(required=True, metavar="protect")
    command = commands.add_parser("protect", help="suppress what would show single people")
    command.add_argument("table", type=Path, help="counts, as CSV with labels and without sums")
    command.add_argument(
        "--threshold", type=int, default=THRESHOLD, help="the smallest count shown (default 5)"
    )
    command.add_argument("--round", type=int, help="round what is shown to this multiple")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
