"""The market cleared: allocation, deferred acceptance, and the whole night.

python -m tools.bench_matching.clearing flow|acceptance|night PEOPLE POSTS
"""

import json
import resource
import sys
import time
from dataclasses import replace

import numpy as np
from tools.bench_matching.market import market
from tools.bench_matching.peers import timed

from jobmatch.clearing.acceptance import accept
from jobmatch.clearing.auction import auction
from jobmatch.clearing.fairness import Fair
from jobmatch.clearing.graph import graph
from jobmatch.clearing.night import solve
from jobmatch.clearing.rounds import USUAL, Plan
from jobmatch.engine import build, top
from jobmatch.market.arrays import make

K = 50
UNIT = 1_000_000
MOST_FOR_MATCHING = 4_000
POSTS_FOR_MATCHING = 400
NIGHT_SEED = 13
MANY = 1_000_000
LARGE = Plan(target=1e-2, rounds=2, guess=1.0, listed=12, found=8, width=32)
"""A million people: prices guessed with care, for a round over all is what costs most."""


def _candidates(people_count, posts_count):
    posts, people = market(people_count, posts_count, "full")
    return graph(top(build(posts), people, K), posts.places)


def _strict(candidates):
    """Return the same graph without equal scores, which each engine would draw in its own way."""
    rank = np.empty(candidates.edges, np.float32)
    rank[np.argsort(candidates.score, kind="stable")] = np.arange(1, candidates.edges + 1)
    return replace(candidates, score=rank)


def flow(people_count, posts_count):
    """The auction beside the exact optimum of OR-tools on the same graph."""
    from ortools.graph.python import min_cost_flow

    candidates = _candidates(people_count, posts_count)
    auction(candidates)
    own, found = timed(lambda: auction(candidates))
    n, m = candidates.people, candidates.posts
    person = np.repeat(np.arange(n), np.diff(candidates.indptr))
    cost = -np.rint(candidates.score.astype(np.float64) * UNIT).astype(np.int64)
    source, sink = n + m, n + m + 1
    # The last arc is for those who stay without a post, which is worth nothing.
    tail = np.concatenate((person, np.full(n, source), np.arange(n, n + m), [source]))
    head = np.concatenate((n + candidates.post, np.arange(n), np.full(m, sink), [sink]))
    room = np.concatenate((np.ones(len(person)), np.ones(n), candidates.places, [n]))
    price = np.concatenate((cost, np.zeros(n + m + 1, np.int64)))

    def work():
        solver = min_cost_flow.SimpleMinCostFlow()
        solver.add_arcs_with_capacity_and_unit_cost(tail, head, room.astype(np.int64), price)
        supply = np.zeros(n + m + 2, np.int64)
        supply[source], supply[sink] = n, -n
        solver.set_nodes_supplies(np.arange(n + m + 2), supply)
        solver.solve()
        return -solver.optimal_cost() / UNIT

    peer, best = timed(work, runs=3)
    share = found.certificate.total / best
    return {"auction": peer / own, "auction_share": share, "ours": own, "peer": peer}


def acceptance(people_count, posts_count):
    """Deferred acceptance beside `matching`, on strict preferences and a size it can hold."""
    from matching.games import HospitalResident

    sys.setrecursionlimit(100_000)
    people_count = min(people_count, MOST_FOR_MATCHING)
    candidates = _strict(_candidates(people_count, min(posts_count, POSTS_FOR_MATCHING)))
    accept(candidates, seed="bench")
    own, found = timed(lambda: accept(candidates, seed="bench"))
    residents, hospitals = {}, {}
    pairs = {}
    for person in range(candidates.people):
        first, last = candidates.indptr[person], candidates.indptr[person + 1]
        order = first + np.argsort(-candidates.score[first:last], kind="stable")
        listed = [f"v{post}" for post in candidates.post[order]]
        if listed:
            residents[f"p{person}"] = listed
        for at in range(first, last):
            pairs.setdefault(f"v{candidates.post[at]}", []).append((-candidates.score[at], person))
    for post, rated in pairs.items():
        hospitals[post] = [f"p{person}" for _, person in sorted(rated)]
    places = {post: int(candidates.places[int(post[1:])]) for post in hospitals}
    began = time.process_time()
    game = HospitalResident.create_from_dictionaries(residents, hospitals, places)
    held = {
        player.name: hospital.name for hospital, players in game.solve().items()
        for player in players
    }  # fmt: skip
    peer = time.process_time() - began
    ours = {f"p{at}": f"v{post}" for at, post in enumerate(found.post) if post >= 0}
    same = float(np.mean([held.get(name) == ours.get(name) for name in {*held, *ours}]))
    return {"acceptance": peer / own, "acceptance_same": same, "ours": own, "peer": peer}


def night(people_count, posts_count):
    """The whole night, once: top-k, auction, priced rounds, bonuses by province and sex, proof."""
    made = make(people_count, posts_count, seed=NIGHT_SEED)
    groups = (made.groups.province * 2 + made.groups.woman).astype("U4")
    began, clock = time.process_time(), time.perf_counter()

    def tell(line):
        gap = (line.bound - line.total) / line.bound if line.bound else 0.0
        spent = time.process_time() - began
        print(f"  round {line.number}: gap {gap:.1e}, {spent:,.0f} s", file=sys.stderr, flush=True)

    plan = LARGE if people_count >= MANY else USUAL
    fair = Fair(groups=groups)
    solved = solve(build(made.posts), made.people, plan=plan, fair=fair, tell=tell)
    # Bonuses lift what is proved without changing what is missing: the true scores are stricter.
    missing = max(0.0, solved.certificate.bound - solved.certificate.total)
    said = {
        "gap_WHICH": missing / (solved.total + missing),
        "gap_with_bonuses": solved.certificate.gap,
        "cpu_s": time.process_time() - began,
        "wall_s": time.perf_counter() - clock,
        "matched": solved.matched / max(1, people_count),
        "bonuses_cost": solved.bonuses.cost,
    }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    said["night_memory" if people_count >= MANY else "peak_gb"] = peak
    return said


if __name__ == "__main__":
    measure = {"flow": flow, "acceptance": acceptance, "night": night}[sys.argv[1]]
    print(json.dumps(measure(int(sys.argv[2]), int(sys.argv[3]))))
