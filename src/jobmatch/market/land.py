"""The land of the made-up market: where people live, where posts are, which skills go with what.

Nobody in it exists. Homes crowd along a border and posts in a capital, occupations and skills are
used very unequally, and big employers publish many posts that are nearly the same, because it is
these three that make lists without prices send everybody to the same door.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jobmatch.engine import Locations
from jobmatch.engine.rows import Floats, Ints

PROVINCES, COMMUNES = 25, 1_652
OCCUPATIONS, SKILLS, FAMILY = 436, 13_000, 20
EVERYDAY = 100
POOL = 60
LAND_SEED = 2026
CAPITAL = 11

Dice = np.random.Generator


@dataclass(frozen=True, eq=False)
class Land:
    """What is the same in every made-up market: places, occupations and the skills they use."""

    locations: Locations
    province: Ints
    people_weight: Floats
    post_weight: Floats
    occupation: NDArray[np.int16]
    offered: Floats
    held: Floats
    pool: NDArray[np.int32]


def land() -> Land:
    """Return the land all made-up markets share."""
    dice = np.random.default_rng(LAND_SEED)
    province = np.sort(
        np.concatenate(
            (
                np.arange(PROVINCES),
                dice.choice(PROVINCES, COMMUNES - PROVINCES, p=zipf(PROVINCES, 0.4)),
            )
        )
    )
    centre = np.stack((dice.uniform(10.6, 14.3, PROVINCES), dice.uniform(102.6, 107.2, PROVINCES)))
    centre[:, CAPITAL] = (11.56, 104.92)
    spread = dice.normal(0, 0.28, (2, COMMUNES))
    latitude, longitude = centre[:, province] + spread
    areas = np.full((COMMUNES, 4), -1, np.int32)
    areas[:, 0] = province + 1
    areas[:, 1] = areas[:, 0] * 100 + 1 + np.arange(COMMUNES) % 8
    areas[:, 2] = areas[:, 1] * 100 + 1 + np.arange(COMMUNES) // 8 % 90
    # The west of the land is the border that people come back over.
    west = np.exp(-(longitude - 102.3)) * dice.lognormal(0, 0.7, COMMUNES)
    town = np.where(province == CAPITAL, 6.0, 0.5) * dice.lognormal(0, 1.2, COMMUNES)
    codes = _occupations(dice)
    held = zipf(OCCUPATIONS, 1.0)[dice.permutation(OCCUPATIONS)]
    offered = 0.6 * zipf(OCCUPATIONS, 1.0)[dice.permutation(OCCUPATIONS)] + 0.4 * held
    return Land(
        Locations(latitude, longitude, areas),
        province,
        west / west.sum(),
        town / town.sum(),
        codes,
        offered / offered.sum(),
        held,
        _pools(dice, codes),
    )


def zipf(count: int, power: float) -> Floats:
    """Return shares that fall with the rank to this power."""
    shares = 1.0 / np.arange(1, count + 1) ** power
    return np.asarray(shares / shares.sum())


def _occupations(dice: Dice) -> NDArray[np.int16]:
    """Return four-digit codes nested like ISCO-08: major, sub-major, minor and unit groups."""
    minors = dice.choice(np.arange(110, 964), 130, replace=False)
    codes = (minors[:, None] * 10 + np.arange(1, 10)).ravel()
    first = minors * 10 + 1
    rest = dice.choice(np.setdiff1d(codes, first), OCCUPATIONS - len(first), replace=False)
    return np.sort(np.concatenate((first, rest))).astype(np.int16)


def _pools(dice: Dice, codes: NDArray[np.int16]) -> NDArray[np.int32]:
    """Return the skills each occupation uses: its own, its minor group's, its major group's."""
    shared = {group: dice.choice(SKILLS, 15, replace=False) for group in np.unique(codes // 10)}
    wide = {group: dice.choice(SKILLS, 10, replace=False) for group in np.unique(codes // 1000)}
    pool = np.zeros((len(codes), POOL), np.int32)
    for row, code in enumerate(codes):
        families = dice.choice(np.arange(EVERYDAY // FAMILY, SKILLS // FAMILY), 6, replace=False)
        own = (families[:, None] * FAMILY + np.arange(FAMILY)).ravel()
        own = dice.choice(own, POOL - 25, replace=False)
        pool[row] = np.concatenate((own, shared[code // 10], wide[code // 1000]))
    return pool


def skills_of(
    dice: Dice, place: Land, occupation: Ints, count: Ints, *, own: float, everyday: float
) -> tuple[Ints, NDArray[np.int32]]:
    """Draw skills by occupation, each once a row; return where rows begin, and the skills."""
    rows, most = len(occupation), int(count.max(initial=1))
    source = dice.random((rows, most))
    drawn = place.pool[occupation[:, None], dice.choice(POOL, (rows, most), p=zipf(POOL, 0.7))]
    common = dice.choice(EVERYDAY, (rows, most), p=zipf(EVERYDAY, 0.9))
    anything = dice.integers(0, SKILLS, (rows, most))
    drawn = np.where(source < own, drawn, np.where(source < own + everyday, common, anything))
    drawn[np.arange(most) >= count[:, None]] = SKILLS
    drawn.sort(axis=1)
    once = drawn < SKILLS
    once[:, 1:] &= drawn[:, 1:] != drawn[:, :-1]
    start = np.concatenate(([0], np.cumsum(once.sum(axis=1)))).astype(np.int64)
    return start, drawn[once].astype(np.int32)
