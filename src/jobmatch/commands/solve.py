"""`solve openings.csv people.csv RUN`: clear a market once and keep the receipt in RUN."""

import argparse
import sys
from pathlib import Path

from jobmatch.commands.market import add_files, read_market
from jobmatch.reading import BadFile


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command asks for."""
    add_files(parser)
    parser.add_argument("receipt", type=Path, help="a directory to make, for the receipt")
    parser.add_argument("--seed", default="", help="the seed that draws the order of people")
    parser.add_argument("--hide-seed", action="store_true", help="write only its commitment")


def run(asked: argparse.Namespace) -> int:
    """Write the receipt, and say what was reached."""
    from jobmatch.clearing.night import solve
    from jobmatch.clearing.receipts import BadReceipt, write
    from jobmatch.clearing.rounds import Round

    index, people = read_market(asked)

    def tell(line: Round) -> None:
        sys.stderr.write(f"{line}\n")

    night = solve(index, people, seed=asked.seed, threads=asked.threads, tell=tell)
    try:
        said = write(asked.receipt, night, index, people, hide_seed=asked.hide_seed)
    except BadReceipt as fault:
        raise BadFile(str(fault)) from fault
    sys.stdout.write(
        f"{night.matched} of {len(people)} people, total score {night.total:.3f}\n"
        f"certificate {said['certificate']}\nreceipt {said['digest']}\n"
    )
    return 0
