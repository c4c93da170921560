"""The same lists without compiled kernels, and under an engine of several processes."""

import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from jobmatch.engine import build, joined, top
from jobmatch.engine.arrow import block_of, match_block
from jobmatch.market.arrays import make

WITHOUT = """
import sys
sys.modules["numba"] = None
import numpy as np
from jobmatch.engine import build, jit, pair_scores, top
from jobmatch.market.arrays import make
assert not jit.HAS_NUMBA
made = make(30, 40, seed=3)
lists = top(build(made.posts), made.people, 5, prices=np.linspace(0, 0.2, 40), threads=1)
np.savez(sys.argv[1], indptr=lists.indptr, post=lists.post, score=lists.score)
"""


def test_without_compiled_kernels_the_lists_are_the_same(tmp_path):
    path = tmp_path / "lists.npz"
    command = [sys.executable, "-c", WITHOUT, str(path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr

    made = make(30, 40, seed=3)
    lists = top(build(made.posts), made.people, 5, prices=np.linspace(0, 0.2, 40))

    with np.load(path) as plain:
        assert np.array_equal(plain["indptr"], lists.indptr)
        assert np.array_equal(plain["post"], lists.post)
        assert np.abs(plain["score"] - lists.score).max() < 2e-9


def test_blocks_of_people_give_the_lists_of_the_whole():
    made = make(50, 60, seed=4)
    index = build(made.posts)

    parts = [top(index, block_of(made.people, slice(at, at + 7)), 4) for at in range(0, 50, 7)]

    assert joined(parts).same_as(top(index, made.people, 4))


def test_a_block_is_an_arrow_batch_with_ids():
    pytest.importorskip("pyarrow")
    made = make(5, 20, seed=5)
    index = build(made.posts)
    lists = top(index, made.people, 3)

    batch = match_block(index, made.people, k=3)

    assert batch.schema.names == ["person", "rank", "post", "score"]
    assert batch.column("score").to_numpy().tobytes() == lists.score.tobytes()
    assert batch.column("post").to_pylist() == [str(made.posts.ids[at]) for at in lists.post]


def slowly(index, people):
    time.sleep(0.3)
    return match_block(index, people, k=4)


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_lists_though_a_worker_is_killed():
    distributed = pytest.importorskip("distributed")
    made = make(160, 60, seed=6)
    index = build(made.posts)
    blocks = [block_of(made.people, slice(at, at + 8)) for at in range(0, 160, 8)]
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        sent = client.scatter(index, broadcast=True)
        futures = [client.submit(slowly, sent, block, pure=False) for block in blocks]
        distributed.wait(futures[:3])
        first = next(iter(cluster.workers.values()))
        os.kill(first.pid, signal.SIGKILL)
        batches = client.gather(futures)

    whole = match_block(index, made.people, k=4)
    assert [row for batch in batches for row in batch.to_pylist()] == whole.to_pylist()
