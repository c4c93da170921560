"""Guess prices from samples of people, so that the first search of everybody already knows them.

A market nobody has cleared yet has no prices, and searching everybody without prices finds the
same few posts for all. So small samples are asked one after the other. Each person of a sample
wants a post with a chance that grows with score - price (the logit demand of Choo and Siow 2006),
what all would want is compared with the places, and prices move by the logarithm of the ratio.
The guess decides nothing: the rounds that follow prove themselves at whatever prices they have.
"""

from collections.abc import Callable

import numpy as np

from jobmatch.clearing.graph import Floats, Ints, Rows

Ask = Callable[[int, Floats, Ints], Rows]
"""Ask(k, prices, rows): the k best posts by score - price of these people."""

STEPS = 40
WANTED = 16
FIRST_STEP, LAST_STEP = 0.08, 0.01
FIRST_CHOICE, LAST_CHOICE = 0.05, 0.01
MEMORY = 0.7
MOST = 2.0


def guess(ask: Ask, places: Ints, people: int, *, share: float) -> Floats:
    """Return prices found by asking `share` of the people, taken in their order in equal parts.

    `share` may exceed 1: then people are asked again. The order is drawn by lot beforehand.
    """
    price = np.zeros(len(places))
    size = max(1, int(share * people / STEPS))
    demand, highest = np.zeros(len(places)), 0.0
    room = np.maximum(places, 1e-9)
    for step in range(STEPS):
        done = step / (STEPS - 1)
        choice = FIRST_CHOICE * (LAST_CHOICE / FIRST_CHOICE) ** done
        move = FIRST_STEP * (LAST_STEP / FIRST_STEP) ** done
        rows = np.arange(step * size, (step + 1) * size, dtype=np.int64) % people
        found = ask(WANTED, price, np.unique(rows))
        wanted = _wanted(found, price, choice, len(places)) * (people / size)
        demand = wanted if step == 0 else MEMORY * demand + (1 - MEMORY) * wanted
        ratio = np.log((demand + 1.0) / (room + 1.0))
        highest = max(highest, float(np.max(found.score, initial=0.0)))
        price = np.clip(price + move * np.clip(ratio, -MOST, MOST), 0.0, highest)
    return price


def _wanted(found: Rows, price: Floats, choice: float, posts: int) -> Floats:
    """Return how many of these people would want each post; staying out is always a choice."""
    indptr, post = np.asarray(found.indptr), np.asarray(found.post)
    if not len(post):
        return np.zeros(posts)
    gain = np.asarray(found.score) - price[post]
    owner = np.repeat(np.arange(len(indptr) - 1), np.diff(indptr))
    best = np.zeros(len(indptr) - 1)
    np.maximum.at(best, owner, gain)
    weight = np.exp((gain - best[owner]) / choice)
    whole = np.bincount(owner, weight, len(best)) + np.exp(-best / choice)
    wanted = np.bincount(post, weight / whole[owner], posts)
    return wanted.astype(np.float64)
