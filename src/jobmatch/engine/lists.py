"""The answer of a search: for each person the best posts, best first."""

from dataclasses import dataclass

import numpy as np

from jobmatch.engine.rows import Floats, Int32s, Ints


@dataclass(frozen=True, eq=False)
class Lists:
    """Each person's best posts.

    The list of person i is `post[indptr[i]:indptr[i + 1]]` (numbers of posts in the order the
    caller gave them), with `score` beside it: the true score between 0 and 1, without a price.
    A list is ordered by score less price, descending, then by the post's number.

    `indptr`: int64[n + 1]. `post`: int32[e]. `score`: float64[e].
    """

    indptr: Ints
    post: Int32s
    score: Floats

    def __len__(self) -> int:
        return len(self.indptr) - 1

    def of(self, person: int) -> tuple[Int32s, Floats]:
        """Return the posts and the scores of one person."""
        part = slice(int(self.indptr[person]), int(self.indptr[person + 1]))
        return self.post[part], self.score[part]

    def same_as(self, other: "Lists") -> bool:
        """Return whether two answers are the same to the last bit."""
        return (
            self.indptr.tobytes() == other.indptr.tobytes()
            and self.post.tobytes() == other.post.tobytes()
            and self.score.tobytes() == other.score.tobytes()
        )


def joined(parts: list[Lists]) -> Lists:
    """Put the lists of people after one another."""
    lengths = [np.diff(part.indptr) for part in parts]
    indptr = np.concatenate(([0], np.cumsum(np.concatenate(lengths or [np.zeros(0, np.int64)]))))
    return Lists(
        indptr.astype(np.int64),
        np.concatenate([part.post for part in parts] or [np.zeros(0, np.int32)]),
        np.concatenate([part.score for part in parts] or [np.zeros(0)]),
    )
