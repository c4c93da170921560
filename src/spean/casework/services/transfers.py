"""A file is asked to go to another centre; the other manager takes it over, or does not."""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework import flows
from spean.casework.contracts import TransferWords
from spean.casework.models import ServiceEvent, Transfer
from spean.casework.selectors.transfers import transfer_asked_for, transfer_of
from spean.casework.services.revisions import already_made, put
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import Scope, can, scope_of
from spean.people.models import Person


class SameCentre(DomainError):
    """A file cannot go where it is."""

    code = "same-centre"
    message = _("Please choose another centre.")


class TransferAskedAlready(DomainError):
    """One centre is asked at a time."""

    code = "transfer-asked-already"
    message = _("Another centre has been asked already. Please wait, or take that back first.")


class AgreedLater(DomainError):
    """Her yes cannot lie in the future."""

    code = "agreed-later"
    message = _("This day is still to come.")


class NoReason(DomainError):
    """A refusal tells the other centre why."""

    code = "no-reason"
    message = _("Please write why, so that the other centre knows.")


@one_writer()
def ask_transfer(
    *, actor: User, person: Person, id: UUID, words: TransferWords, now: datetime
) -> Transfer:
    """Ask another centre to take a person's file over; it stays here until that manager says yes.

    :raises NotAllowed: if the actor may not work on the file
    :raises SameCentre: if the file is there already
    :raises TransferAskedAlready: if a centre was asked and has not answered
    :raises AgreedLater: if the person's yes lies in the future
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.is_sealed or person.merged_into_id or not can(actor, "casework.edit", person):
        raise NotAllowed
    made = already_made(Transfer, id, "asked_by", actor)
    if made is not None:
        return made
    _check(person, words, timezone.localdate(now))
    transfer = Transfer.objects.create(
        id=id,
        person=person,
        from_centre_id=person.centre_id,
        to_centre=words.to_centre,
        reason=words.reason,
        agreed_on=words.agreed_on,
        asked_at=now,
        asked_by=actor,
    )
    audit(
        actor=actor,
        action="casework.transfer_asked",
        on=Ref("transfer", transfer.pk),
        to=words.to_centre.code,
    )
    return transfer


@one_writer()
def withdraw_transfer(*, actor: User, transfer: Transfer, now: datetime) -> Transfer:
    """Take a request back before it is answered.

    :raises NotAllowed: if the actor may not work on the file
    :raises IllegalMove: if it was answered
    """
    transfer = transfer_of(transfer)
    if not can(actor, "casework.edit", transfer.person):
        raise NotAllowed
    return _decided(actor, transfer, "withdraw", now)


@one_writer()
def refuse_transfer(*, actor: User, transfer: Transfer, answer: str, now: datetime) -> Transfer:
    """Say no, with the reason; the file stays where it is.

    :raises NotAllowed: if the actor does not lead the centre that was asked
    :raises NoReason: if the reason is empty
    :raises IllegalMove: if it was answered
    """
    transfer = transfer_of(transfer)
    _check_receiver(actor, transfer)
    if not answer.strip():
        raise NoReason
    return _decided(actor, transfer, "refuse", now, answer=answer.strip())


@one_writer()
def accept_transfer(*, actor: User, transfer: Transfer, now: datetime) -> Transfer:
    """Say yes; the pathway moves the file. What the sending centre keeps is a count.

    :raises NotAllowed: if the actor does not lead the centre that was asked, or the file went on
    :raises IllegalMove: if it was answered
    """
    transfer = transfer_of(transfer)
    _check_receiver(actor, transfer)
    person = transfer.person
    if person.centre_id != transfer.from_centre_id:
        raise NotAllowed
    given = ServiceEvent.objects.filter(case__person=person, centre=transfer.from_centre_id)
    return _decided(actor, transfer, "accept", now, services=given.count())


def _check(person: Person, words: TransferWords, today: date) -> None:
    if words.to_centre.pk == person.centre_id:
        raise SameCentre
    if words.agreed_on > today:
        raise AgreedLater
    if transfer_asked_for(person) is not None:
        raise TransferAskedAlready


def _check_receiver(actor: User, transfer: Transfer) -> None:
    leads = scope_of(actor, "people.assign", transfer.to_centre_id) >= Scope.CENTRE
    person = transfer.person
    if not leads or person.is_sealed or person.merged_into_id:
        raise NotAllowed


def _decided(
    actor: User, transfer: Transfer, action: str, now: datetime, **values: object
) -> Transfer:
    state = flows.TRANSFER.move(transfer.state, action)
    put(transfer, {"state": state, "decided_at": now, "decided_by": actor, **values})
    audit(actor=actor, action=f"casework.transfer_{action}", on=Ref("transfer", transfer.pk))
    return transfer
