"""A grievance comes in, is looked into, answered and closed; its words are opened with a trace."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework import flows
from spean.casework.choices import GrievanceKind, GrievanceWay
from spean.casework.models import Grievance, GrievanceAbout
from spean.casework.rules.grievances import answer_due, goes_outside, receipt_digits
from spean.casework.selectors.grievances import grievances_visible_to, leads_there, staff_of
from spean.casework.services.revisions import locked_at, put
from spean.core.crypto import blind_index, new_key, seal, unseal, unwrap, wrap
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Centre
from spean.directory.perms import can

# How many the public page takes in an hour, from everybody together: nobody is counted by address.
MOST_IN_AN_HOUR = 40


class TooMany(DomainError):
    """Somebody fills the box with paper."""

    code = "too-many-grievances"
    message = _("Too much came in at once. Please try again in an hour, or tell somebody.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GrievanceWords:
    """What was told. `story` and `contact` are sealed; the rest are codes."""

    centre: Centre
    kind: str
    way: str
    about: str
    story: str
    contact: str = ""
    accused: tuple[UUID, ...] = ()


@one_writer()
def receive_grievance(
    *, actor: User | None, id: UUID, words: GrievanceWords, now: datetime
) -> tuple[Grievance, str]:
    """Take a grievance in, from anybody; return it with the number of its receipt.

    The same form twice is one grievance with one number. Whoever is named finds no trace of it.

    :raises NotAllowed: if a member of staff writes it down for a centre where she does not serve,
        or a name is not of that centre
    :raises TooMany: if the public page took very many within the hour
    """
    digits = receipt_digits(blind_index("grievance-number", str(id)))
    # Not the id of the form itself: whoever reads a grievance at the desk sees its key in the
    # address, and could send the form anew with it to learn the number of the receipt.
    key_of_record = UUID(blind_index("grievance-form", str(id))[:32])
    made = Grievance.objects.filter(pk=key_of_record).first()
    if made is not None:
        return made, digits
    _check(actor, words, now)
    key, context = new_key(), _context(key_of_record)
    names_a_manager = any(leads_there(user, words.centre.pk) for user in words.accused)
    grievance = Grievance.objects.create(
        id=key_of_record,
        centre=words.centre,
        kind=words.kind,
        way=words.way,
        about=words.about,
        received_at=now,
        written_by=actor,
        wrapped_key=wrap(key, context=context),
        sealed=seal(key, {"story": words.story, "contact": words.contact}, context=context),
        receipt=blind_index("grievance-receipt", digits),
        due_on=answer_due(timezone.localdate(now)),
        is_outside=goes_outside(words.kind, words.about, names_a_manager),
    )
    _name(grievance, words.accused)
    ref = Ref("grievance", grievance.pk)
    audit(actor=actor, action="casework.grievance_received", on=ref, way=words.way)
    return grievance, digits


@one_writer()
def take_from_answer(*, author: User, id: UUID, words: GrievanceWords, now: datetime) -> Grievance:
    """Take in what somebody wrote down on a questionnaire; it never waits, whoever wrote it.

    An issue of a centre's own list is another matter. An author who serves there no more is not
    named.
    """
    if words.kind not in GrievanceKind.values:
        words = replace(words, kind=GrievanceKind.OTHER.value)
    still = can(author, "grievance.write", _At(words.centre.pk))
    grievance, _digits = receive_grievance(
        actor=author if still else None, id=id, words=words, now=now
    )
    return grievance


@one_writer()
def open_grievance(*, viewer: User, grievance: Grievance) -> dict[str, str]:
    """Return what was told; the read is audited in the same transaction.

    :raises NotAllowed: if the viewer may not know of it
    """
    _check_visible(viewer, grievance)
    audit(actor=viewer, action="casework.grievance_read", on=Ref("grievance", grievance.pk))
    context = _context(grievance.pk)
    key = unwrap(bytes(grievance.wrapped_key), context=context)
    told = dict(unseal(key, bytes(grievance.sealed), context=context))
    return {**told, "answer": answer_of(grievance)}


@one_writer()
def look_into(
    *, actor: User, grievance: Grievance, revision: int, accused: Iterable[UUID]
) -> Grievance:
    """Begin to look into it, and name whom it is about: they, and a manager among them, lose it.

    :raises NotAllowed: if the actor may not know of it, or names somebody who never served there
    :raises ChangedMeanwhile: if it was saved after it was opened here
    """
    grievance = _held(actor, grievance, revision)
    named = tuple(accused)
    _check_staff(grievance.centre_id, named)
    state = grievance.state
    if state == "received":
        state = flows.GRIEVANCE.move(state, "look")
    outside = any(leads_there(user, grievance.centre_id) for user in named)
    put(grievance, {"state": state, "is_outside": grievance.is_outside or outside})
    _name(grievance, named)
    ref = Ref("grievance", grievance.pk)
    audit(actor=actor, action="casework.grievance_looked", on=ref, named=len(named))
    return grievance


@one_writer()
def hand_outside(*, actor: User, grievance: Grievance, revision: int) -> Grievance:
    """Give it to somebody outside the centre; the centre's manager sees it no more.

    :raises NotAllowed: if the actor may not know of it
    :raises ChangedMeanwhile: if it was saved after it was opened here
    """
    grievance = _held(actor, grievance, revision)
    put(grievance, {"is_outside": True})
    audit(actor=actor, action="casework.grievance_outside", on=Ref("grievance", grievance.pk))
    return grievance


@one_writer()
def close_grievance(
    *, actor: User, grievance: Grievance, revision: int, outcome: str, answer: str, now: datetime
) -> Grievance:
    """Answer and close it; the answer is told to whoever gives the receipt's number.

    :raises NotAllowed: if the actor may not know of it
    :raises ChangedMeanwhile: if it was saved after it was opened here
    :raises IllegalMove: if it is closed
    """
    grievance = _held(actor, grievance, revision)
    state = flows.GRIEVANCE.move(grievance.state, "close")
    context = _context(grievance.pk)
    key = unwrap(bytes(grievance.wrapped_key), context=context)
    sealed = seal(key, answer, context=f"{context}:answer")
    put(
        grievance,
        {
            "state": state,
            "outcome": outcome,
            "answer": sealed,
            "closed_at": now,
            "closed_by": actor,
        },
    )
    ref = Ref("grievance", grievance.pk)
    audit(actor=actor, action="casework.grievance_closed", on=ref, outcome=outcome)
    return grievance


@one_writer()
def rate_answer(*, grievance: Grievance, satisfied: int) -> None:
    """Note how content whoever holds the receipt is with the answer, once."""
    closed = Grievance.objects.filter(pk=grievance.pk, state="closed", satisfied=None)
    if satisfied in range(1, 6) and closed.update(satisfied=satisfied):
        audit(actor=None, action="casework.grievance_rated", on=Ref("grievance", grievance.pk))


def answer_of(grievance: Grievance) -> str:
    """Return the answer, for whoever holds the receipt or may know of the grievance."""
    if grievance.answer is None:
        return ""
    context = _context(grievance.pk)
    key = unwrap(bytes(grievance.wrapped_key), context=context)
    return str(unseal(key, bytes(grievance.answer), context=f"{context}:answer"))


def _check(actor: User | None, words: GrievanceWords, now: datetime) -> None:
    if actor is not None:
        at = _At(words.centre.pk)
        if not can(actor, "grievance.write", at):
            raise NotAllowed
    elif words.way == GrievanceWay.WEB:
        lately = Grievance.objects.filter(
            written_by=None, way=GrievanceWay.WEB, received_at__gt=now - timedelta(hours=1)
        )
        if lately.count() >= MOST_IN_AN_HOUR:
            raise TooMany
    _check_staff(words.centre.pk, words.accused)


@dataclass(frozen=True, slots=True)
class _At:
    centre_id: UUID


def _check_staff(centre_id: UUID, named: tuple[UUID, ...]) -> None:
    known = staff_of(centre_id, timezone.localdate()).filter(pk__in=named)
    if known.count() != len(set(named)):
        raise NotAllowed


def _check_visible(viewer: User, grievance: Grievance) -> None:
    today = timezone.localdate()
    if not grievances_visible_to(viewer, today).filter(pk=grievance.pk).exists():
        raise NotAllowed


def _held(actor: User, grievance: Grievance, revision: int) -> Grievance:
    _check_visible(actor, grievance)
    return locked_at(grievance, revision)


def _name(grievance: Grievance, accused: Iterable[UUID]) -> None:
    rows: list[Any] = [GrievanceAbout(grievance=grievance, user_id=user) for user in accused]
    GrievanceAbout.objects.bulk_create(rows, ignore_conflicts=True)


def _context(id: UUID) -> str:
    return f"grievance:{id}"
