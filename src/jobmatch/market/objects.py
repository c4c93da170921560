"""A small made-up market as openings and profiles: what some have told, others have not."""

from datetime import date, timedelta

import numpy as np

from jobmatch.codes import Grade, Kind, Screening
from jobmatch.market.land import Dice
from jobmatch.model import (
    Benefits,
    Experience,
    Gates,
    Limits,
    Opening,
    Profile,
    Skill,
    Wishes,
)

OCCUPATIONS = ("7112", "7122", "7123", "7126", "8153", "8341", "5120", "5131", "9112", "9212")
TRADE_SKILLS = 6
HOMES = ("010201", "010302", "150101", "150403", "220101", "220502", "130201", "120101")
DORMITORY, NIGHT, ANY = 0.3, 0.15, 0.5


def small_market(
    people: int, openings: int, *, today: date, seed: int = 1
) -> tuple[list[Opening], list[Profile]]:
    """Return a small market; the same seed and day give the same values."""
    dice = np.random.default_rng([seed, people, openings, 3])
    offered = [_opening(dice, row, today) for row in range(openings)]
    return offered, [_profile(dice, row, today) for row in range(people)]


def _one(dice: Dice, values: tuple[str, ...]) -> str:
    return values[int(dice.integers(len(values)))]


def _maybe(dice: Dice, chance: float = ANY) -> bool | None:
    drawn = float(dice.random())
    return None if drawn < 0.3 else drawn < 0.3 + 0.7 * chance


def _skills(dice: Dice, occupation: str, most: int) -> frozenset[str]:
    drawn = dice.integers(0, TRADE_SKILLS, int(dice.integers(1, most + 1)))
    return frozenset(f"{occupation}-{skill}" for skill in drawn.tolist())


def _opening(dice: Dice, row: int, today: date) -> Opening:
    occupation = _one(dice, OCCUPATIONS)
    wage = float(dice.integers(18, 40) * 10)
    knows_wage = dice.random() < 0.7
    return Opening(
        id=f"v-{row}",
        kind=Kind.JOB if dice.random() < 0.85 else Kind.TRAINING,
        occupation=occupation,
        sector="F" if occupation.startswith("7") else "C",
        places=int(dice.integers(1, 5)),
        starts_by=today + timedelta(days=int(dice.integers(5, 120))),
        area_code=_one(dice, HOMES),
        wage_min=wage if knows_wage else None,
        wage_max=wage + 20 if knows_wage else None,
        needs=_skills(dice, occupation, 3),
        nice=_skills(dice, occupation, 2),
        gates=Gates(
            minimum_age=18,
            literacy=bool(dice.random() < 0.2),
            cqf_level=int(dice.integers(1, 4)) if dice.random() < 0.2 else None,
            night_work=bool(dice.random() < NIGHT),
        ),
        benefits=Benefits(dormitory=_maybe(dice, DORMITORY), nssf=_maybe(dice)),
        screening=Screening.CLEARED if dice.random() < 0.9 else Screening.PENDING,
    )


def _profile(dice: Dice, row: int, today: date) -> Profile:
    occupation = _one(dice, OCCUPATIONS)
    grades = tuple(Grade)
    skills = tuple(
        Skill(code, grades[int(dice.integers(len(grades)))], occupation)
        for code in sorted(_skills(dice, occupation, 4))
    )
    wanted = frozenset({_one(dice, OCCUPATIONS)}) if dice.random() < ANY else frozenset()
    return Profile(
        id=f"p-{row}",
        age=int(dice.integers(17, 60)),
        skills=skills,
        occupations=(Experience(occupation, int(dice.integers(0, 96))),),
        area_code=_one(dice, HOMES),
        radius_km=float(dice.integers(10, 120)) if dice.random() < ANY else None,
        accepts_dormitory=_maybe(dice),
        will_relocate=_maybe(dice, 0.2),
        available_from=today + timedelta(days=int(dice.integers(0, 60))),
        wage_wanted=float(dice.integers(20, 35) * 10) if dice.random() < 0.8 else None,
        wage_floor=float(dice.integers(12, 25) * 10) if dice.random() < 0.3 else None,
        literacy=_maybe(dice, 0.8),
        cqf_level=int(dice.integers(1, 4)) if dice.random() < 0.3 else None,
        wanted=Wishes(occupations=wanted),
        limits=Limits(night_work=_maybe(dice)),
    )
