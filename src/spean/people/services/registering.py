"""Register a person: everything of her first talk in one transaction, or nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spean.accounts.models import User
from spean.accounts.services import audit_many, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.core.writing import insert_many, insert_values
from spean.directory.models import Area, Centre
from spean.directory.perms import Scope, scope_of
from spean.directory.services import issue_client_numbers
from spean.people.contracts import Intake, JobFacts, ReturnFacts
from spean.people.models import (
    ConsentText,
    ContactPoint,
    Household,
    JobAbroad,
    Person,
    Return,
    SensitiveDetails,
)
from spean.people.selectors import (
    consent_texts,
    identity_keys,
    identity_of_intake,
    people_visible_to,
)
from spean.people.services import drafting
from spean.people.services.checking import checked, refuse
from spean.people.services.consent import (
    ScopeValues,
    consent_rows,
    insert_scopes,
    require_decision,
    text_of,
)
from spean.people.services.indexing import Index, tokens_of
from spean.people.services.sealing import new_key_for, seal_with


class AlreadyRegistered(DomainError):
    """This form was sent before, by somebody else."""

    code = "already-registered"
    message = gettext_lazy("This form was already sent by somebody else.")


@dataclass(slots=True)
class _Rows:
    """Unsaved rows by the order in which they must be written."""

    rows: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    tasks: list[tuple[UUID, UUID]] = field(default_factory=list)
    scopes: list[ScopeValues] = field(default_factory=list)
    index: Index = field(default_factory=Index)

    def add(self, *rows: models.Model) -> None:
        for row in rows:
            self.rows.setdefault(type(row), []).append(row)

    def save(self) -> None:
        for model in sorted(self.rows, key=_depth):
            insert_many(model, self.rows[model])
        insert_values(JobAbroad.tasks.through, ("jobabroad_id", "skill_id"), self.tasks)
        insert_scopes(self.scopes)
        self.index.save()


@dataclass(slots=True)
class _About:
    """What is the same for everybody who is registered at once, read once."""

    actor: User
    today: date
    areas: dict[UUID, Area]
    centres: dict[UUID, Centre]
    texts: list[ConsentText]


def _depth(model: type[models.Model]) -> int:
    order = ["Household", "Person", "Consent", "Return", "JobAbroad"]
    return order.index(model.__name__) if model.__name__ in order else len(order)


def register(*, actor: User, intake: Intake, today: date) -> Person:
    """Register a person with everything her intake carries; sending it twice registers once.

    :raises NotAllowed: if the actor may not register at this centre
    :raises ConsentMissing: if the person did not allow a record and there is no emergency
    :raises WrongInput: with a sentence for each field that cannot be kept
    :raises AlreadyRegistered: if somebody else sent this very form
    """
    return register_many(actor=actor, intakes=[intake], today=today)[0]


def register_many(*, actor: User, intakes: Sequence[Intake], today: date) -> list[Person]:
    """Register several people in one transaction with few writes: all of them, or none.

    Give a few hundred at a time. Households shared through `household_of_id` must be known before.

    :raises NotAllowed: if the actor may not register at one of the centres
    :raises ConsentMissing: if somebody did not allow a record and there is no emergency
    :raises WrongInput: with a sentence for each field that cannot be kept
    :raises AlreadyRegistered: if somebody else sent one of these forms
    """
    with one_writer():
        known = _known(actor, [intake.id for intake in intakes])
        fresh = {intake.id: intake for intake in intakes if intake.id not in known}
        given = _areas(fresh.values()), _centres(fresh.values()), consent_texts()
        about = _About(actor, today, *given)
        rows = _Rows()
        for intake in fresh.values():
            known[intake.id] = _drafted(rows, about, intake)
        _number_and_index(rows, about, [(known[id], intake) for id, intake in fresh.items()])
        rows.save()
        acts = [(Ref("person", id), _words_of(known[id])) for id in fresh]
        audit_many(actor=actor, action="people.registered", acts=acts)
    return [known[intake.id] for intake in intakes]


def _words_of(person: Person) -> dict[str, str]:
    return {"channel": person.channel, "client_type": person.client_type}


def _known(actor: User, ids: Iterable[UUID]) -> dict[UUID, Person]:
    known = Person.objects.in_bulk(list(ids))
    if any(person.registered_by_id != actor.pk for person in known.values()):
        raise AlreadyRegistered
    return known


def _areas(intakes: Iterable[Intake]) -> dict[UUID, Area]:
    wanted = {one.area_id for one in intakes}
    wanted |= {one.permanent_area_id for one in intakes if one.permanent_area_id}
    return Area.objects.in_bulk(wanted)


def _centres(intakes: Iterable[Intake]) -> dict[UUID, Centre]:
    return Centre.objects.in_bulk({intake.centre_id for intake in intakes})


def _drafted(rows: _Rows, about: _About, intake: Intake) -> Person:
    actor, today = about.actor, about.today
    centre = about.centres.get(intake.centre_id)
    if centre is None or scope_of(actor, "people.register", centre.pk) < Scope.CENTRE:
        raise NotAllowed
    require_decision(intake.consent)
    _require_areas(intake, about.areas)
    person = drafting.person_of(intake, today)
    person.registered_by = actor
    person.assigned_to_id = intake.assigned_to_id or _responsible(actor, centre)
    person.household = _household(rows, actor, intake)
    key_row, key = new_key_for(person)
    text = text_of(intake.consent, about.texts)
    consent, scopes = consent_rows(actor, person, intake.consent, text)
    rows.add(person, key_row, *drafting.contacts_of(person, intake.contacts), consent)
    rows.scopes += scopes
    _add_parts(rows, person, key, (intake, today))
    return person


def _number_and_index(rows: _Rows, about: _About, new: Sequence[tuple[Person, Intake]]) -> None:
    """Give each person a number of her centre, and what she is found by.

    The numbers come last: a refused form uses none up.
    """
    of_centre = Counter(person.centre_id for person, _intake in new)
    numbers = {
        key: iter(issue_client_numbers(about.centres[key], about.today, count))
        for key, count in of_centre.items()
    }
    phones = defaultdict(list)
    for contact in rows.rows.get(ContactPoint, []):
        phones[contact.person_id].append(contact.number)
    for person, intake in new:
        person.client_number = next(numbers[person.centre_id])
        identity = identity_of_intake(intake, about.areas[intake.area_id].code)
        rows.index.add(person, tokens_of(person, phones[person.pk]), identity_keys(identity))


def _require_areas(intake: Intake, areas: dict[UUID, Area]) -> None:
    for name in ("area_id", "permanent_area_id"):
        wanted = getattr(intake, name)
        if wanted is not None and wanted not in areas:
            refuse(name, _("Please choose a place from the list."))


def _responsible(actor: User, centre: Centre) -> UUID | None:
    """Return the actor if her role may keep a file; a volunteer hands it to the centre."""
    may_keep = scope_of(actor, "people.sensitive", centre.pk) >= Scope.ASSIGNED
    return actor.pk if may_keep else None


def _household(rows: _Rows, actor: User, intake: Intake) -> Household | None:
    if intake.household_of_id is not None:
        other = people_visible_to(actor).filter(pk=intake.household_of_id).first()
        if other is None:
            raise NotAllowed
        if other.household is not None:
            return other.household
        shared = Household(**checked(Household, _household_values(intake)))
        shared.save(force_insert=True)
        Person.objects.filter(pk=other.pk).update(household=shared)
        return shared
    if intake.household is None:
        return None
    household = Household(**checked(Household, _household_values(intake)))
    rows.add(household)
    return household


def _household_values(intake: Intake) -> dict[str, Any]:
    return asdict(intake.household) if intake.household else {}


def _add_parts(rows: _Rows, person: Person, key: bytes, given: tuple[Intake, date]) -> None:
    intake, today = given
    rows.add(*(drafting.document_of(person, key, document) for document in intake.documents))
    rows.add(*drafting.emergency_contacts_of(person, intake.in_emergency))
    _add_sensitive(rows, person, key, intake)
    for episode in intake.returns:
        _add_return(rows, person, key, (episode, today))


def _add_sensitive(rows: _Rows, person: Person, key: bytes, intake: Intake) -> None:
    if intake.sensitive is None:
        return
    values = drafting.sensitive_values(intake.sensitive)
    sealed = seal_with(key, person.pk, values, context=f"sensitive:{person.pk}")
    rows.add(SensitiveDetails(person=person, sealed=sealed))


def _add_return(rows: _Rows, person: Person, key: bytes, facts: tuple[ReturnFacts, date]) -> None:
    given, today = facts
    values, sealed = drafting.return_values(given, today)
    episode = Return(person=person, **values)
    if given.id:
        episode.id = given.id
    if drafting.is_filled(sealed):
        episode.sealed = seal_with(key, person.pk, sealed, context=f"return:{episode.pk}")
    rows.add(episode)
    for job in given.jobs:
        _add_job(rows, episode, key, job)


def _add_job(rows: _Rows, episode: Return, key: bytes, facts: JobFacts) -> None:
    values, sealed = drafting.job_values(facts)
    job = JobAbroad(episode=episode, **values)
    if facts.id:
        job.id = facts.id
    if drafting.is_filled(sealed):
        job.sealed = seal_with(key, episode.person_id, sealed, context=f"job_abroad:{job.pk}")
    rows.add(job)
    rows.tasks += [(job.pk, task) for task in dict.fromkeys(facts.task_ids)]
