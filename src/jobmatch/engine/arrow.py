"""One block of people against a whole index, as an Arrow batch: what an engine of many machines
maps over its partitions (Dask `map_blocks`, Spark `mapInArrow`), with the index sent to each once.
"""

from typing import Any

import numpy as np

from jobmatch.engine.index import Index
from jobmatch.engine.searching import top
from jobmatch.engine.values import People
from jobmatch.reading import BadFile


def match_block(
    index: Index,
    people: People,
    *,
    k: int = 10,
    prices: Any = None,
    threads: int | None = 1,
) -> Any:
    """Return the lists of a block of people as a `pyarrow.RecordBatch`.

    Columns: `person` and `post` (ids as text), `rank` (int32 from 1), `score` (float64). Blocks
    put together in any way give the lists of the whole, since nobody's list depends on another's.

    :raises BadFile: if pyarrow is not installed
    """
    try:
        import pyarrow
    except ModuleNotFoundError as fault:
        raise BadFile("match_block needs pyarrow, which is not installed.") from fault
    lists = top(index, people, k, prices=prices, threads=threads)
    lengths = np.diff(lists.indptr)
    rank = np.arange(len(lists.post)) - np.repeat(lists.indptr[:-1], lengths) + 1
    names = np.empty(len(index), object)
    names[:] = [str(id) for id in index.names]
    columns = {
        "person": np.repeat(people.ids.astype(str).astype(object), lengths),
        "rank": rank.astype(np.int32),
        "post": names[lists.post],
        "score": lists.score,
    }
    kinds = (pyarrow.string(), pyarrow.int32(), pyarrow.string(), pyarrow.float64())
    arrays = [
        pyarrow.array(column, kind) for column, kind in zip(columns.values(), kinds, strict=True)
    ]
    return pyarrow.RecordBatch.from_arrays(arrays, names=list(columns))


def block_of(people: People, rows: slice) -> People:
    """Return some neighbouring people as a block of their own."""
    first, last, _ = rows.indices(len(people))
    cut = {}
    for ptr, columns in RAGGED.items():
        at = getattr(people, ptr)[first : last + 1]
        cut[ptr] = at - at[0]
        for name in columns:
            cut[name] = getattr(people, name)[at[0] : at[-1]]
    for name in PLAIN:
        cut[name] = getattr(people, name)[first:last]
    return People(credits=people.credits, locations=people.locations, weights=people.weights, **cut)


RAGGED = {
    "skill_ptr": ("skill", "credit"),
    "work_ptr": ("work_code", "work_digits", "work_value"),
    "fact_ptr": ("fact_kind", "fact_low", "fact_high"),
}
PLAIN = (
    "ids",
    "location",
    "radius",
    "moves",
    "dormitory",
    "free_from",
    "wage_wanted",
    "wage_floor",
    "age",
    "have",
    "have_more",
)
