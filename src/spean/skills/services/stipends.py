"""A stipend is paid: once a month, no more than is due, with what shows that she received it."""

import base64
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.people.services import open_for, seal_for
from spean.skills.choices.attendance import PaidHow, PaidProof
from spean.skills.models import StipendPayment
from spean.skills.rules.receipts import LARGEST, picture_type
from spean.skills.selectors.stipends import StipendRow, stipends_of
from spean.skills.services.completion import held_enrolment


class PaidAlready(DomainError):
    """The month was paid before."""

    code = "paid-already"
    message = _("The stipend of this month has been paid already.")


class NothingDue(DomainError):
    """There is nothing to pay for this month."""

    code = "nothing-due"
    message = _("Nothing is due for this month.")


class MonthNotOver(DomainError):
    """The days of the month are not known yet."""

    code = "month-not-over"
    message = _("This month is not over. Its stipend is reckoned when it is.")


class AmountRefused(DomainError):
    """Nothing, less than nothing, or more than is due."""

    code = "amount-refused"
    message = _("Please write an amount in riel: more than nothing, and no more than is due.")


class PaidOnRefused(DomainError):
    """Paid before the month, or on a day still to come."""

    code = "paid-on-refused"
    message = _("This is not a day on which it can have been paid.")


class ProofMissing(DomainError):
    """A payment leaves a trace."""

    code = "proof-missing"
    message = _("Please add a photograph of the receipt, or say that it is signed on paper.")


class NotAReceipt(DomainError):
    """A photograph is a picture."""

    code = "not-a-receipt"
    message = _("This is not a picture. Please take a JPEG or a PNG.")


class ReceiptTooLarge(DomainError):
    """A photograph of a receipt is small."""

    code = "receipt-too-large"
    message = _("This picture is too large. Please take a smaller one.")


@dataclass(frozen=True, slots=True)
class Paid:
    """How a stipend was paid."""

    month: date
    amount_khr: int
    paid_on: date
    how: str
    proof: str
    picture: bytes = b""


@one_writer()
def pay_stipend(
    *, actor: User, enrolment_id: UUID, id: UUID, paid: Paid, now: datetime
) -> StipendPayment:
    """Write down that the stipend of one month was paid. The same `id` again is harmless.

    :raises NotAllowed: if the actor does not run courses at that centre
    :raises PaidAlready: if the month was paid before
    :raises MonthNotOver: if its days are not all known
    :raises NothingDue: if she has no stipend in this month
    :raises AmountRefused: if it is nothing, less, or more than is due
    :raises PaidOnRefused: if the day lies before the month or after today
    :raises ProofMissing: if nothing shows it
    :raises NotAReceipt: if the file is no picture
    :raises ReceiptTooLarge: if it is larger than a picture of a receipt
    """
    enrolment = held_enrolment(actor, enrolment_id)
    made = StipendPayment.objects.filter(pk=id).first()
    if made is not None:
        if made.enrolment_id != enrolment.pk:
            raise NotAllowed
        return made
    today = timezone.localdate(now)
    rows = stipends_of([enrolment], today)
    row = next((one for one in rows if one.due.month == paid.month), None)
    row = _payable(row, paid, today)
    media_type = _checked(paid)
    payment = StipendPayment(
        id=id,
        enrolment=enrolment,
        month=paid.month,
        due_khr=row.due.due_khr,
        paid_khr=paid.amount_khr,
        days_held=row.due.share.held,
        days_there=row.due.share.there,
        paid_on=paid.paid_on,
        how=paid.how,
        proof=paid.proof,
        media_type=media_type,
        paid_by=actor,
    )
    if media_type:
        picture = base64.b64encode(paid.picture).decode()
        payment.sealed = seal_for(enrolment.person, picture, context=_context(id))
    payment.save(force_insert=True)
    ref = Ref("stipend", payment.pk)
    audit(actor=actor, action="skills.stipend_paid", on=ref, riel=paid.amount_khr)
    return payment


@one_writer()
def open_receipt(*, viewer: User, payment: StipendPayment) -> bytes:
    """Return the photograph of a receipt; the read is audited in the same transaction.

    :raises NotAllowed: unless the viewer is the assigned officer or the centre's manager
    """
    plain = open_for(
        viewer=viewer,
        person=payment.enrolment.person,
        sealed=bytes(payment.sealed),
        context=_context(payment.pk),
    )
    return base64.b64decode(plain)


def _payable(row: StipendRow | None, paid: Paid, today: date) -> StipendRow:
    if row is None:
        raise NothingDue
    if row.payment is not None:
        raise PaidAlready
    if not row.is_over:
        raise MonthNotOver
    if not row.due.due_khr:
        raise NothingDue
    if not 0 < paid.amount_khr <= row.due.due_khr:
        raise AmountRefused
    if not paid.month <= paid.paid_on <= today:
        raise PaidOnRefused
    return row


def _checked(paid: Paid) -> str:
    if paid.how not in PaidHow.values or paid.proof not in PaidProof.values:
        raise ProofMissing
    if not paid.picture:
        if paid.proof == PaidProof.PICTURE:
            raise ProofMissing
        return ""
    if len(paid.picture) > LARGEST:
        raise ReceiptTooLarge
    media_type = picture_type(paid.picture)
    if not media_type:
        raise NotAReceipt
    return media_type


def _context(id: UUID) -> str:
    return f"stipend:{id}"
