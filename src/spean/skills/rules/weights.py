"""Which facts of a file count in the published order of need, and how heavily.

Only what stands open in the file and may be said in public as a kind of need. What is under seal
(health, disability, debts, complaints) never becomes points: a number beside a lot would tell it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PREFIX = "selection-weight."
FACTS = (
    "idpoor-1",
    "idpoor-2",
    "idpoor-at-risk",
    "woman-heads-household",
    "displaced",
    "small-children",
    "children-out-of-school",
)
CARDS = {"level_1": "idpoor-1", "level_2": "idpoor-2", "at_risk": "idpoor-at-risk"}


@dataclass(frozen=True, slots=True)
class Weight:
    """What one fact counts, as it is written down and published."""

    code: str
    points: int
    source: str
    is_verified: bool


def facts_from(
    *,
    card: str = "",
    head_sex: str = "",
    displaced: str = "",
    children_under_5: int | None = None,
    out_of_school: int | None = None,
) -> frozenset[str]:
    """Return the facts of a file that may count; what is not known counts nothing."""
    found = {CARDS[card]} if card in CARDS else set()
    said = {
        "woman-heads-household": head_sex == "F",
        "displaced": displaced == "yes",
        "small-children": bool(children_under_5),
        "children-out-of-school": bool(out_of_school),
    }
    return frozenset(found | {code for code, holds in said.items() if holds})


def points_of(facts: Iterable[str], weights: Mapping[str, Weight]) -> int:
    """Return the sum of what somebody's facts count."""
    return sum(weights[code].points for code in facts if code in weights)
