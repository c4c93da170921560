"""The debt desk: loans are written down, lenders are asked, replies are kept; all of it sealed."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework.choices import LenderAnswer
from spean.casework.contracts import DebtWords, OpenedDebt, ReplyWords
from spean.casework.models import Debt, LenderReply
from spean.casework.rules.debts import as_plain, read
from spean.casework.services.cases import open_case_of
from spean.casework.services.revisions import already_made, locked_at, put
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.people.models import Person
from spean.people.perms import may_open_sensitive
from spean.people.services import open_all_for, seal_for


class NoWish(DomainError):
    """A request asks for something."""

    code = "no-wish"
    message = _("Please choose what the lender was asked for.")


class AnswerWithoutDay(DomainError):
    """An answer came on a day."""

    code = "answer-without-day"
    message = _("Please write on which day the lender answered.")


@one_writer()
def write_debt(*, actor: User, person: Person, id: UUID, words: DebtWords) -> Debt:
    """Write down a loan.

    :raises NotAllowed: if the actor is neither the responsible officer nor the manager
    :raises NoOpenCase: if the person has no open case
    """
    _check(actor, person)
    made = already_made(Debt, id, "written_by", actor)
    if made is not None:
        return made
    sealed = seal_for(person, as_plain(words), context=_context("debt", id))
    debt = Debt.objects.create(id=id, case=open_case_of(person), sealed=sealed, written_by=actor)
    audit(actor=actor, action="casework.debt_written", on=Ref("debt", debt.pk))
    return debt


@one_writer()
def edit_debt(*, actor: User, debt: Debt, revision: int, words: DebtWords) -> Debt:
    """Put a loan right, or say that it is paid back.

    :raises NotAllowed: if the actor is neither the responsible officer nor the manager
    :raises ChangedMeanwhile: if somebody else saved it after it was opened here
    """
    person = debt.case.person
    _check(actor, person)
    debt = locked_at(debt, revision)
    sealed = seal_for(person, as_plain(words), context=_context("debt", debt.pk))
    put(debt, {"sealed": sealed})
    audit(actor=actor, action="casework.debt_changed", on=Ref("debt", debt.pk))
    return debt


@one_writer()
def record_reply(*, actor: User, debt: Debt, id: UUID, words: ReplyWords) -> LenderReply:
    """Record what the lender was asked and what it answered.

    :raises NotAllowed: if the actor is neither the responsible officer nor the manager
    :raises NoWish: if nothing was asked for
    :raises AnswerWithoutDay: if there is an answer and no day of it
    """
    _check(actor, debt.case.person)
    made = already_made(LenderReply, id, "written_by", actor)
    if made is not None:
        return made
    if not words.wishes:
        raise NoWish
    if words.answer != LenderAnswer.WAITING and words.answered_on is None:
        raise AnswerWithoutDay
    sealed = seal_for(debt.case.person, as_plain(words), context=_context("reply", id))
    reply = LenderReply.objects.create(id=id, debt=debt, sealed=sealed, written_by=actor)
    audit(actor=actor, action="casework.lender_replied", on=Ref("debt", debt.pk))
    return reply


def open_debts(*, viewer: User, person: Person) -> list[OpenedDebt]:
    """Return the person's loans with the replies; the read is audited in the same transaction.

    :raises NotAllowed: if the viewer is neither the responsible officer nor the manager
    """
    _check(viewer, person)
    debts = list(
        Debt.objects.filter(case__person=person)
        .prefetch_related("replies__written_by")
        .order_by("created_at")
    )
    return _opened(viewer, person, debts) if debts else []


def open_debt(*, viewer: User, debt: Debt) -> OpenedDebt:
    """Return one loan with its replies; the read is audited in the same transaction.

    :raises NotAllowed: if the viewer is neither the responsible officer nor the manager
    """
    return _opened(viewer, debt.case.person, [debt])[0]


def _opened(viewer: User, person: Person, debts: list[Debt]) -> list[OpenedDebt]:
    replies = {debt.pk: sorted(debt.replies.all(), key=_written) for debt in debts}
    items = {f"debt:{debt.pk}": (bytes(debt.sealed), _context("debt", debt.pk)) for debt in debts}
    for same in replies.values():
        items |= {f"reply:{r.pk}": (bytes(r.sealed), _context("reply", r.pk)) for r in same}
    plain = open_all_for(viewer=viewer, person=person, items=items)
    opened = []
    for debt in debts:
        found = read(
            plain[f"debt:{debt.pk}"],
            days=("next_due_on", "ends_on"),
            amounts=("owed", "principal", "rate", "payment"),
        )
        said = tuple((r, _reply(plain[f"reply:{r.pk}"])) for r in replies[debt.pk])
        opened.append(OpenedDebt(debt, DebtWords(**found), said))
    return opened


def _written(reply: LenderReply) -> datetime:
    return reply.created_at


def _reply(plain: dict[str, object]) -> ReplyWords:
    return ReplyWords(**read(plain, days=("asked_on", "answered_on"), amounts=("payment",)))


def _check(viewer: User, person: Person) -> None:
    if not may_open_sensitive(viewer, person):
        raise NotAllowed


def _context(kind: str, id: UUID) -> str:
    return f"{kind}:{id}"
