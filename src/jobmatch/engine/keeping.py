"""Keep the k best while looking, and order them at the end: compiled.

The worst kept pair is the root of a heap. Equal values go to the post with the smaller number, so
that the order in which posts are looked at can never show in the answer.
"""

import numpy as np

from jobmatch.engine.jit import inner, kernel
from jobmatch.engine.rows import Floats, Int32s, Ints


@inner
def is_worse(value_a: float, post_a: int, value_b: float, post_b: int) -> bool:
    """Return whether pair a comes after pair b."""
    return value_a < value_b or (value_a == value_b and post_a > post_b)


@inner
def offer(
    value: float, score: float, post: int, held: int, values: Floats, scores: Floats, posts: Int32s
) -> int:
    """Offer a pair to a heap that holds so many; return how many it holds now."""
    room = len(values)
    if held < room:
        at = held
        while at > 0:
            above = (at - 1) // 2
            if not is_worse(value, post, values[above], posts[above]):
                break
            values[at], scores[at], posts[at] = values[above], scores[above], posts[above]
            at = above
        values[at], scores[at], posts[at] = value, score, post
        return held + 1
    if room and is_worse(values[0], posts[0], value, post):
        _sink(value, score, post, held, values, scores, posts)
    return held


@inner
def _sink(
    value: float, score: float, post: int, held: int, values: Floats, scores: Floats, posts: Int32s
) -> None:
    """Put a pair in the place of the root and let it sink to where it belongs."""
    at = 0
    while True:
        below = 2 * at + 1
        if below >= held:
            break
        right = below + 1
        if right < held and is_worse(values[right], posts[right], values[below], posts[below]):
            below = right
        if not is_worse(values[below], posts[below], value, post):
            break
        values[at], scores[at], posts[at] = values[below], scores[below], posts[below]
        at = below
    values[at], scores[at], posts[at] = value, score, post


@inner
def settle(held: int, values: Floats, scores: Floats, posts: Int32s) -> None:
    """Turn a heap into a list, best first, in place."""
    for last in range(held - 1, 0, -1):
        value, score, post = values[last], scores[last], posts[last]
        values[last], scores[last], posts[last] = values[0], scores[0], posts[0]
        _sink(value, score, post, last, values, scores, posts)


@kernel
def close_ranks(count: Int32s, posts: Int32s, scores: Floats, room: int) -> Ints:
    """Move rows of a table together in place and return where each list begins."""
    indptr = np.zeros(len(count) + 1, np.int64)
    for row in range(len(count)):
        start, end = row * room, indptr[row]
        for at in range(count[row]):
            posts[end + at] = posts[start + at]
            scores[end + at] = scores[start + at]
        indptr[row + 1] = end + count[row]
    return indptr
