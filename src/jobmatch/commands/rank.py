"""`rank opening.json profiles.json`: who could take one opening, and why."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from jobmatch.codes import Polarity
from jobmatch.commands.days import add_today, today_of
from jobmatch.gates import refused
from jobmatch.model import Opening, Param, Profile
from jobmatch.rank import rank
from jobmatch.reading import read_opening, read_profiles

SIGNS = {Polarity.PLUS: "+", Polarity.MINUS: "-", Polarity.MISSING: "?"}


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command asks for."""
    parser.add_argument("opening", type=Path, help="one opening, as a JSON object")
    parser.add_argument("profiles", type=Path, help="people, as a JSON list of objects")
    parser.add_argument("--seed", default="", help="the published seed that draws equal scores")
    add_today(parser)


def run(asked: argparse.Namespace) -> int:
    """Print the ranked list with reasons."""
    opening, profiles = read_opening(asked.opening), read_profiles(asked.profiles)
    lines = list(_lines(opening, profiles, today_of(asked), asked.seed))
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


def _lines(opening: Opening, profiles: list[Profile], today: date, seed: str) -> Iterator[str]:
    matches = rank(opening, profiles, today=today, seed=seed)
    if not matches:
        yield "Nobody can be proposed."
    for match in matches:
        yield f"{match.score:.3f}  {match.profile.id}  {match.fits} of {match.of} fit"
        for reason in match.reasons:
            facts = facts_of(reason.params)
            yield f"       {SIGNS[reason.polarity]} {reason.code}{facts}  ({reason.source})"
    for profile in sorted(profiles, key=lambda person: person.id):
        gate = refused(opening, profile, today)
        if gate is not None:
            yield f"  --   {profile.id}  {gate.code}{facts_of(gate.params)}"


def facts_of(params: Mapping[str, Param]) -> str:
    """Return the numbers of a code as text."""
    return "".join(f" {name}={value}" for name, value in params.items())
