"""python -m jobmatch opening.json profiles.json: who could take it, and why."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from jobmatch.checks import BadValue
from jobmatch.codes import Polarity
from jobmatch.gates import refused
from jobmatch.model import Opening, Param, Profile
from jobmatch.rank import rank
from jobmatch.reading import BadFile, read_opening, read_profiles

SIGNS = {Polarity.PLUS: "+", Polarity.MINUS: "-", Polarity.MISSING: "?"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the ranked list with reasons; return 0, or 2 with a sentence on bad input."""
    asked = _parser().parse_args(arguments)
    today = asked.today or datetime.now(UTC).astimezone().date()
    try:
        opening = read_opening(asked.opening)
        lines = list(_lines(opening, read_profiles(asked.profiles), today, asked.seed))
    except (BadFile, BadValue) as fault:
        sys.stderr.write(f"jobmatch: {fault}\n")
        return 2
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


def _lines(opening: Opening, profiles: list[Profile], today: date, seed: str) -> Iterator[str]:
    matches = rank(opening, profiles, today=today, seed=seed)
    if not matches:
        yield "Nobody can be proposed."
    for match in matches:
        yield f"{match.score:.3f}  {match.profile.id}  {match.fits} of {match.of} fit"
        for reason in match.reasons:
            facts = _facts(reason.params)
            yield f"       {SIGNS[reason.polarity]} {reason.code}{facts}  ({reason.source})"
    for profile in sorted(profiles, key=lambda person: person.id):
        gate = refused(opening, profile, today)
        if gate is not None:
            yield f"  --   {profile.id}  {gate.code}{_facts(gate.params)}"


def _facts(params: Mapping[str, Param]) -> str:
    return "".join(f" {name}={value}" for name, value in params.items())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day like 2026-11-22") from fault


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m jobmatch", description="Rank people for an opening and say why."
    )
    parser.add_argument("opening", type=Path, help="one opening, as a JSON object")
    parser.add_argument("profiles", type=Path, help="people, as a JSON list of objects")
    parser.add_argument("--today", type=_day, help="the day to decide for (otherwise today's)")
    parser.add_argument("--seed", default="", help="the published seed that draws equal scores")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
