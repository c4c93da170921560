"""From work done abroad to units of a standard, with the reason for each.

The chance is an estimate from a published formula, not a measurement: points are added for what
was told and turned into a number between 0 and 1. Once enough people were assessed in a unit, what
came of them moves it (Beta-binomial, the formula as prior). More told never lowers it.

    points = -2.0                          nothing is known
             +2.0 x share of the unit's skills told (a task counts 1, a tool or word counts 0.5)
             +0.7                          the same occupation
             +1.0 x months / 36            of the jobs that speak for the unit, at most 36
             +0.3                          led a team there
             +0.5                          a certificate or training was named there
    chance = 1 / (1 + e^-points)

It stays with the staff: on nothing that the person or an employer reads.
"""

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

START, SKILLS, OCCUPATION, MONTHS, LED, CERTIFICATE = -2.0, 2.0, 0.7, 1.0, 0.3, 0.5
BY_TOOL: Final = 0.5
FULL_MONTHS: Final = 36
# How many assessed people the formula is worth, and how many are needed before it moves.
PRIOR_WEIGHT, ENOUGH = 10, 20
# A skill in more standards than this says nothing about the trade (gloves, mortar, a hammer).
SPECIFIC: Final = 3


@dataclass(frozen=True, slots=True)
class Told:
    """What one job abroad says, in codes; `tools` are the skills that its words suggest."""

    ref: str
    tasks: frozenset[str] = frozenset()
    tools: frozenset[str] = frozenset()
    months: int = 0
    isco: str = ""
    led: bool = False
    certificate: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit of a standard: its skills, and the occupation of the standard."""

    code: str
    standard: str
    isco: str
    skills: frozenset[str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A unit that the work speaks for: why, which job most, and (staff only) the chance."""

    unit: str
    standard: str
    reasons: tuple[tuple[str, str], ...]
    job: str
    chance: float
    is_estimate: bool


def found_in(text: str, words: Mapping[str, Collection[str]]) -> frozenset[str]:
    """Return the skills whose words stand in a text: Khmer and Thai anywhere, Latin as words."""
    folded = fold(text)
    return frozenset(
        skill for word, skills in words.items() if _stands(fold(word), folded) for skill in skills
    )


def fold(text: str) -> str:
    """Return a text as words are looked for in it: composed, small, without invisible spaces."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\u200b\u200c\u200d\ufeff]", "", plain)


def proposals(
    jobs: Iterable[Told],
    units: Iterable[Asked],
    counts: Mapping[str, tuple[int, int]] | None = None,
) -> list[Proposal]:
    """Return the units that the jobs speak for, the best supported first.

    `counts` is what came of assessments so far: {unit: (passed, assessed)}.
    """
    told, asked = sorted(jobs, key=lambda job: job.ref), list(units)
    wanted = _trades(told, asked)
    found = []
    for unit in asked:
        speaking = [job for job in told if _speaks(job, unit)]
        if unit.standard in wanted and speaking:
            found.append(_proposal(unit, speaking, (counts or {}).get(unit.code, (0, 0))))
    return sorted(found, key=lambda one: (-one.chance, one.unit))


def chance_of(points: float, passed: int = 0, assessed: int = 0) -> float:
    """Turn points into a chance, moved by results once there are enough of them."""
    prior = 1 / (1 + math.exp(-points))
    if assessed < ENOUGH:
        return prior
    return (PRIOR_WEIGHT * prior + passed) / (PRIOR_WEIGHT + assessed)


def of_ten(chance: float) -> tuple[int, int, int]:
    """Return how many of ten would pass: fewest, about, most (four times out of five)."""
    spread = 1.28 * math.sqrt(chance * (1 - chance) / (PRIOR_WEIGHT + 1))
    low, high = max(chance - spread, 0), min(chance + spread, 1)
    return math.floor(10 * low), round(10 * chance), math.ceil(10 * high)


def _stands(word: str, text: str) -> bool:
    if word.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", text) is not None
    return word in text


def _trades(told: list[Told], asked: list[Asked]) -> set[str]:
    """Return the standards that the work is about: the same occupation, or a skill of few."""
    homes: dict[str, set[str]] = defaultdict(set)
    for unit in asked:
        for skill in unit.skills:
            homes[skill].add(unit.standard)
    named = {skill for job in told for skill in job.tasks | job.tools}
    own = {job.isco for job in told if job.isco}
    by_skill = {home for skill in named if len(homes[skill]) <= SPECIFIC for home in homes[skill]}
    return by_skill | {unit.standard for unit in asked if unit.isco in own}


def _speaks(job: Told, unit: Asked) -> bool:
    return bool(unit.skills & (job.tasks | job.tools)) or (bool(job.isco) and job.isco == unit.isco)


def _proposal(unit: Asked, speaking: list[Told], counted: tuple[int, int]) -> Proposal:
    tasks = unit.skills & frozenset().union(*(job.tasks for job in speaking))
    tools = unit.skills & frozenset().union(*(job.tools for job in speaking)) - tasks
    months = min(sum(job.months for job in speaking), FULL_MONTHS)
    is_same = any(job.isco and job.isco == unit.isco for job in speaking)
    led = any(job.led for job in speaking)
    certificate = any(job.certificate for job in speaking)
    share = (len(tasks) + BY_TOOL * len(tools)) / max(len(unit.skills), 1)
    points = (
        START
        + SKILLS * share
        + OCCUPATION * is_same
        + MONTHS * months / FULL_MONTHS
        + LED * led
        + CERTIFICATE * certificate
    )
    reasons = [
        *(("task", skill) for skill in sorted(tasks)),
        *(("tool", skill) for skill in sorted(tools)),
        *([("occupation", unit.isco)] if is_same else []),
        *([("months", str(sum(job.months for job in speaking)))] if months else []),
        *([("led", "")] if led else []),
        *([("certificate", "")] if certificate else []),
    ]
    best = max(speaking, key=lambda job: _weight(job, unit))
    chance = chance_of(points, *counted)
    is_estimate = counted[1] < ENOUGH
    return Proposal(unit.code, unit.standard, tuple(reasons), best.ref, chance, is_estimate)


def _weight(job: Told, unit: Asked) -> tuple[float, int, str]:
    told = len(unit.skills & job.tasks) + BY_TOOL * len(unit.skills & job.tools - job.tasks)
    return told, job.months, job.ref
