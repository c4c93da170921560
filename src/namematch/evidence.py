"""Weigh sex, birth, phones, cards and places: each field gives a weight and a word."""

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from namematch.identity import Identity, plain_sex
from namematch.khmer import digits
from namematch.weights import Weights

_LOOSE_YEARS, _DOUBTFUL_YEARS, _DOUBTFUL_YEARS_OF_A_GUESS = 3, 2, 6


class Verdict(StrEnum):
    """How one field agrees, in the words of the side-by-side view."""

    SAME = "same"
    NEAR = "near"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


class Evidence(NamedTuple):
    """What one field adds to the odds, and how it reads."""

    weight: float
    verdict: Verdict


_NOTHING = Evidence(0.0, Verdict.UNKNOWN)


def sex_evidence(a: Identity, b: Identity, weights: Weights) -> Evidence:
    """Weigh the sex: a difference speaks against, but is often a slip and never decides."""
    ours, theirs = plain_sex(a.sex), plain_sex(b.sex)
    if not ours or not theirs:
        return _NOTHING
    if ours == theirs:
        return Evidence(weights.sex_same, Verdict.SAME)
    return Evidence(weights.sex_differs, Verdict.DIFFERS)


def set_evidence(
    sets: tuple[frozenset[str], frozenset[str]], same: float, differs: float
) -> Evidence:
    """Weigh numbers of which a person may have several: one in common is enough."""
    ours, theirs = sets
    if not ours or not theirs:
        return _NOTHING
    if ours.isdisjoint(theirs):
        return Evidence(differs, Verdict.DIFFERS)
    return Evidence(same, Verdict.SAME)


def birth_evidence(a: Identity, b: Identity, weights: Weights) -> Evidence:
    """Weigh the birth: by date where both dates are real, else by year."""
    if a.day_of_birth is not None and b.day_of_birth is not None:
        return _date_evidence(a.day_of_birth, b.day_of_birth, weights)
    if a.year is None or b.year is None:
        return _NOTHING
    apart = abs(a.year - b.year)
    is_guess = a.birth_is_approximate or b.birth_is_approximate
    if apart == 0:
        return Evidence(weights.year_same, Verdict.NEAR if is_guess else Verdict.SAME)
    if apart == 1:
        return Evidence(weights.year_beside, Verdict.NEAR)
    if is_guess and apart <= _LOOSE_YEARS:
        return Evidence(weights.year_loose, Verdict.NEAR)
    if apart <= (_DOUBTFUL_YEARS_OF_A_GUESS if is_guess else _DOUBTFUL_YEARS):
        return Evidence(weights.year_doubtful, Verdict.DIFFERS)
    return Evidence(weights.year_differs, Verdict.DIFFERS)


def place_evidence(a: Identity, b: Identity, weights: Weights) -> Evidence:
    """Weigh home: the deeper the shared code, the stronger; only as deep as both codes go."""
    ours, theirs = _levels(a.area_code), _levels(b.area_code)
    if not ours or not theirs:
        return _NOTHING
    shared = len([1 for mine, yours in zip(ours, theirs, strict=False) if mine == yours])
    if not shared:
        return Evidence(weights.area_differs, Verdict.DIFFERS)
    weight = (
        weights.province_same,
        weights.district_same,
        weights.commune_same,
        weights.village_same,
    )[shared - 1]
    is_whole = shared == min(len(ours), len(theirs))
    return Evidence(weight, Verdict.SAME if is_whole else Verdict.NEAR)


def _date_evidence(ours: date, theirs: date, weights: Weights) -> Evidence:
    if ours == theirs:
        return Evidence(weights.date_same, Verdict.SAME)
    apart = abs(ours.year - theirs.year)
    is_turned = (ours.month, ours.day) == (theirs.day, theirs.month) and apart == 0
    alike = (ours.year == theirs.year) + (ours.month == theirs.month) + (ours.day == theirs.day)
    if is_turned or (alike == 2 and apart <= 1):
        return Evidence(weights.date_near, Verdict.NEAR)
    if apart == 0 or (alike == 2 and apart <= 10):
        return Evidence(weights.year_loose, Verdict.NEAR)
    if apart == 1:
        return Evidence(weights.year_doubtful, Verdict.DIFFERS)
    return Evidence(weights.year_differs, Verdict.DIFFERS)


@lru_cache(maxsize=4096)
def _levels(code: str) -> tuple[str, ...]:
    plain = digits(code).strip()
    return tuple(plain[:end] for end in (2, 4, 6, 8) if len(plain) >= end)
