"""`solve openings.csv people.csv RUN`: clear a market once and keep the receipt in RUN."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jobmatch.commands.market import add_files, read_market
from jobmatch.reading import BadFile
from jobmatch.tables import read_groups

if TYPE_CHECKING:
    from jobmatch.clearing.fairness import Bonuses
    from jobmatch.clearing.night import Night


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command asks for."""
    add_files(parser)
    parser.add_argument("receipt", type=Path, help="a directory to make, for the receipt")
    parser.add_argument("--seed", default="", help="the seed that draws the order of people")
    parser.add_argument("--hide-seed", action="store_true", help="write only its commitment")
    parser.add_argument(
        "--groups", type=Path, help="a table of id and group, to bring their shares closer together"
    )
    parser.add_argument(
        "--largest-cost",
        type=share,
        default=0.02,
        help="how much of the total score that may cost at most (0.02)",
    )


def share(text: str) -> float:
    """Read a share between 0 and 1."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number between 0 and 1")
    return value


def run(asked: argparse.Namespace) -> int:
    """Write the receipt, and say what was reached."""
    from jobmatch.clearing.fairness import Fair
    from jobmatch.clearing.night import solve
    from jobmatch.clearing.receipts import BadReceipt, write
    from jobmatch.clearing.rounds import Round

    index, people = read_market(asked)
    groups = None if asked.groups is None else read_groups(asked.groups, people.ids.tolist())
    fair = Fair(groups=groups, largest_cost=asked.largest_cost)

    def tell(line: Round) -> None:
        sys.stderr.write(f"{line}\n")

    night = solve(index, people, seed=asked.seed, fair=fair, threads=asked.threads, tell=tell)
    try:
        said = write(asked.receipt, night, index, people, hide_seed=asked.hide_seed)
    except BadReceipt as fault:
        raise BadFile(str(fault)) from fault
    sys.stdout.write(
        f"{night.matched} of {len(people)} people, total score {night.total:.3f}\n"
        f"certificate {said['certificate']}\nreceipt {said['digest']}\n"
    )
    if groups is not None and night.bonuses is not None:
        _tell_groups(night, night.bonuses, groups)
    return 0


def _tell_groups(night: "Night", bonuses: "Bonuses", groups: list[str]) -> None:
    """Write the bonuses to be published, what they cost, and each group's share with a place."""
    from jobmatch.clearing.report import shares

    bonus = {line.group: line.bonus for line in bonuses.lines}
    sys.stdout.write(f"bonuses cost {bonuses.cost:.3%} of the total score\n")
    sys.stdout.write("group,people,bonus,placed,share,alarm\n")
    for line in shares(night.post, night.score, {"group": groups}):
        alarm = "small" if line.is_small else "below four fifths" if line.alarm else ""
        figures = f"{line.people},{bonus[line.group]:.4f},{line.placed},{line.share:.4f}"
        sys.stdout.write(f"{line.group},{figures},{alarm}\n")
