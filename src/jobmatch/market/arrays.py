"""A made-up labour market of any size, in the arrays that the engine reads."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jobmatch.checks import BadValue
from jobmatch.engine import People, Posts
from jobmatch.engine.rows import Bits, Floats, Int32s
from jobmatch.engine.scoring import WANT_RANGE
from jobmatch.market.land import FAMILY, SKILLS, Dice, Land, land, skills_of
from jobmatch.weights import DEFAULT, Weights

SCALES = {"S": (10_000, 1_000), "M": (100_000, 10_000), "L": (1_000_000, 100_000)}
"""People and posts of the markets that figures are given for."""

PLACES_SHARE = 0.25
"""Places for each person: seats are about four times scarcer than people."""

TODAY = 739_000
LEVELS, LANGUAGES, LICENCES = 8, 5, 4
CHUNK = 100_000


@dataclass(frozen=True, eq=False)
class Groups:
    """What a report may compare by, and no score ever reads: one small number a person."""

    woman: NDArray[np.bool_]
    province: NDArray[np.int16]
    age_band: NDArray[np.int16]
    disability: NDArray[np.bool_]
    id_poor: NDArray[np.bool_]
    reads: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Made:
    """A made-up market: posts, people, and the groups they belong to."""

    posts: Posts
    people: People
    groups: Groups


def make(people: int, posts: int, *, seed: int = 1, weights: Weights = DEFAULT) -> Made:
    """Return a market of this size; the same seed gives the same bytes.

    :raises BadValue: if a size is negative
    """
    if people < 0 or posts < 0:
        raise BadValue("market", "size", "must not be negative")
    place = land()
    dice = np.random.default_rng([seed, people, posts])
    offered = _posts(dice, place, posts, people, weights)
    found, work = _people(dice, place, people, weights)
    return Made(offered, found, _groups(dice, place, found, work))


def _posts(dice: Dice, place: Land, count: int, people: int, weights: Weights) -> Posts:
    template = _templates(dice, count)
    work = dice.choice(len(place.occupation), count, p=place.offered)[template]
    asked = np.clip(dice.normal(8, 2.5, count).round(), 4, 14).astype(np.int64)
    start, skill = skills_of(dice, place, work, asked, own=0.8, everyday=0.17)
    start, skill = _copied(start, skill, template)
    length = np.diff(start)
    wage = np.clip(dice.lognormal(5.5, 0.3, count), 150, 2_500).round()
    return Posts(
        ids=np.arange(count),
        places=_places(dice, count, people),
        skill_ptr=start,
        skill=skill,
        share=np.repeat(1.0 / np.maximum(length, 1), length),
        families=(np.arange(SKILLS) // FAMILY).astype(np.int32),
        occupation=place.occupation[work],
        sector=(place.occupation[work] // 1000).astype(np.int16),
        location=dice.choice(len(place.province), count, p=place.post_weight).astype(np.int32),
        locations=place.locations,
        wage_low=np.where(dice.random(count) < 0.3, np.nan, wage),
        wage_top=wage,
        conditions=(dice.integers(0, 11, count) / 10).astype(np.float64),
        minimum_age=dice.choice(np.array([15, 18, 21], np.int16), count, p=[0.05, 0.91, 0.04]),
        starts_by=(TODAY + dice.integers(10, 150, count)).astype(np.int32),
        need=_papers(dice, count, needs=True),
        need_more=np.zeros((count, 0), np.uint64),
        dormitory=dice.random(count) < 0.2,
        is_open=np.ones(count, np.bool_),
        key=np.arange(count, dtype=np.int32),
        weights=weights,
    )


def _templates(dice: Dice, count: int) -> NDArray[np.int64]:
    """Let four of ten posts repeat the text of one of a few big employers."""
    template = np.arange(count)
    copies = np.flatnonzero(dice.random(count) < 0.4)
    employers = max(1, count // 200)
    rank = np.minimum(dice.zipf(1.7, len(copies)), employers) - 1
    template[copies] = rank
    return template


def _copied(
    start: NDArray[np.int64], skill: Int32s, template: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Int32s]:
    length = np.diff(start)[template]
    begins = np.concatenate(([0], np.cumsum(length))).astype(np.int64)
    taken = np.repeat(start[template] - begins[:-1], length) + np.arange(begins[-1])
    return begins, skill[taken]


def _places(dice: Dice, count: int, people: int) -> Int32s:
    """Draw many small posts and a few large ones, in all a quarter of the people's number."""
    size = dice.lognormal(0, 1.3, count)
    wanted = PLACES_SHARE * people
    places: Int32s = np.maximum(1, (size * wanted / max(size.sum(), 1e-9)).round()).astype(np.int32)
    return places


def _papers(dice: Dice, count: int, *, needs: bool) -> Bits:
    """Return levels, languages and licences as bits: what is asked for, or what is held."""
    level = dice.choice(LEVELS + 1, count, p=_level_shares(needs))
    bits = (np.uint64(1) << level.astype(np.uint64)) - np.uint64(1)
    share = (1.0, 0.05, 0.08, 0.03, 0.0) if needs else (1.0, 0.65, 0.18, 0.04, 0.05)
    licence = (0.06, 0.02, 0.01, 0.0) if needs else (0.2, 0.06, 0.04, 0.03)
    for at, chance in enumerate((*share, *licence)):
        has = dice.random(count) < chance
        bits |= has.astype(np.uint64) << np.uint64(LEVELS + at)
    return bits


def _level_shares(needs: bool) -> Floats:
    shares = np.array(
        [62, 14, 9, 6, 4, 2, 2, 0.5, 0.5] if needs else [45, 20, 15, 8, 5, 3, 2, 1.5, 0.5]
    )
    return np.asarray(shares / shares.sum())


def _people(
    dice: Dice, place: Land, count: int, weights: Weights
) -> tuple[People, NDArray[np.int64]]:
    work = dice.choice(len(place.occupation), count, p=place.held)
    start, skill = _skills_in_chunks(dice, place, work)
    home = dice.choice(len(place.province), count, p=place.people_weight).astype(np.int32)
    wishes, wanted = _wishes(dice, place, work)
    radius = dice.choice(np.array([10.0, 25.0, 50.0, np.inf]), count, p=[0.15, 0.25, 0.2, 0.4])
    pay = np.clip(dice.lognormal(5.45, 0.3, count), 120, 1_500).round()
    grades = [weights.grades[grade] for grade in weights.grades]
    people = People(
        ids=np.arange(count),
        skill_ptr=start,
        skill=skill,
        credit=dice.choice(5, len(skill), p=[0.45, 0.1, 0.25, 0.12, 0.08]).astype(np.uint8),
        credits=np.sort(np.array(grades, np.float64)),
        work_ptr=np.arange(count + 1, dtype=np.int64),
        work_code=place.occupation[work],
        work_digits=np.full(count, 4, np.uint8),
        work_value=0.5 + 0.5 * np.minimum(dice.exponential(24, count), 24) / 24,
        fact_ptr=np.concatenate(([0], np.cumsum(wishes))).astype(np.int64),
        fact_kind=np.full(int(wishes.sum()), WANT_RANGE, np.uint8),
        fact_low=wanted,
        fact_high=wanted + 1,
        location=home,
        locations=place.locations,
        radius=radius,
        moves=np.isinf(radius) & (dice.random(count) < 0.5),
        dormitory=dice.choice(np.array([-1, 0, 1], np.int8), count, p=[0.4, 0.3, 0.3]),
        free_from=(TODAY + dice.integers(0, 120, count)).astype(np.int32),
        wage_wanted=pay,
        wage_floor=np.where(dice.random(count) < 0.5, 0.0, (0.7 * pay).round()),
        age=np.clip(dice.gamma(6, 3, count) + 14, 15, 64).astype(np.int16),
        have=_papers(dice, count, needs=False),
        have_more=np.zeros((count, 0), np.uint64),
        weights=weights,
    )
    return people, work


def _skills_in_chunks(
    dice: Dice, place: Land, work: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Int32s]:
    lengths, skills = [np.zeros(1, np.int64)], [np.zeros(0, np.int32)]
    for first in range(0, len(work), CHUNK):
        some = work[first : first + CHUNK]
        count = np.clip(dice.normal(10, 3, len(some)).round(), 3, 15).astype(np.int64)
        start, skill = skills_of(dice, place, some, count, own=0.68, everyday=0.22)
        lengths.append(np.diff(start))
        skills.append(skill)
    return np.cumsum(np.concatenate(lengths)), np.concatenate(skills)


def _wishes(dice: Dice, place: Land, work: NDArray[np.int64]) -> tuple[NDArray[np.int64], Int32s]:
    """Let half of the people name an occupation they want, mostly not far from their own."""
    wishes = (dice.random(len(work)) < 0.5).astype(np.int64)
    own = work[wishes > 0]
    near = np.clip(own + dice.integers(-5, 6, len(own)), 0, len(place.occupation) - 1)
    other = dice.choice(len(place.occupation), len(own), p=place.held)
    wanted = np.where(dice.random(len(own)) < 0.7, near, other)
    return wishes, place.occupation[wanted].astype(np.int32)


def _groups(dice: Dice, place: Land, people: People, work: NDArray[np.int64]) -> Groups:
    count = len(people)
    women = np.random.default_rng(7).beta(2, 2, len(place.occupation))
    return Groups(
        woman=dice.random(count) < women[work],
        province=place.province[people.location].astype(np.int16),
        age_band=np.digitize(people.age, [18, 25, 35, 45, 55]).astype(np.int16),
        disability=dice.random(count) < 0.05,
        id_poor=dice.random(count) < 0.3,
        reads=dice.random(count) < 0.75,
    )
