"""One person at a time: what the counsellor waits for.

python -m tools.bench_matching.one POSTS CALLS
"""

import json
import sys
import time

import numpy as np
from tools.bench_matching.market import market

from jobmatch.engine import build, top

PEOPLE = 20_000


def main(posts_count: int, calls: int) -> None:
    """Time the first call of a started process by itself, then each of many."""
    posts, people = market(PEOPLE, posts_count, "full")
    index = build(posts)
    rows = np.random.default_rng(1).integers(0, len(people), calls + 1)
    spent = []
    for row in rows:
        began = time.perf_counter()
        top(index, people, 50, rows=np.array([row]), threads=1)
        spent.append((time.perf_counter() - began) * 1e3)
    first, rest = spent[0], np.array(spent[1:])
    said = {
        "first": first,
        "p50": float(np.percentile(rest, 50)),
        "p99": float(np.percentile(rest, 99)),
        "most": float(rest.max()),
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
