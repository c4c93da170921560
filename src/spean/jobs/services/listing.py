"""What a nightly match leaves: its receipt, a price for each vacancy, a list for each person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from spean.accounts.services import audit, one_writer
from spean.core.refs import Ref
from spean.core.writing import insert_many
from spean.jobs.choices import RunState
from spean.jobs.models import MatchRun, PersonList, VacancyList

Scored = tuple[UUID, float]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run is made of; with equal hash, weights and seed two runs are equal."""

    inputs_hash: str
    weights: str
    people: int
    vacancies: int
    places: int


@dataclass(frozen=True, slots=True)
class Priced:
    """One vacancy after the run: price in units of score, on how many lists, and whom it suits.

    `people` are the best of each centre, by the centre's id.
    """

    vacancy_id: UUID
    price: float
    listed: int
    places: int
    people: Mapping[UUID, Sequence[Scored]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listed:
    """One person after the run: posts, the one kept in mind for her, why the list is short."""

    person_id: UUID
    posts: Sequence[Scored]
    held: UUID | None = None
    short: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was reached and what nobody could exceed, in units of score."""

    placed: int
    total: float
    bound: float
    rounds: int


@one_writer()
def begin_run(*, id: UUID, day: date, seed_hash: str, inputs: Inputs) -> MatchRun:
    """Open a run and publish the hash of its seed, before anything is computed."""
    MatchRun.objects.filter(state=RunState.RUNNING).update(state=RunState.FAILED)
    run = MatchRun.objects.create(
        id=id,
        day=day,
        seed_hash=seed_hash,
        inputs_hash=inputs.inputs_hash,
        weights=inputs.weights,
        people=inputs.people,
        vacancies=inputs.vacancies,
        places=inputs.places,
    )
    audit(actor=None, action="jobs.match_begun", on=Ref("match_run", run.id))
    return run


@one_writer()
def keep_prices(*, run: MatchRun, priced: Sequence[Priced]) -> None:
    """Write the price of every vacancy; those written before the run was cut off are replaced."""
    VacancyList.objects.filter(run=run).delete()
    rows = [
        VacancyList(
            run=run,
            vacancy_id=one.vacancy_id,
            people={str(centre): _plain(found) for centre, found in one.people.items()},
            price=one.price,
            listed=one.listed,
            places=one.places,
        )
        for one in priced
    ]
    insert_many(VacancyList, rows)


@one_writer()
def keep_lists(*, run: MatchRun, lists: Sequence[Listed]) -> None:
    """Write the next lists, and how far the run has come: both, or neither."""
    rows = [
        PersonList(
            run=run,
            person_id=one.person_id,
            posts=_plain(one.posts),
            held=one.held,
            short=one.short,
        )
        for one in lists
    ]
    insert_many(PersonList, rows)
    run.stored += len(rows)
    run.save(update_fields=["stored", "updated_at"])


@one_writer()
def finish_run(*, run: MatchRun, seed: str, proof: Proof, now: datetime) -> None:
    """Put a run in force and reveal its seed; the lists of earlier runs go, their receipts stay."""
    run.placed, run.total, run.bound = proof.placed, proof.total, proof.bound
    run.rounds, run.seed = proof.rounds, seed
    run.state, run.finished_at = RunState.DONE, now
    run.save()
    for model in (PersonList, VacancyList):
        model._default_manager.exclude(run=run).delete()
    audit(actor=None, action="jobs.match_done", on=Ref("match_run", run.id))


@one_writer()
def forget_lists() -> None:
    """Take the lists of every run away; receipts stay. Until the next night pages search anew."""
    PersonList.objects.all().delete()
    VacancyList.objects.all().delete()
    audit(actor=None, action="jobs.match_forgotten")


def _plain(scored: Sequence[Scored]) -> list[list[object]]:
    return [[str(key), round(score, 6)] for key, score in scored]
