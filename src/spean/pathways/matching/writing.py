"""What a night found, on its way into the tables."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

import numpy as np

from jobmatch.clearing.night import Night
from jobmatch.clearing.proposals import Proposals
from spean.jobs import services as jobs
from spean.jobs.models import MatchRun
from spean.pathways.matching.market import Market, Tell

LISTED, AT_A_CENTRE, AT_ONCE = 10, 20, 2_000


def write_prices(run: MatchRun, market: Market, found: Proposals, night: Night) -> None:
    """Write each vacancy's price, and the best of its people at each centre."""
    jobs.keep_prices(run=run, priced=list(_priced(market, found, night)))


def _priced(market: Market, found: Proposals, night: Night) -> Iterator[jobs.Priced]:
    lists, count = found.lists, len(market.vacancies)
    person = np.repeat(np.arange(len(lists)), np.diff(lists.indptr))
    best = np.lexsort((person, -lists.score, lists.post))
    starts = np.searchsorted(lists.post[best], np.arange(count + 1))
    for row, vacancy_id in enumerate(market.vacancies):
        at: dict[UUID, list[tuple[UUID, float]]] = defaultdict(list)
        for edge in best[starts[row] : starts[row + 1]]:
            who = person[edge]
            if len(at[market.centres[who]]) < AT_A_CENTRE:
                at[market.centres[who]].append((market.ids[who], float(lists.score[edge])))
        listed, places = int(starts[row + 1] - starts[row]), market.index.posts.places[row]
        yield jobs.Priced(vacancy_id, float(night.price[row]), listed, int(places), dict(at))


def write_lists(run: MatchRun, market: Market, found: Proposals, night: Night, tell: Tell) -> None:
    """Write everybody's list, from where the run was cut off."""
    short = {one.person: one.reason for one in found.short}
    for start in range(run.stored, len(market.ids), AT_ONCE):
        rows = range(start, min(start + AT_ONCE, len(market.ids)))
        written = [_listed(market, found, night, row, short.get(row, "")) for row in rows]
        jobs.keep_lists(run=run, lists=written)
        tell("lists", rows.stop, len(market.ids))


def _listed(market: Market, found: Proposals, night: Night, row: int, why: str) -> jobs.Listed:
    posts, scores = found.lists.of(row)
    held = market.vacancies[night.post[row]] if night.post[row] >= 0 else None
    named = [market.vacancies[post] for post in posts]
    return jobs.Listed(market.ids[row], list(zip(named, scores.tolist(), strict=True)), held, why)
