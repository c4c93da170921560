"""Ask whether two files are one person, and settle it. No file is shown by asking."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy

from namematch import Comparison
from spean.accounts.models import User
from spean.accounts.services import audit, audit_many, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import can
from spean.people import flows
from spean.people.choices import SuspicionState
from spean.people.models import Person, Suspicion
from spean.people.perms import may_edit
from spean.people.selectors import identity_of, likely_among, likely_pairs, people_visible_to
from spean.people.services.checking import checked

_COMPARE = "people.compare_centres"


class NotAskedYet(DomainError):
    """Nobody has asked the other centre about this pair."""

    code = "not-asked-yet"
    message = gettext_lazy("Please ask the other centre first.")


def raise_suspicions(*, actor: User | None, person: Person) -> list[Suspicion]:
    """Note the pairs that the person may form with others; a pair is asked about once."""
    with one_writer():
        identity = identity_of(Person.objects.select_related("area").get(pk=person.pk))
        raised = []
        for other, comparison in likely_pairs(identity, but_not=person.pk):
            first, second = sorted((person, other), key=lambda one: str(one.pk))
            suspicion, is_new = Suspicion.objects.get_or_create(
                first=first,
                second=second,
                defaults=_values(comparison, person.centre_id != other.centre_id),
            )
            if is_new:
                raised.append(suspicion)
                ref = Ref("suspicion", suspicion.pk)
                audit(actor=actor, action="people.suspicion_raised", on=ref)
    return raised


def raise_suspicions_among(*, actor: User | None, newcomers: Sequence[Person]) -> list[Suspicion]:
    """Note the pairs of people who were just registered, in this order, in few writes.

    The same pairs as `raise_suspicions` would note for each of them in turn.
    """
    with one_writer():
        ids = [person.pk for person in newcomers]
        about = Suspicion.objects.filter(Q(first__in=ids) | Q(second__in=ids))
        known = set(about.values_list("first_id", "second_id"))
        raised = []
        for pair in likely_among(newcomers):
            first, second = sorted((pair.first, pair.second), key=str)
            if (first, second) not in known:
                known.add((first, second))
                values = _values(pair.comparison, pair.crosses_centres)
                raised.append(Suspicion(first_id=first, second_id=second, **values))
        Suspicion.objects.bulk_create(raised)
        acts: list[tuple[Ref, dict[str, str | int | bool | list[str]]]] = [
            (Ref("suspicion", one.pk), {}) for one in raised
        ]
        audit_many(actor=actor, action="people.suspicion_raised", acts=acts)
    return raised


def _values(comparison: Comparison, crosses_centres: bool) -> dict[str, Any]:
    return {
        "likelihood": round(comparison.likelihood, 4),
        "lines": [
            {"field": str(line.field), "verdict": str(line.verdict)} for line in comparison.lines
        ],
        "crosses_centres": crosses_centres,
    }


def decide(*, actor: User, suspicion_id: UUID, answer: str, now: datetime) -> Suspicion:
    """Say whether two files of one centre are one person: "same", "different" or "unsure".

    Only a manager's "same" makes them one; an officer's goes to the manager.

    :raises NotAllowed: if the actor does not see both files
    :raises IllegalMove: if it is settled already, or the answer is none of the three
    """
    with one_writer():
        suspicion = _held(suspicion_id)
        both = people_visible_to(actor).filter(pk__in=[suspicion.first_id, suspicion.second_id])
        if suspicion.crosses_centres or both.count() != 2:
            raise NotAllowed
        if not all(may_edit(actor, person) for person in both):
            raise NotAllowed
        may_merge = all(can(actor, "people.merge", person) for person in both)
        if answer == "unsure" or (answer == "same" and not may_merge):
            _move(suspicion, "leave to the manager", None)
        else:
            _move(suspicion, answer, now)
        suspicion.first_by = suspicion.second_by = actor
        _save(actor, suspicion, "people.suspicion_answered", answer)
    return suspicion


def answer_all(
    *, actor: User, person: Person, answers: Mapping[UUID, str], now: datetime
) -> list[Suspicion]:
    """Settle the pairs of a person who was just registered by what was said at the desk.

    `answers` is {id of the other person: answer}; pairs that were not asked about stay open.
    """
    pairs = Suspicion.objects.filter(
        Q(first=person, second__in=answers) | Q(second=person, first__in=answers),
        crosses_centres=False,
        state=SuspicionState.OPEN,
    )
    return [
        decide(
            actor=actor,
            suspicion_id=pair.pk,
            answer=answers[pair.second_id if pair.first_id == person.pk else pair.first_id],
            now=now,
        )
        for pair in pairs
    ]


def ask_other_centre(*, actor: User, suspicion_id: UUID, question: str = "") -> Suspicion:
    """Ask the other centre about a pair: a task for both managers, not access.

    :raises NotAllowed: if the actor may not edit the file of her side
    :raises IllegalMove: if the pair is settled already
    :raises WrongInput: if the question cannot be kept
    """
    with one_writer():
        suspicion = _held(suspicion_id)
        sides = (suspicion.first, suspicion.second)
        ids = [side.pk for side in sides]
        visible = set(people_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
        own = [side for side in sides if side.pk in visible and may_edit(actor, side)]
        if not suspicion.crosses_centres or len(own) != 1:
            raise NotAllowed
        if suspicion.asked_by_id is not None:
            return suspicion
        flows.SUSPICION.move(suspicion.state, "leave to the manager")
        kept = checked(Suspicion, {"question": question})
        suspicion.asked_by, suspicion.asked_from = actor, own[0]
        suspicion.question = kept["question"]
        _save(actor, suspicion, "people.other_centre_asked", "ask")
    return suspicion


def ask_elsewhere(*, actor: User, person: Person, question: str = "") -> list[Suspicion]:
    """Ask every other centre that may know this person: a task for them, not access for anybody.

    :raises NotAllowed: if the actor may not edit her file
    :raises WrongInput: if the question cannot be kept
    """
    pairs = Suspicion.objects.filter(
        Q(first=person) | Q(second=person),
        crosses_centres=True,
        asked_by=None,
        state=SuspicionState.OPEN,
        first__is_sealed=False,
        second__is_sealed=False,
    )
    with one_writer():
        return [
            ask_other_centre(actor=actor, suspicion_id=pair.pk, question=question) for pair in pairs
        ]


def agree(*, actor: User, suspicion_id: UUID, agrees: bool, now: datetime) -> Suspicion:
    """Say for one's own side whether two centres' files are one person.

    A manager speaks for her centre, a registrar of the ministry for both. Two yes make it "same",
    one no "different".

    :raises NotAllowed: if the actor compares for neither side
    :raises NotAskedYet: if nobody has asked about the pair
    :raises IllegalMove: if it is settled already
    """
    with one_writer():
        suspicion = _held(suspicion_id)
        speaks = [can(actor, _COMPARE, side) for side in (suspicion.first, suspicion.second)]
        if not suspicion.crosses_centres or not any(speaks):
            raise NotAllowed
        if suspicion.asked_by_id is None:
            raise NotAskedYet
        flows.SUSPICION.move(suspicion.state, "same")
        if speaks[0]:
            suspicion.first_agrees, suspicion.first_by = agrees, actor
        if speaks[1]:
            suspicion.second_agrees, suspicion.second_by = agrees, actor
        if not agrees:
            _move(suspicion, "different", now)
        elif suspicion.first_agrees and suspicion.second_agrees:
            _move(suspicion, "same", now)
        _save(actor, suspicion, "people.suspicion_agreed", "same" if agrees else "different")
    return suspicion


def _held(suspicion_id: UUID) -> Suspicion:
    """Lock a pair; one with a sealed or merged record is not there."""
    suspicion = (
        Suspicion.objects.select_for_update(of=("self",))
        .select_related("first", "second")
        .filter(pk=suspicion_id)
        .first()
    )
    if suspicion is None or suspicion.first.is_sealed or suspicion.second.is_sealed:
        raise NotAllowed
    return suspicion


def _move(suspicion: Suspicion, action: str, decided_at: datetime | None) -> None:
    suspicion.state = flows.SUSPICION.move(suspicion.state, action)
    suspicion.decided_at = decided_at


def _save(actor: User, suspicion: Suspicion, action: str, answer: str) -> None:
    suspicion.revision += 1
    suspicion.save()
    audit(actor=actor, action=action, on=Ref("suspicion", suspicion.pk), answer=answer)
