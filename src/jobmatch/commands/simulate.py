"""`simulate`: ways of making lists, tried on an invented market with a hidden truth."""

import argparse
import csv
import sys
from dataclasses import asdict

from jobmatch.commands.market import whole


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command asks for."""
    parser.add_argument("--people", type=whole, default=2_000, help="people (2000)")
    parser.add_argument("--posts", type=whole, default=200, help="posts (200)")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the market (1)")
    parser.add_argument("--threads", type=whole, help="threads (as many as processors)")
    parser.add_argument("--table", action="store_true", help="a table to read instead of CSV")


def run(asked: argparse.Namespace) -> int:
    """Write one row for each method and each share of people who follow their list."""
    from jobmatch.market.measures import table
    from jobmatch.market.simulator import Setting, simulate

    setting = Setting(people=asked.people, posts=asked.posts, seed=asked.seed)

    def tell(line: str) -> None:
        sys.stderr.write(f"{line}\n")

    found = simulate(setting, threads=asked.threads, tell=tell)
    if asked.table:
        sys.stdout.write(table(found) + "\n")
        return 0
    rows = [asdict(row) for row in found]
    writer = csv.DictWriter(sys.stdout, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return 0
