"""Posts made searchable: in an order that keeps like beside like, cut into blocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from jobmatch.engine.blocks import Blocks, beside_the_way, blocks_of, cheapest
from jobmatch.engine.brute import Plain
from jobmatch.engine.market import Market, Offered
from jobmatch.engine.ordering import order_of
from jobmatch.engine.rows import Floats, Int32s, PostRows
from jobmatch.engine.shaping import post_rows
from jobmatch.engine.values import People, Posts

SMALL = 20_000
"""Posts below which every post is its own block: an inverted index."""

BLOCK = 16
"""Posts a block at most, beyond that."""

FEW, FEW_OF_MANY = 1024, 2048
"""Posts in reach that are sooner looked at one by one than searched, below `SMALL` and beyond."""


def _no_numbers() -> Int32s:
    return np.zeros(0, np.int32)


@dataclass(frozen=True, eq=False)
class Index:
    """Posts made searchable; `posts` are those that were given, `numbers` what lists call them.

    Where no more than `few` posts are in reach of a person, they are looked at one by one.
    `struck` are the numbers that no longer hold in `posts`; `fresh` are rows put in since, called
    `fresh_numbers`. `names` leads from every id ever known to its number, `withdrawn` are the
    numbers of posts that are gone.
    """

    posts: Posts
    rows: PostRows
    blocks: Blocks
    numbers: Int32s
    names: Mapping[Any, int]
    block: int
    few: int
    struck: Int32s = field(default_factory=_no_numbers)
    fresh: Posts | None = None
    fresh_numbers: Int32s = field(default_factory=_no_numbers)
    withdrawn: frozenset[int] = frozenset()

    def __len__(self) -> int:
        """Return how many numbers were ever given out: prices have that length."""
        return max(len(self.names), int(self.numbers.max(initial=-1)) + 1)

    def market(self, people: People, prices: Floats, floors: Floats) -> Market:
        """Return what a search reads; `prices` by the post's number, `floors` by person."""
        price = prices[self.rows.number]
        beside = beside_the_way(price, self.posts.rules.conditions * self.rows.conditions)
        offered = Offered(price, beside, cheapest(price, self.blocks), floors)
        return Market(
            people.rows, self.rows, self.posts.world, self.posts.rules, self.blocks, offered
        )

    def beside(self, people: People, prices: Floats, floors: Floats) -> Plain | None:
        """Return what a search of the fresh rows reads, or `None` where there are none."""
        fresh = self.fresh
        if fresh is None:
            return None
        rows = fresh.rows._replace(number=self.fresh_numbers)
        price = prices[self.fresh_numbers]
        return Plain(people.rows, rows, fresh.world, fresh.rules, price, floors)

    def renumbered(self, numbers: Int32s) -> "Index":
        """Return the index with other numbers for its rows, ascending as the rows are."""
        rows = self.rows._replace(number=numbers[self.rows.number])
        return replace(self, rows=rows, numbers=numbers)


def build(posts: Posts, *, block: int | None = None) -> Index:
    """Make posts searchable. Closed ones are left out: no list can hold them.

    `block` is the most posts a block may hold; without it the size of the market decides.
    """
    live: Int32s = np.flatnonzero(posts.is_open & (posts.places > 0)).astype(np.int32)
    rows = post_rows(posts, posts.world, order_of(posts.rows, live))
    most = block or (1 if len(live) < SMALL else BLOCK)
    numbers = np.arange(len(posts), dtype=np.int32)
    few = FEW if most == 1 else FEW_OF_MANY
    blocks = blocks_of(rows, posts.world, most)
    return Index(posts, rows, blocks, numbers, Names(posts.ids), most, few)


class Names(Mapping[Any, int]):
    """From an id to its number, made when it is first asked for."""

    def __init__(self, ids: Any) -> None:
        self._ids = ids
        self._numbers: dict[Any, int] | None = None

    def _known(self) -> dict[Any, int]:
        if self._numbers is None:
            self._numbers = {id: at for at, id in enumerate(self._ids.tolist())}
        return self._numbers

    def __getitem__(self, id: Any) -> int:
        return self._known()[id]

    def __iter__(self) -> Any:
        return iter(self._known())

    def __len__(self) -> int:
        return len(self._ids)
