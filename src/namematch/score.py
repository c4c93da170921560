"""Compare two identities, field by field, and say how likely they are one person."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from namematch.blocking import name_pairs
from namematch.evidence import (
    Evidence,
    Verdict,
    birth_evidence,
    place_evidence,
    set_evidence,
    sex_evidence,
)
from namematch.identity import Identity, plain_cards, plain_phones
from namematch.likeness import Level, family_level, given_level
from namematch.names import is_common_family_name
from namematch.weights import LIKELY, WEIGHTS, Weights


class Field(StrEnum):
    """What a line of a comparison speaks of, in the order in which officers read it."""

    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    SEX = "sex"
    BIRTH = "birth"
    PHONE = "phone"
    CARD = "card"
    AREA = "area"


# The odds of `LIKELY`, less what sums of floats differ by in another order.
_BELOW_LIKELY = math.log(LIKELY / (1 - LIKELY)) - 1e-6


@dataclass(frozen=True, slots=True)
class Line:
    """How one field of two records agrees."""

    field: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two records have in common.

    `likelihood` (0 to 1) only orders candidates and is held against the threshold; it is not a
    probability to show to anyone. Officers read the lines.
    """

    likelihood: float
    lines: tuple[Line, ...]
    names_are_swapped: bool = False
    weights_version: str = WEIGHTS.version

    @property
    def is_likely(self) -> bool:
        """Whether the officer should be asked: `likelihood` is at least `weights.LIKELY`, 0.5."""
        return self.likelihood >= LIKELY


@dataclass(frozen=True, slots=True)
class _Names:
    weight: float
    family: Level
    given: Level
    are_swapped: bool = False


def compare(a: Identity, b: Identity, weights: Weights = WEIGHTS) -> Comparison:
    """Compare two records of perhaps one person. The order of the two does not matter.

    A field that is missing on either side says nothing. Making a field agree better never lowers
    the likelihood; family and given name count as one field here, as they may be swapped.
    Neither a different sex (often mistyped) nor the same phone (often shared) decides alone.
    """
    names = _names(a, b, weights)
    verdicts = _beside_names(a, b, weights)
    total = weights.start + names.weight + sum(evidence.weight for _, evidence in verdicts)
    lines = (
        Line(Field.FAMILY_NAME, names.family.verdict),
        Line(Field.GIVEN_NAME, names.given.verdict),
        *(Line(field, evidence.verdict) for field, evidence in verdicts),
    )
    return Comparison(1 / (1 + math.exp(-total)), lines, names.are_swapped, weights.version)


def cannot_be_likely(a: Identity, b: Identity, weights: Weights = WEIGHTS) -> bool:
    """Tell whether two records would be unlikely even with the very same names.

    Never of a pair that `compare` calls likely. Much cheaper than comparing, and true of most
    strangers who share a key in a large register.
    """
    beside = sum(evidence.weight for _, evidence in _beside_names(a, b, weights))
    return weights.start + weights.most_of_names + beside < _BELOW_LIKELY


def likely_duplicates(
    identity: Identity, candidates: Iterable[tuple[str, Identity]], weights: Weights = WEIGHTS
) -> list[tuple[str, Comparison]]:
    """Return the candidates, as id and comparison, worth asking about; likeliest first, then id."""
    compared = ((name, compare(identity, other, weights)) for name, other in candidates)
    likely = [(name, comparison) for name, comparison in compared if comparison.is_likely]
    return sorted(likely, key=lambda pair: (-pair[1].likelihood, pair[0]))


def _beside_names(a: Identity, b: Identity, weights: Weights) -> tuple[tuple[Field, Evidence], ...]:
    return (
        (Field.SEX, sex_evidence(a, b, weights)),
        (Field.BIRTH, birth_evidence(a, b, weights)),
        (
            Field.PHONE,
            set_evidence(
                (plain_phones(a), plain_phones(b)), weights.phone_same, weights.phone_differs
            ),
        ),
        (
            Field.CARD,
            set_evidence((plain_cards(a), plain_cards(b)), weights.card_same, weights.card_differs),
        ),
        (Field.AREA, place_evidence(a, b, weights)),
    )


def _names(a: Identity, b: Identity, weights: Weights) -> _Names:
    """Weigh the names as written and the other way round, and keep the better reading."""
    families_a, givens_a = _forms(a)
    families_b, givens_b = _forms(b)
    straight = _aligned((families_a, families_b), (givens_a, givens_b), weights)
    is_good = straight.family >= Level.NEAR and straight.given >= Level.ALIKE
    if is_good or not all((families_a, givens_a, families_b, givens_b)):
        return straight
    family, given = given_level(families_a, givens_b), given_level(givens_a, families_b)
    if min(family, given) < Level.NEAR:
        return straight
    families = (*families_a, *families_b)
    weight = weights.names_swapped + _family_weight(min(family, given), families, weights)
    weight += _given_weight(max(family, given), weights)
    return max(
        straight,
        _Names(weight, min(family, Level.ALIKE), min(given, Level.ALIKE), are_swapped=True),
        key=lambda names: names.weight,
    )


def _forms(identity: Identity) -> tuple[list[str], list[str]]:
    pairs = name_pairs(identity)
    return [family for family, _ in pairs if family], [given for _, given in pairs if given]


def _aligned(
    families: tuple[Sequence[str], Sequence[str]],
    givens: tuple[Sequence[str], Sequence[str]],
    weights: Weights,
) -> _Names:
    family, given = family_level(*families), given_level(*givens)
    weight = _family_weight(family, (*families[0], *families[1]), weights)
    return _Names(weight + _given_weight(given, weights), family, given)


def _family_weight(level: Level, names: Sequence[str], weights: Weights) -> float:
    if level is Level.SAME and not any(is_common_family_name(name) for name in names):
        return weights.family_same_rare
    return {
        Level.SAME: weights.family_same,
        Level.ALIKE: weights.family_alike,
        Level.NEAR: weights.family_near,
        Level.FAINT: weights.family_faint,
        Level.DIFFERS: weights.family_differs,
        Level.UNKNOWN: 0.0,
    }[level]


def _given_weight(level: Level, weights: Weights) -> float:
    return {
        Level.SAME: weights.given_same,
        Level.ALIKE: weights.given_alike,
        Level.NEAR: weights.given_near,
        Level.FAINT: weights.given_faint,
        Level.DIFFERS: weights.given_differs,
        Level.UNKNOWN: 0.0,
    }[level]
