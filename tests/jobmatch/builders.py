"""Small values to start from; a test changes only what it is about."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from jobmatch import (
    Benefits,
    Experience,
    Gates,
    Grade,
    Opening,
    Profile,
    Screening,
    Skill,
    Wishes,
)

TODAY = date(2026, 6, 1)
OCCUPATIONS = ("7122", "7123", "7115", "8153", "5120")
SKILLS = ("tiling", "grouting", "levelling", "sewing", "cooking")


def an_opening(**changes: Any) -> Opening:
    values: dict[str, Any] = {
        "id": "v-1",
        "occupation": "7122",
        "sector": "F",
        "screening": Screening.CLEARED,
        "gates": Gates(minimum_age=18),
    }
    return Opening(**{**values, **changes})


def a_person(**changes: Any) -> Profile:
    return Profile(**{"id": "p-1", "age": 31, **changes})


amounts = st.none() | st.integers(100, 500).map(float)
truths = st.none() | st.booleans()
held = st.builds(
    Skill,
    code=st.sampled_from(SKILLS),
    grade=st.sampled_from(Grade),
    occupation=st.sampled_from(("", *OCCUPATIONS)),
)
worked = st.builds(
    Experience,
    occupation=st.sampled_from(OCCUPATIONS),
    months=st.none() | st.integers(0, 120),
    grade=st.sampled_from(Grade),
)
area_codes = st.sampled_from(("", "22", "2201", "220101", "220102", "220201", "150101"))
wishes = st.builds(
    Wishes,
    occupations=st.frozensets(st.sampled_from(("7122", "81", "5120")), max_size=2),
    sectors=st.frozensets(st.sampled_from(("F", "C")), max_size=1),
)
people = st.builds(
    Profile,
    id=st.just("p-1"),
    age=st.integers(18, 60),
    skills=st.lists(held, max_size=4).map(tuple),
    occupations=st.lists(worked, max_size=3).map(tuple),
    area_code=area_codes,
    radius_km=st.none() | st.integers(0, 100).map(float),
    accepts_dormitory=truths,
    will_relocate=truths,
    wage_wanted=amounts,
    wanted=wishes,
)
openings = st.builds(
    Opening,
    id=st.sampled_from([f"v-{n}" for n in range(9)]),
    occupation=st.sampled_from(("", *OCCUPATIONS)),
    sector=st.sampled_from(("", "F", "C")),
    area_code=area_codes,
    wage_min=amounts,
    needs=st.frozensets(st.sampled_from(SKILLS), max_size=4),
    nice=st.frozensets(st.sampled_from(SKILLS), max_size=2),
    gates=st.just(Gates(minimum_age=18)),
    benefits=st.builds(Benefits, truths, truths, truths, truths, truths, truths),
    screening=st.just(Screening.CLEARED),
)
markets = st.lists(openings, max_size=6, unique_by=lambda opening: opening.id)
crowds = st.lists(people, max_size=6).map(
    lambda crowd: [a_copy(person, id=f"p-{n}") for n, person in enumerate(crowd)]
)


def a_copy(value: Any, **changes: Any) -> Any:
    return replace(value, **changes)
