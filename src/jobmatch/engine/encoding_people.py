"""From profiles to arrays."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from jobmatch.codes import Grade
from jobmatch.engine import scoring
from jobmatch.engine.columns import bits, column, day, located, pointers, texts
from jobmatch.engine.values import AT_ONCE, People
from jobmatch.engine.vocabulary import (
    DEMAND,
    LANGUAGE,
    LEVELS,
    LICENCE,
    NIGHT,
    READING,
    Vocabulary,
    lane,
)
from jobmatch.model import Profile, Wishes
from jobmatch.score import MINOR_GROUP, UNIT_GROUP, history
from jobmatch.weights import Weights

Fact = tuple[int, int, int]
NO_SUCH_SECTOR = -2


def learn(profile: Profile, words: Vocabulary) -> None:
    """Give every word of a profile its number."""
    words.bits(DEMAND, profile.limits.health)
    words.bits(LANGUAGE, profile.languages or ())
    words.bits(LICENCE, profile.licences or ())
    for skill in profile.skills:
        words.skill(skill.code)


def people_of(
    profiles: Sequence[Profile],
    today: date,
    weights: Weights,
    words: Vocabulary,
) -> People:
    """Return profiles as arrays; `learn` has named all that they hold."""
    grades = {grade: at for at, grade in enumerate(Grade)}
    work = [_work(profile, weights) for profile in profiles]
    facts = [_facts(profile, grades, words) for profile in profiles]
    location, locations = located(profiles)
    have = bits([_papers(profile, words) for profile in profiles], words.words)
    usual = weights.usual_wage
    return People(
        ids=texts([p.id for p in profiles]),
        skill_ptr=pointers([len(p.skills) for p in profiles]),
        skill=column([words.skill(s.code) for p in profiles for s in p.skills], np.int32),
        credit=column([grades[s.grade] for p in profiles for s in p.skills], np.uint8),
        credits=column([weights.grades[grade] for grade in Grade], np.float64),
        work_ptr=pointers([len(row) for row in work]),
        work_code=column([int(code) for row in work for code, _ in row], np.int16),
        work_digits=column([len(code) for row in work for code, _ in row], np.uint8),
        work_value=column([value for row in work for _, value in row], np.float64),
        fact_ptr=pointers([len(row) for row in facts]),
        fact_kind=column([fact[0] for row in facts for fact in row], np.uint8),
        fact_low=column([fact[1] for row in facts for fact in row], np.int32),
        fact_high=column([fact[2] for row in facts for fact in row], np.int32),
        location=location,
        locations=locations,
        radius=column(
            [np.inf if p.radius_km is None else p.radius_km for p in profiles], np.float64
        ),
        moves=column([p.will_relocate is True for p in profiles], np.bool_),
        dormitory=column(
            [-1 if p.accepts_dormitory is None else p.accepts_dormitory for p in profiles], np.int8
        ),
        free_from=column([day(p.available_from, int(AT_ONCE)) for p in profiles], np.int32),
        wage_wanted=column([p.wage_wanted or usual for p in profiles], np.float64),
        wage_floor=column([p.wage_floor or 0.0 for p in profiles], np.float64),
        age=column([_age(p, today) for p in profiles], np.int16),
        have=have[:, 0].copy(),
        have_more=have[:, 1:].copy(),
        weights=weights,
    )


def _age(profile: Profile, today: date) -> int:
    age = profile.age_on(today)
    return -1 if age is None else max(-1, age)


def _work(profile: Profile, weights: Weights) -> list[tuple[str, float]]:
    return [(code, value) for code, value in history(profile, weights).items() if code]


def _papers(profile: Profile, words: Vocabulary) -> int:
    """Return the pattern of what does not stop this person; what was never asked stops nobody."""
    held: set[int] = set()
    pattern = 0
    for kind, codes in ((LANGUAGE, profile.languages), (LICENCE, profile.licences)):
        if codes is None:
            pattern |= lane(kind, words.words)
        else:
            held.update(words.bits(kind, codes))
    held.update(range(LEVELS if profile.cqf_level is None else profile.cqf_level))
    if profile.literacy is not False:
        held.add(READING)
    if profile.limits.night_work is not False:
        held.add(NIGHT)
    pattern |= lane(DEMAND, words.words)
    for bit in words.bits(DEMAND, profile.limits.health):
        pattern &= ~(1 << bit)
    for bit in held:
        pattern |= 1 << bit
    return pattern


def _facts(profile: Profile, grades: Mapping[Grade, int], words: Vocabulary) -> list[Fact]:
    found: set[Fact] = set()
    for skill in profile.skills:
        minor = skill.occupation[:MINOR_GROUP]
        if len(minor) == MINOR_GROUP:
            found.add((scoring.TRADE, int(minor), grades[skill.grade]))
    found.update(_wishes(profile.wanted, scoring.WANT_RANGE, scoring.WANT_SECTOR, words))
    found.update(_wishes(profile.refused, scoring.REFUSE_RANGE, scoring.REFUSE_SECTOR, words))
    for code in profile.wanted.occupations:
        minor = code[:MINOR_GROUP]
        if len(minor) == MINOR_GROUP and _is_digits(minor):
            found.add((scoring.WANT_MINOR, int(minor), 0))
    return sorted(found)


def _wishes(wishes: Wishes, work: int, sector: int, words: Vocabulary) -> Iterator[Fact]:
    """Yield what is wished or refused, by the kinds of fact for work and sector; post follows."""
    for code in wishes.occupations:
        if _is_digits(code) and len(code) <= UNIT_GROUP:
            span = 10 ** (UNIT_GROUP - len(code))
            yield (work, int(code) * span, (int(code) + 1) * span)
        else:
            # It names no occupation, and is still a wish.
            yield (work, 0, 0)
    for name in wishes.sectors:
        yield (sector, words.sector(name) if name else NO_SUCH_SECTOR, 0)
    for id in wishes.openings:
        yield (sector + 1, words.post(id), 0)


def _is_digits(code: str) -> bool:
    return code.isascii() and code.isdigit()
