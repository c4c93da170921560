"""python -m jobmatch top openings.csv people.csv: each person's best posts, out of all."""

import argparse
import importlib.util
import sys
from collections.abc import Sequence

from jobmatch.checks import BadValue
from jobmatch.reading import BadFile

COMMANDS = {
    "rank": ("jobmatch.commands.rank", "rank people for one opening and say why"),
    "top": ("jobmatch.commands.top", "find each person's best posts in a whole market"),
    "why": ("jobmatch.commands.why", "say why, and what would bring a post within reach"),
    "solve": ("jobmatch.commands.solve", "clear a market: prices, lists and a receipt"),
    "replay": ("jobmatch.commands.replay", "run a receipt again and compare the bytes"),
    "simulate": ("jobmatch.commands.simulate", "try ways to make lists on an invented market"),
    "bench": ("jobmatch.commands.bench", "measure this machine on an invented market"),
    "warm": ("jobmatch.commands.warm", "compile the kernels now"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, or 2 with one sentence on bad input."""
    asked = _parser().parse_args(arguments)
    try:
        code: int = asked.run(asked)
    except (BadFile, BadValue) as fault:
        sys.stderr.write(f"jobmatch: {fault}\n")
        return 2
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m jobmatch", description="Match people with openings, and say why."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (place, summary) in COMMANDS.items():
        if importlib.util.find_spec(place) is None:
            continue
        module = importlib.import_module(place)
        command = commands.add_parser(name, help=summary, description=module.__doc__)
        module.add(command)
        command.set_defaults(run=module.run)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
