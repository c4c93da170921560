"""Why an office may say no, before it does (plain Python).

A prediction never keeps anybody from applying and never changes an order: it says what to bring.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

# Fewer refusals than this are not spoken of: they could be told of a person.
TOLD_FROM: Final = 10
# In this order they are said, whoever asks.
REASONS: Final = (
    "decent_house",
    "card_expired",
    "papers_missing",
    "not_at_home",
    "not_on_list",
    "rule",
    "closed",
)
# Where the commune comes to look, these are asked of the household, and the answer that speaks
# against it (social-protection 4.1: a card of 2008, and "lives in a decent house").
QUESTIONS: Final[Mapping[str, tuple[str, bool]]] = {
    "looks_decent": ("decent_house", True),
    "at_home": ("not_at_home", False),
    "on_list": ("not_on_list", False),
}
VISITED: Final = frozenset({"IDPOOR"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What is known before the papers are handed in."""

    scheme: str
    card: str | None = None
    needs_card: bool = False
    papers_missing: int = 0
    answers: Mapping[str, bool] = field(default_factory=dict)
    # How often this scheme was refused for each reason, as the centres wrote it down.
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Risk:
    """One reason that may be given, and how it is known: fact, answer, field or often."""

    reason: str
    basis: str


def likely_refusals(known: Prospect) -> tuple[Risk, ...]:
    """Return the reasons that may be given, each once, in the order of `REASONS`."""
    found = {**_often(known), **_from_field(known), **_from_answers(known), **_from_facts(known)}
    return tuple(Risk(reason, found[reason]) for reason in REASONS if reason in found)


def questions_for(scheme: str) -> tuple[str, ...]:
    """Return what to ask the household before it applies."""
    return tuple(QUESTIONS) if scheme in VISITED else ()


def _from_facts(known: Prospect) -> dict[str, str]:
    found = {}
    if known.needs_card and known.card == "expired":
        found["card_expired"] = "fact"
    if known.papers_missing:
        found["papers_missing"] = "fact"
    return found


def _from_answers(known: Prospect) -> dict[str, str]:
    return {
        reason: "answer"
        for code, (reason, against) in QUESTIONS.items()
        if known.scheme in VISITED and known.answers.get(code) is against
    }


def _from_field(known: Prospect) -> dict[str, str]:
    asked = known.answers.get("looks_decent") is not None
    return {"decent_house": "field"} if known.scheme in VISITED and not asked else {}


def _often(known: Prospect) -> dict[str, str]:
    return {reason: "often" for reason, count in known.counts.items() if count >= TOLD_FROM}
