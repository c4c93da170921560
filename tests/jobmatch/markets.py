"""Small markets in which every gate and every part of the score is met, for hypothesis to draw."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from hypothesis import strategies as st

from jobmatch import (
    Benefits,
    Experience,
    Gates,
    Grade,
    Kind,
    Limits,
    Opening,
    Profile,
    Screening,
    Skill,
    Wishes,
)

TODAY = date(2026, 6, 1)
SKILLS = ("tiling", "grouting", "levelling", "sewing", "cutting", "cooking")
FAMILIES = {"tiling": "floor", "grouting": "floor", "sewing": "cloth", "cutting": "cloth"}
UNITS = ("7122", "7123", "7115", "8153", "5120", "0110")
SECTORS = ("", "F", "C")
IDS = tuple(f"v-{n}" for n in range(8))
days = st.none() | st.dates(date(2026, 5, 25), date(2026, 6, 8))
amounts = st.none() | st.sampled_from((0.0, 150.0, 200.0, 250.0, 251.5, 400.0))
truths = st.none() | st.booleans()
codes = st.sampled_from(("", "22", "2201", "220101", "22010101", "220201", "150101", "15"))
spots = st.none() | st.sampled_from(((11.5, 104.9), (11.6, 104.9), (13.1, 103.2), (14.2, 103.5)))
papers = st.frozensets(st.sampled_from(("car", "lorry", "crane")), max_size=2)
tongues = st.frozensets(st.sampled_from(("khm", "tha")), max_size=2)
demands = st.frozensets(st.sampled_from(("heights", "dust")), max_size=2)
starts = st.frozensets(st.sampled_from(("7122", "712", "81", "5", "")), max_size=2)
wishes = st.builds(
    Wishes,
    occupations=starts,
    sectors=st.frozensets(st.sampled_from(SECTORS), max_size=2),
    openings=st.frozensets(st.sampled_from(IDS), max_size=1),
)
rarely = st.just(Wishes()) | wishes


def _placed(made: type, /, **fields: Any) -> Any:
    def make(spot: Any, **values: Any) -> Any:
        here = {} if spot is None else {"latitude": spot[0], "longitude": spot[1]}
        return made(**values, **here)

    return st.builds(make, spot=spots, area_code=codes, **fields)


openings = _placed(
    Opening,
    id=st.just("v"),
    kind=st.sampled_from((Kind.JOB, Kind.JOB, Kind.TRAINING)),
    occupation=st.sampled_from(("", *UNITS)),
    sector=st.sampled_from(SECTORS),
    places=st.sampled_from((0, 1, 1, 3, 40)),
    starts_by=days,
    wage_min=amounts,
    needs=st.frozensets(st.sampled_from(SKILLS), max_size=4),
    nice=st.frozensets(st.sampled_from(SKILLS), max_size=2),
    gates=st.builds(
        Gates,
        minimum_age=st.sampled_from((None, None, 15, 18, 21)),
        licences=st.just(frozenset()) | papers,
        languages=st.just(frozenset()) | tongues,
        literacy=st.booleans(),
        cqf_level=st.sampled_from((None, None, 1, 3, 8)),
        night_work=st.booleans(),
        demands=st.just(frozenset()) | demands,
        closes_on=days,
    ),
    benefits=st.builds(Benefits, truths, truths, truths, truths, truths, truths),
    screening=st.sampled_from((Screening.CLEARED,) * 6 + (Screening.HELD, Screening.PENDING)),
)
people = _placed(
    Profile,
    id=st.just("p"),
    age=st.sampled_from((None, 14, 17, 18, 40, 40)),
    skills=st.lists(
        st.builds(
            Skill,
            code=st.sampled_from((*SKILLS, "singing")),
            grade=st.sampled_from(Grade),
            occupation=st.sampled_from(("", "71", *UNITS)),
        ),
        max_size=4,
    ).map(tuple),
    occupations=st.lists(
        st.builds(
            Experience,
            occupation=st.sampled_from(("", "7", "71", "712", *UNITS)),
            months=st.none() | st.integers(0, 30),
        ),
        max_size=3,
    ).map(tuple),
    radius_km=st.none() | st.sampled_from((0.0, 5.0, 20.0, 60.0, 150.0)),
    accepts_dormitory=truths,
    will_relocate=truths,
    available_from=days,
    wage_wanted=amounts,
    wage_floor=amounts,
    languages=st.none() | tongues,
    licences=st.none() | papers,
    literacy=truths,
    cqf_level=st.sampled_from((None, None, 1, 2, 8)),
    wanted=rarely,
    refused=rarely,
    limits=st.builds(Limits, truths, st.just(frozenset()) | demands),
)


def numbered(kind: str) -> Any:
    """Give the drawn values ids in the order they came."""

    def number(drawn: list[Any]) -> list[Any]:
        turn = count()
        return [replace(value, id=f"{kind}-{next(turn)}") for value in drawn]

    return number


markets = st.lists(openings, max_size=9).map(numbered("v"))
crowds = st.lists(people, max_size=4).map(numbered("p"))
