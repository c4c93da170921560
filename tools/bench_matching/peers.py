"""One engine, one market, one process: prints its processor time a person as JSON.

python -m tools.bench_matching.peers sparse_dot_topn PEOPLE POSTS SAMPLE
"""

import json
import sys
import time

import numpy as np
from tools.bench_matching.market import market, person_features, post_features, sample_of
from tools.bench_matching.plain import kilometres, of_lists, ordered, rest_of, same

from jobmatch.engine import build, top

K = 50
RUNS = 5


def timed(work, runs=RUNS):
    """Return the median processor time of some runs, and the last answer."""
    spent = []
    for _ in range(runs):
        began = time.process_time()
        answer = work()
        spent.append(time.process_time() - began)
    return float(np.median(spent)), answer


def ours(people, posts, rows):
    """Return our lists for a sample, on one thread, and the time of each run."""
    index = build(posts)
    top(index, people, K, rows=rows[:8], threads=1)
    return timed(lambda: top(index, people, K, rows=rows, threads=1))


def sparse_dot_topn(posts, people, rows):
    """Multiply with its own top-n product, single precision, one thread, sorted."""
    from sparse_dot_topn import sp_matmul_topn

    right = post_features(posts).T.tocsr()
    left = person_features(people, posts, rows)
    spent, found = timed(lambda: sp_matmul_topn(left, right, top_n=K, sort=True, n_threads=1))
    table = np.full((len(rows), K), -np.inf)
    for row in range(len(rows)):
        part = np.sort(found.data[found.indptr[row] : found.indptr[row + 1]])[::-1]
        table[row, : len(part)] = part
    return spent, table


def scipy(posts, people, rows):
    """Multiply, add the dense parts, close the gates and partition, 64 people at a time."""
    right = post_features(posts).T.tocsr()
    left = person_features(people, posts, rows)

    def work():
        parts = []
        for first in range(0, len(rows), 64):
            some = slice(first, first + 64)
            scores = (left[some] @ right).toarray() + rest_of(people, rows[some], posts)
            parts.append(ordered(scores, K))
        return np.concatenate(parts)

    return timed(work)


def _frames(posts, people, rows):
    """Return the market as columns for a database."""
    right, left = post_features(posts).tocoo(), person_features(people, posts, rows).tocoo()
    km = kilometres(people, rows, posts)
    return {
        "asked": {"post": right.row, "feature": right.col, "share": right.data.astype(float)},
        "held": {"person": left.row, "feature": left.col, "worth": left.data.astype(float)},
        "way": {
            "person": np.repeat(np.arange(len(rows)), km.shape[1]),
            "place": np.tile(np.arange(km.shape[1]), len(rows)),
            "km": km.ravel(),
        },
        "post": {
            "post": np.arange(len(posts)),
            "place": posts.location.astype(np.int64),
            "wage": posts.wage_low,
            "wage_top": posts.wage_top,
            "age": posts.minimum_age,
            "starts": posts.starts_by,
            "need": posts.need.astype(np.int64),
        },
        "person": {
            "person": np.arange(len(rows)),
            "wanted": people.wage_wanted[rows],
            "floor": people.wage_floor[rows],
            "years": people.age[rows],
            "free": people.free_from[rows],
            "lacks": (~people.have[rows]).view(np.int64),
            "radius": people.radius[rows],
        },
    }


SCORED = """
WITH open AS (
  SELECT person, post, {distance} * exp(-km / {decay}) + {wage} *
    CASE WHEN {unknown} THEN 0.5 ELSE least(1.0, 0.5 * wage / wanted) END AS rest
  FROM person JOIN way USING (person) JOIN post USING (place)
  WHERE km <= radius AND age <= years AND starts >= free AND wage_top >= floor
    AND (need & lacks) = 0),
fit AS (
  SELECT person, post, sum(share * worth) AS fit
  FROM held JOIN asked USING (feature) GROUP BY person, post)
"""
IN_DUCKDB = """
SELECT person, coalesce(fit, 0) + rest AS score
FROM open LEFT JOIN fit USING (person, post)
QUALIFY row_number() OVER (PARTITION BY person ORDER BY coalesce(fit, 0) + rest DESC) <= {k}
"""
IN_POSTGRES = """
SELECT person, score FROM (
  SELECT person, coalesce(fit, 0) + rest AS score,
    row_number() OVER (PARTITION BY person ORDER BY coalesce(fit, 0) + rest DESC) AS turn
  FROM open LEFT JOIN fit USING (person, post)) AS turned
WHERE turn <= {k}
"""


def _question(posts, unknown, end):
    """Return the whole score as SQL; `unknown` tells how a wage that nobody knows is found."""
    rules = posts.weights
    return (SCORED + end).format(
        distance=rules.distance, decay=rules.decay_km, wage=rules.wage, unknown=unknown, k=K
    )


def duckdb(posts, people, rows):
    """Two joins and a window, all columns in its own tables, one thread."""
    import duckdb as engine
    import pyarrow

    base = engine.connect(config={"threads": 1})
    for name, columns in _frames(posts, people, rows).items():
        table = pyarrow.table(columns)
        base.register("incoming", table)
        base.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
    text = _question(posts, "isnan(wage)", IN_DUCKDB)
    spent, found = timed(lambda: base.execute(text).fetchnumpy(), runs=3)
    return spent, _table(found["person"], found["score"], len(rows))


def postgres(posts, people, rows):
    """The same question to a server of our own: its backend's time, one client, indexes."""
    from tools.bench_matching.postgres import asked

    text = _question(posts, "wage = 'NaN'", IN_POSTGRES)
    found = asked(_frames(posts, people, rows), text)
    if found is None:
        return None
    spent, person, score = found
    return spent, _table(person, score, len(rows))


def polars(posts, people, rows):
    """Joins and a ranked filter, lazily, so that it may put them in its own order."""
    import polars as pl

    frames = {name: pl.DataFrame(c).lazy() for name, c in _frames(posts, people, rows).items()}
    weights = posts.weights
    pay = pl.min_horizontal(pl.lit(1.0), 0.5 * pl.col("wage") / pl.col("wanted"))
    rest = weights.distance * (-pl.col("km") / weights.decay_km).exp() + weights.wage * (
        pl.when(pl.col("wage").is_nan()).then(0.5).otherwise(pay)
    )
    opened = (
        frames["person"]
        .join(frames["way"], on="person")
        .filter(pl.col("km") <= pl.col("radius"))
        .join(frames["post"], on="place")
        .filter(
            (pl.col("age") <= pl.col("years"))
            & (pl.col("starts") >= pl.col("free"))
            & (pl.col("wage_top") >= pl.col("floor"))
            & ((pl.col("need") & pl.col("lacks")) == 0)
        )
        .select("person", "post", rest=rest)
    )
    fit = (
        frames["held"]
        .join(frames["asked"], on="feature")
        .group_by("person", "post")
        .agg(fit=(pl.col("share") * pl.col("worth")).sum())
    )
    query = (
        opened.join(fit, on=["person", "post"], how="left")
        .select("person", score=pl.col("fit").fill_null(0.0) + pl.col("rest"))
        .group_by("person")
        .agg(pl.col("score").top_k(K))
        .explode("score")
    )
    spent, found = timed(query.collect, runs=3)
    return spent, _table(found["person"].to_numpy(), found["score"].to_numpy(), len(rows))


def _table(person, score, count):
    table = np.full((count, K), -np.inf)
    order = np.lexsort((-score, person))
    person, score = person[order], score[order]
    rank = np.arange(len(person)) - np.searchsorted(person, person)
    table[person, rank] = score
    return table


PEERS = {
    "sparse_dot_topn": (sparse_dot_topn, "pure"),
    "scipy": (scipy, "full"),
    "polars": (polars, "full"),
    "duckdb": (duckdb, "full"),
    "postgres": (postgres, "full"),
}


def main(name, people_count, posts_count, sample):
    """Measure a peer and, in the same minute, ourselves, on one sample."""
    peer, kind = PEERS[name]
    posts, people = market(people_count, posts_count, kind)
    rows = sample_of(people, sample)
    before, lists = ours(people, posts, rows)
    answer = peer(posts, people, rows)
    if answer is None:
        print("{}")
        return
    spent, table = answer
    after, _ = ours(people, posts, rows)
    own = (before + after) / 2
    said = {
        "peer": spent / sample * 1e6,
        "ours": own / sample * 1e6,
        "ratio": spent / own,
        "same": same(of_lists(lists, K), table),
        "sample": sample,
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
