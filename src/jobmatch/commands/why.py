"""`why openings.csv people.csv --person ID`: the reasons of a match, or what stands between.

Without a person: what each thing that can be learnt would open, for all of them together.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from jobmatch.checks import BadValue
from jobmatch.commands.days import add_today, today_of
from jobmatch.commands.rank import SIGNS, facts_of
from jobmatch.gates import refusals
from jobmatch.model import Opening, Profile
from jobmatch.openers import openers, ways_to, worths
from jobmatch.rank import suggest
from jobmatch.tables import read_openings_table, read_profiles_table

Value = TypeVar("Value", Opening, Profile)


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command asks for."""
    parser.add_argument("openings", type=Path, help="openings: CSV, Parquet, Arrow or JSON")
    parser.add_argument("people", type=Path, help="people: CSV, Parquet, Arrow or JSON")
    parser.add_argument("--person", help="the id of one person; otherwise what learning opens")
    parser.add_argument("--post", help="the id of one opening; otherwise what opens the most")
    add_today(parser)


def run(asked: argparse.Namespace) -> int:
    """Print the reasons of one pair, or the changes that would open the most posts.

    :raises BadValue: if a person or a post is asked for who is not in the files
    """
    openings, today = read_openings_table(asked.openings), today_of(asked)
    profiles = read_profiles_table(asked.people)
    if asked.person is None:
        if asked.post is not None:
            raise BadValue("why", "person", "must be given with a post")
        lines = _learnt(profiles, openings, today)
    elif asked.post is None:
        lines = _changes(_one(profiles, asked.person, "profile"), openings, today)
    else:
        person = _one(profiles, asked.person, "profile")
        lines = _pair(_one(openings, asked.post, "opening"), person, today)
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


def _one(values: list[Value], id: str, kind: str) -> Value:
    for value in values:
        if value.id == id:
            return value
    raise BadValue(f"{kind} {id!r}", "id", "is not in the file")


def _pair(opening: Opening, person: Profile, today: date) -> Iterator[str]:
    for gate in refusals(opening, person, today):
        yield f"-- {gate.code}{facts_of(gate.params)}"
    for way in ways_to(opening, person, today):
        yield f"=> {way.code}{facts_of(way.params)}"
    for match in suggest(person, [opening], today=today):
        yield f"{match.score:.3f}  {match.fits} of {match.of} fit"
        for reason in match.reasons:
            facts = facts_of(reason.params)
            yield f"{SIGNS[reason.polarity]} {reason.code}{facts}  ({reason.source})"


def _learnt(profiles: list[Profile], openings: list[Opening], today: date) -> Iterator[str]:
    found = worths(profiles, openings, today)
    if not found:
        yield "Nothing that can be learnt stands alone between a person and a post."
    for worth in found:
        opened = f"opens {worth.posts} posts with {worth.places} places for {worth.people} people"
        yield f"=> {worth.code}{facts_of(worth.params)}  {opened}"


def _changes(person: Profile, openings: list[Opening], today: date) -> Iterator[str]:
    found = openers(person, openings, today)
    if not found:
        yield "No single change would open another post."
    for change in found:
        yield f"=> {change.code}{facts_of(change.params)}  opens {change.opens}"
