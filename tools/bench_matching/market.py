"""The market that everybody is measured on, and its features as any sparse engine reads them."""

from dataclasses import replace
from functools import cache

import numpy as np

from jobmatch.codes import Grade
from jobmatch.engine import People, Posts
from jobmatch.market.arrays import make
from jobmatch.weights import NEUTRAL, SHARED_DIGITS, Weights

SEED = 7
FULL = Weights(
    version="bench-full", skills=0.5, occupation=0.2, distance=0.2, wage=0.1, wishes=0.0,
    conditions=0.0, unknown=0.0,
)  # fmt: skip
PURE = Weights(
    version="bench-pure", skills=0.7, occupation=0.3, distance=0.0, wage=0.0, wishes=0.0,
    conditions=0.0, unknown=0.0,
)  # fmt: skip
NO_DAY = 2**31 - 1


@cache
def market(people: int, posts: int, kind: str) -> tuple[Posts, People]:
    """Return posts and people for the full score with gates, or for the pure sparse part.

    Wishes, dormitories and moving are left out on both sides, so that a peer can say the whole
    score in its own language; every other gate and part stays.
    """
    weights = FULL if kind == "full" else PURE
    made = make(people, posts, seed=SEED, weights=weights)
    offered = replace(made.posts, dormitory=np.zeros(posts, bool))
    found = replace(
        made.people,
        fact_ptr=np.zeros(people + 1, np.int64),
        fact_kind=np.zeros(0, np.uint8),
        fact_low=np.zeros(0, np.int32),
        fact_high=np.zeros(0, np.int32),
        moves=np.zeros(people, bool),
    )
    if kind == "full":
        return offered, found
    return (
        replace(
            offered,
            minimum_age=np.full(posts, -1, np.int16),
            starts_by=np.full(posts, NO_DAY, np.int32),
            need=np.zeros(posts, np.uint64),
            wage_top=np.full(posts, np.inf),
        ),
        replace(found, radius=np.full(people, np.inf)),
    )


def sample_of(people: People, count: int) -> np.ndarray:
    """Return a seeded sample: everybody of communes drawn by lot, as a night would meet them."""
    dice = np.random.default_rng(SEED)
    communes = dice.permutation(int(people.location.max()) + 1)
    turn = np.empty(len(communes), np.int64)
    turn[communes] = np.arange(len(communes))
    order = np.argsort(turn[people.location], kind="stable")
    return np.sort(order[:count])


def post_features(posts: Posts):
    """Return posts × features: skills, families, and four lengths of occupation code."""
    import scipy.sparse as sparse

    count, skills = len(posts), len(posts.families)
    families = int(posts.families.max()) + 1
    owner = np.repeat(np.arange(count), np.diff(posts.skill_ptr))
    steps = np.diff(SHARED_DIGITS)
    columns = [posts.skill, skills + posts.families[posts.skill]]
    values = [posts.weights.skills * posts.share] * 2
    rows = [owner, owner]
    for digits, step in zip((1, 2, 3, 4), steps, strict=True):
        columns.append(skills + families + _prefix(posts.occupation, digits))
        values.append(np.full(count, posts.weights.occupation * step))
        rows.append(np.arange(count))
    shape = (count, skills + families + 4 * 10_000)
    made = sparse.csr_matrix(
        (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), shape
    )
    made.sum_duplicates()
    return made.astype(np.float32)


def person_features(people: People, posts: Posts, rows: np.ndarray):
    """Return people × features, so that the product with a post's is coverage and occupation.

    Experience is taken at its best for each length of code, which is what makes it a product;
    the market's people have worked in full wherever they worked.
    """
    import scipy.sparse as sparse

    skills, families = len(posts.families), int(posts.families.max()) + 1
    data, columns, at = [], [], []
    for turn, person in enumerate(rows):
        part = _one(people, posts, int(person), skills, families)
        data.extend(part.values())
        columns.extend(part.keys())
        at.extend([turn] * len(part))
    shape = (len(rows), skills + families + 4 * 10_000)
    return sparse.csr_matrix((np.array(data, np.float32), (at, columns)), shape)


def _one(people: People, posts: Posts, person: int, skills: int, families: int):
    first, last = people.skill_ptr[person], people.skill_ptr[person + 1]
    held = [
        (int(skill), float(people.credits[credit]))
        for skill, credit in zip(people.skill[first:last], people.credit[first:last], strict=True)
    ]
    shared: dict[int, float] = {}
    for skill, credit in held:
        family = int(posts.families[skill])
        shared[family] = max(shared.get(family, 0.0), posts.weights.sibling * credit)
    found = {skills + family: worth for family, worth in shared.items()}
    for skill, credit in held:
        beyond = credit - shared[int(posts.families[skill])]
        if beyond > 0:
            found[skill] = max(beyond, found.get(skill, 0.0))
    for at in range(people.work_ptr[person], people.work_ptr[person + 1]):
        for digits in (1, 2, 3, 4):
            code = _prefix(people.work_code[at : at + 1], digits)[0]
            key = skills + families + int(code)
            found[key] = max(found.get(key, 0.0), float(people.work_value[at]))
    return found


def _prefix(codes: np.ndarray, digits: int) -> np.ndarray:
    return (digits - 1) * 10_000 + codes.astype(np.int64) // 10 ** (4 - digits)


def half_wage(posts: Posts) -> np.ndarray:
    """Return half of each wage, which over the wage wanted is that part of the score."""
    return NEUTRAL * posts.wage_low


GRADES = tuple(Grade)
