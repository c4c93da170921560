"""From openings to arrays."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from jobmatch.codes import Kind
from jobmatch.engine.columns import bits, column, day, located, pointers, texts
from jobmatch.engine.values import ALWAYS, Posts
from jobmatch.engine.vocabulary import Vocabulary
from jobmatch.gates import is_open
from jobmatch.model import Opening
from jobmatch.score import conditions_of
from jobmatch.weights import Weights


def posts_of(
    openings: Sequence[Opening],
    needs: list[list[int]],
    today: date,
    weights: Weights,
    words: Vocabulary,
) -> Posts:
    """Return openings as arrays; `needs` are the bits each of them asks for."""
    shares = [_shares(opening, words, weights) for opening in openings]
    low = [o.wage_min if o.wage_min is not None else o.wage_max for o in openings]
    location, locations = located(openings)
    need = bits([sum(1 << bit for bit in set(asked)) for asked in needs], words.words)
    return Posts(
        ids=texts([o.id for o in openings]),
        places=column([min(o.places, int(ALWAYS)) for o in openings], np.int32),
        skill_ptr=pointers([len(row) for row in shares]),
        skill=column([skill for row in shares for skill, _ in row], np.int32),
        share=column([share for row in shares for _, share in row], np.float64),
        families=words.families_of_skills(),
        occupation=column([int(o.occupation or -1) for o in openings], np.int16),
        sector=column([words.sector(o.sector) for o in openings], np.int16),
        location=location,
        locations=locations,
        wage_low=column([np.nan if wage is None else wage for wage in low], np.float64),
        wage_top=column([_wage_top(o) for o in openings], np.float64),
        conditions=column([conditions_of(o, weights) for o in openings], np.float64),
        minimum_age=column(
            [-1 if o.gates.minimum_age is None else o.gates.minimum_age for o in openings], np.int16
        ),
        starts_by=column([day(o.starts_by, int(ALWAYS)) for o in openings], np.int32),
        need=need[:, 0].copy(),
        need_more=need[:, 1:].copy(),
        dormitory=column([o.benefits.dormitory is True for o in openings], np.bool_),
        is_open=column([is_open(o, today) for o in openings], np.bool_),
        key=column([words.post(o.id) for o in openings], np.int32),
        weights=weights,
    )


def _shares(opening: Opening, words: Vocabulary, weights: Weights) -> list[tuple[int, float]]:
    """Return the skills a post asks for with their shares, as `jobmatch.score` weighs them."""
    needs, nice = opening.needs, opening.nice
    nice_share = (weights.nice_share if needs else 1.0) if nice else 0.0
    share: dict[int, float] = {}
    for asked, part in ((needs, 1.0 - nice_share), (nice, nice_share)):
        for code in asked:
            skill = words.skill(code)
            share[skill] = share.get(skill, 0.0) + part / len(asked)
    return sorted(share.items())


def _wage_top(opening: Opening) -> float:
    """Return the wage that a floor is held against; a course or a bus is held against none."""
    top = opening.wage_max if opening.wage_max is not None else opening.wage_min
    return float(np.inf) if top is None or opening.kind is not Kind.JOB else top
