"""`top openings.csv people.csv`: each person's best posts out of a whole market."""

import argparse
import csv
import sys
from pathlib import Path

from jobmatch.commands.market import add_files, read_market, whole
from jobmatch.commands.progress import Progress
from jobmatch.tables import COLUMNS, TableOfLists, write_table

BLOCK = 4096
"""People a step: often enough to say how far it is."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command asks for."""
    add_files(parser)
    parser.add_argument("-k", type=whole, default=10, help="posts a person (10)")
    parser.add_argument("-o", "--out", type=Path, help="a file to write, by its ending")


def run(asked: argparse.Namespace) -> int:
    """Write person, rank, post and score."""
    from jobmatch.engine import joined, top

    index, people = read_market(asked)
    parts = []
    with Progress("people", len(people)) as progress:
        for first in range(0, len(people), BLOCK):
            rows = slice(first, first + BLOCK)
            parts.append(top(index, people, asked.k, threads=asked.threads, rows=rows))
            progress.at(min(first + BLOCK, len(people)))
    lists = joined(parts)
    found = TableOfLists(people.ids, index.posts.ids, lists.indptr, lists.post, lists.score)
    if asked.out is None:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(found.lines())
    else:
        write_table(asked.out, found)
    return 0
