"""The candidate graph: who could take which post, and how good that would be.

People and posts are rows counted from 0. A graph holds for every person the posts in question,
each once; what is not in it can never be allocated.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from jobmatch.checks import BadValue
from jobmatch.clearing.compiled import loop

Ints = NDArray[np.int64]
Posts = NDArray[np.int32]
Scores = NDArray[np.float32]
Floats = NDArray[np.float64]

HIGHEST_SCORE = 1e6
LIMIT = 2**31 - 1


class Rows(Protocol):
    """Lists of posts in compressed rows, as the engine returns them."""

    @property
    def indptr(self) -> Any:
        """Return where each person's row begins, int64[n + 1]."""

    @property
    def post(self) -> Any:
        """Return the posts, int32[e]."""

    @property
    def score(self) -> Any:
        """Return the scores, float[e]."""


class Found(NamedTuple):
    """Lists of posts with scores of any precision."""

    indptr: Ints
    post: Posts
    score: NDArray[Any]


@dataclass(frozen=True, slots=True)
class Graph:
    """Candidates in compressed rows: `post[indptr[i]:indptr[i + 1]]` are the posts of person i.

    `score` is kept in single precision (a rounding of at most 6e-8 of its size), which halves the
    memory of a national market; totals are summed in double precision. `places` are the free
    places of each post, int64[m].
    """

    indptr: Ints
    post: Posts
    score: Scores
    places: Ints

    @property
    def people(self) -> int:
        """Return the number of people."""
        return len(self.indptr) - 1

    @property
    def posts(self) -> int:
        """Return the number of posts."""
        return len(self.places)

    @property
    def edges(self) -> int:
        """Return the number of candidate pairs."""
        return len(self.post)


def graph(rows: Rows, places: Any) -> Graph:
    """Check candidate lists and places, and return them as a graph.

    :raises BadValue: for the first row that cannot be meant, naming it
    """
    checked = Graph(
        _whole("indptr", rows.indptr, np.int64),
        _whole("post", rows.post, np.int32),
        np.ascontiguousarray(rows.score, dtype=np.float32),
        _places(places),
    )
    _shape(checked)
    _fault(checked, *_first_fault(checked.indptr, checked.post, checked.score, checked.posts))
    return checked


def _whole(field: str, values: Any, kind: Any) -> Any:
    array = np.asarray(values)
    if array.ndim != 1:
        raise BadValue("graph", field, "must be one row of numbers")
    if array.size and array.dtype.kind not in "iu":
        raise BadValue("graph", field, f"must hold whole numbers, not {array.dtype}")
    if array.size and (int(array.max()) > np.iinfo(kind).max or int(array.min()) < -LIMIT):
        raise BadValue("graph", field, "holds a number that is too large")
    return np.ascontiguousarray(array, dtype=kind)


def _places(values: Any) -> Ints:
    places: Ints = _whole("places", values, np.int64)
    wrong = np.flatnonzero(places < 0)
    if wrong.size:
        row = int(wrong[0])
        raise BadValue(f"post row {row}", "places", f"must be 0 or more, not {places[row]}")
    return places


def _shape(found: Graph) -> None:
    indptr = found.indptr
    if not len(indptr) or indptr[0] != 0 or indptr[-1] != len(found.post):
        raise BadValue("graph", "indptr", "must run from 0 to the number of pairs")
    if found.score.shape != found.post.shape:
        raise BadValue("graph", "score", "must have one number for each pair")
    falls = np.flatnonzero(np.diff(indptr) < 0)
    if falls.size:
        raise BadValue(f"person row {falls[0]}", "indptr", "must not fall")
    if found.people > LIMIT or found.posts > LIMIT:
        raise BadValue("graph", "indptr", f"must not hold more than {LIMIT} rows")


PROBLEMS = {
    1: ("post", "is not a row of the market: {}"),
    2: ("score", "must be a finite number, not {}"),
    3: ("post", "is there twice: {}"),
}


def _fault(found: Graph, kind: int, person: int, edge: int) -> None:
    if kind:
        field, problem = PROBLEMS[kind]
        value = getattr(found, field)[edge]
        raise BadValue(f"person row {person}", field, problem.format(value))


@loop
def _first_fault(indptr: Ints, post: Posts, score: Scores, posts: int) -> tuple[int, int, int]:
    seen = np.full(posts, -1, np.int64)
    for person in range(len(indptr) - 1):
        for edge in range(indptr[person], indptr[person + 1]):
            where = post[edge]
            if where < 0 or where >= posts:
                return 1, person, edge
            # A NaN fails every comparison, so it is asked what a number is, not what it is not.
            if not abs(score[edge]) <= HIGHEST_SCORE:
                return 2, person, edge
            if seen[where] == person:
                return 3, person, edge
            seen[where] = person
    return 0, 0, 0


@loop
def columns(indptr: Ints, post: Posts, score: Scores, posts: int) -> tuple[Ints, Posts, Scores]:
    """Turn rows into columns: for each post the people who could take it, and the scores."""
    start = np.zeros(posts + 1, np.int64)
    for edge in range(len(post)):
        start[post[edge] + 1] += 1
    for column in range(posts):
        start[column + 1] += start[column]
    place = start[:-1].copy()
    person_of = np.empty(len(post), np.int32)
    score_of = np.empty(len(post), np.float32)
    for person in range(len(indptr) - 1):
        for edge in range(indptr[person], indptr[person + 1]):
            spot = place[post[edge]]
            person_of[spot] = person
            score_of[spot] = score[edge]
            place[post[edge]] = spot + 1
    return start, person_of, score_of
