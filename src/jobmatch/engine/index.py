"""Posts made searchable: in an order that keeps like beside like, cut into blocks."""

from dataclasses import dataclass

import numpy as np

from jobmatch.engine.blocks import Blocks, blocks_of, cheapest
from jobmatch.engine.ground import FEW
from jobmatch.engine.market import Market, Offered
from jobmatch.engine.ordering import order_of
from jobmatch.engine.rows import Floats, Int32s, PostRows
from jobmatch.engine.shaping import post_rows
from jobmatch.engine.values import People, Posts

SMALL = 3_000
"""Posts below which every post is its own block: an inverted index."""

BLOCK = 16
"""Posts a block at most, beyond that."""


@dataclass(frozen=True, eq=False)
class Index:
    """Posts made searchable; `posts` are those that were given, numbered as they were given.

    Where no more than `few` posts are in reach of a person, they are looked at one by one.
    """

    posts: Posts
    rows: PostRows
    blocks: Blocks
    few: int = FEW

    def market(self, people: People, prices: Floats, floors: Floats) -> Market:
        """Return what a search reads; `prices` by the post's number, `floors` by person."""
        price = prices[self.rows.number]
        offered = Offered(price, cheapest(price, self.blocks), floors)
        return Market(
            people.rows, self.rows, self.posts.world, self.posts.rules, self.blocks, offered
        )


def build(posts: Posts, *, block: int | None = None) -> Index:
    """Make posts searchable. Closed ones are left out: no list can hold them.

    `block` is the most posts a block may hold; without it the size of the market decides.
    """
    live: Int32s = np.flatnonzero(posts.is_open & (posts.places > 0)).astype(np.int32)
    rows = post_rows(posts, posts.world, order_of(posts.rows, live))
    most = block or (1 if len(live) < SMALL else BLOCK)
    return Index(posts, rows, blocks_of(rows, posts.world, most))
