"""`replay openings.csv people.csv RUN`: run a receipt again and compare every byte."""

import argparse
import sys
from pathlib import Path

from jobmatch.commands.market import add_files, read_market
from jobmatch.reading import BadFile

DIFFERS = 1


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command asks for."""
    add_files(parser)
    parser.add_argument("receipt", type=Path, help="the directory of a receipt")
    parser.add_argument("--seed", help="the revealed seed, where the receipt hides it")


def run(asked: argparse.Namespace) -> int:
    """Say whether the bytes are the same: 0 if so, 1 if not."""
    from jobmatch.clearing.receipts import BadReceipt, OtherInputs, replay

    index, people = read_market(asked)
    try:
        found = replay(asked.receipt, index, people, seed=asked.seed, threads=asked.threads)
    except (BadReceipt, OtherInputs) as fault:
        raise BadFile(str(fault)) from fault
    if found.same:
        sys.stdout.write("same bytes\n")
        return 0
    note = "" if found.same_library else " (the library is another version)"
    sys.stdout.write(f"differs: {', '.join(found.differs)}{note}\n")
    return DIFFERS
