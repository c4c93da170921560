"""The night: everybody who looks for work and every free place, matched at once and written down.

Pages read what it leaves. It may be stopped at any moment: what was in force stays in force, and
the same command on the same day goes on with the lists that are not written yet.
"""

from datetime import datetime
from uuid import uuid4

from django.utils import timezone

from jobmatch.clearing.hashing import digest
from jobmatch.clearing.night import solve
from jobmatch.clearing.proposals import proposals
from jobmatch.clearing.receipts import commitment, inputs_of
from jobmatch.clearing.rounds import USUAL
from spean.jobs import services as jobs
from spean.jobs.models import MatchRun
from spean.jobs.selectors import run_to_resume
from spean.pathways.matching.market import Market, Tell, market_on
from spean.pathways.matching.receipts import keep_receipt, seed_of
from spean.pathways.matching.writing import LISTED, write_lists, write_prices


def match_everybody(*, now: datetime, tell: Tell) -> MatchRun:
    """Match the market of today and put the result in force.

    Nobody's rank among equals is chosen by anybody: it is drawn by a seed that is bound before
    the draw and revealed when the run ends.

    :raises BadValue: if a vacancy or a wish cannot be meant, naming it; nothing is changed
    """
    market = market_on(timezone.localdate(now), tell)
    run, people = _begun(market, now), market.people
    night = solve(
        market.index,
        people,
        seed=seed_of(run.pk),
        tell=lambda one: tell("rounds", one.number, USUAL.rounds),
    )
    found = proposals(night, market.index, people, k=LISTED)
    write_prices(run, market, found, night)
    write_lists(run, market, found, night, tell)
    keep_receipt(run, market, night)
    proof = night.certificate
    reached = jobs.Proof(night.matched, proof.total, proof.bound, len(night.rounds))
    jobs.finish_run(run=run, seed=seed_of(run.pk), proof=reached, now=timezone.now())
    return run


def _begun(market: Market, now: datetime) -> MatchRun:
    """Return the run that was cut off over these very inputs, or a new one."""
    day, id = timezone.localdate(now), uuid4()
    inputs_hash = digest(inputs_of(market.index, market.people))
    people, posts = len(market.ids), market.index.posts
    counts = (people, len(market.vacancies), int(posts.places.sum()))
    inputs = jobs.Inputs(inputs_hash, posts.weights.version, *counts)
    found = run_to_resume(day, inputs_hash)
    return found or jobs.begin_run(id=id, day=day, seed_hash=commitment(seed_of(id)), inputs=inputs)
