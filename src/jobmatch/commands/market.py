"""What the commands that work on a whole market share: its files, and its arrays."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from jobmatch.commands.days import add_today, today_of
from jobmatch.tables import read_openings_table, read_profiles_table

if TYPE_CHECKING:
    from jobmatch.engine import Index, People


def add_files(parser: argparse.ArgumentParser) -> None:
    """Ask for openings, people and the day."""
    parser.add_argument("openings", type=Path, help="openings: CSV, Parquet, Arrow or JSON")
    parser.add_argument("people", type=Path, help="people: CSV, Parquet, Arrow or JSON")
    parser.add_argument("--threads", type=whole, help="threads (as many as processors)")
    add_today(parser)


def read_market(asked: argparse.Namespace) -> "tuple[Index, People]":
    """Return the market that the files describe.

    :raises BadFile: if a file cannot be read
    :raises BadValue: if a row cannot be meant
    """
    # The kernels take a second to load: not before the files are known to be good.
    openings, profiles = read_openings_table(asked.openings), read_profiles_table(asked.people)
    from jobmatch.engine import build, encode

    posts, people = encode(openings, profiles, today=today_of(asked))
    return build(posts), people


def whole(text: str) -> int:
    """Read a whole number above zero."""
    if not (text.isascii() and text.isdigit()) or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above zero")
    return int(text)
