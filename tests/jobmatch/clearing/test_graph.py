from types import SimpleNamespace

import numpy as np
import pytest

from jobmatch import BadValue
from jobmatch.clearing.graph import graph


def rows(**changes):
    values = {"indptr": [0, 2, 3], "post": [0, 1, 1], "score": [0.9, 0.5, 0.4], **changes}
    return SimpleNamespace(**{name: np.array(value) for name, value in values.items()})


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"score": [0.9, float("nan"), 0.4]}, "person row 0: score must be a finite number"),
        ({"score": [0.9, 0.5, float("inf")]}, "person row 1: score must be a finite number"),
        ({"score": [0.9, 0.5]}, "graph: score must have one number for each pair"),
        ({"post": [0, 0, 1]}, "person row 0: post is there twice: 0"),
        ({"post": [0, 1, 2]}, "person row 1: post is not a row of the market: 2"),
        ({"post": [0, -1, 1]}, "person row 0: post is not a row of the market: -1"),
        ({"post": [0, 1, 2**40]}, "graph: post holds a number that is too large"),
        ({"post": [0.0, 1.0, 1.0]}, "graph: post must hold whole numbers"),
        ({"indptr": [0, 3, 2]}, "graph: indptr must run from 0"),
        ({"indptr": [0, 4, 2, 3]}, "person row 1: indptr must not fall"),
        ({"indptr": [[0, 3]]}, "graph: indptr must be one row of numbers"),
        ({"indptr": []}, "graph: indptr must run from 0"),
    ],
)
def test_a_graph_that_cannot_be_meant_is_refused_by_its_row(changes, problem):
    with pytest.raises(BadValue, match=problem):
        graph(rows(**changes), [1, 1])


def test_a_negative_number_of_places_is_refused_by_its_row():
    with pytest.raises(BadValue, match="post row 1: places must be 0 or more, not -3"):
        graph(rows(), [1, -3])


def test_a_million_million_places_are_taken_as_they_are():
    assert graph(rows(), [10**12, 1]).places.tolist() == [10**12, 1]
