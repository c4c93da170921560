"""A business from the idea on: written down, begun, ended; its plans, each a version."""

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.loans import Loan
from spean.core.refs import Ref
from spean.people.models import Person
from spean.people.perms import may_open_sensitive
from spean.people.services import open_for, seal_for
from spean.skills import flows
from spean.skills.contracts import IdeaWords
from spean.skills.models import Business, BusinessPlan
from spean.skills.rules.enterprise import ARITHMETIC, Shop
from spean.skills.services.keeping import already_made, check_may, locked, put


class DayMissing(DomainError):
    """A business begins and ends on a day."""

    code = "day-missing"
    message = _("Please say on which day.")


class DayBeforeBeginning(DomainError):
    """Nothing ends before it began."""

    code = "day-before-beginning"
    message = _("This day is before the business began.")


@one_writer()
def begin_business(*, actor: User, person: Person, id: UUID, words: IdeaWords) -> Business:
    """Write an idea down in her own words. The same `id` again is harmless.

    :raises NotAllowed: if the actor may not work on businesses of this person
    """
    check_may(actor, person)
    made = already_made(Business, id, "written_by", actor)
    if made is not None:
        return made
    business = Business.objects.create(id=id, person=person, written_by=actor, **asdict(words))
    audit(actor=actor, action="skills.business_idea", on=Ref("business", business.pk))
    return business


@one_writer()
def edit_business(*, actor: User, business: Business, revision: int, words: IdeaWords) -> Business:
    """Put an idea right.

    :raises NotAllowed: if the actor may not work on businesses of this person
    :raises ChangedMeanwhile: if somebody else saved it after it was opened here
    """
    check_may(actor, business.person)
    business = locked(business, revision)
    put(business, asdict(words))
    audit(actor=actor, action="skills.business_changed", on=Ref("business", business.pk))
    return business


@one_writer()
def move_business(*, actor: User, business: Business, move: str, on: date | None) -> Business:
    """Say that a business began, ended or was left; each of these can be taken back.

    :raises NotAllowed: if the actor may not work on businesses of this person
    :raises IllegalMove: if it is no longer so
    :raises DayMissing: if it began or ended on no day
    :raises DayBeforeBeginning: if it ended before it began
    """
    check_may(actor, business.person)
    business = locked(business)
    state = flows.BUSINESS.move(business.state, move)
    days = {"started_on": business.started_on, "ended_on": None}
    if move in ("start", "end"):
        if on is None:
            raise DayMissing
        if move == "end" and business.started_on and on < business.started_on:
            raise DayBeforeBeginning
        days["started_on" if move == "start" else "ended_on"] = on
    put(business, {"state": state, **days})
    ref = Ref("business", business.pk)
    audit(actor=actor, action="skills.business_moved", on=ref, state=str(state))
    return business


@one_writer()
def save_plan(
    *,
    actor: User,
    business: Business,
    id: UUID,
    shop: Shop,
    loan: Loan | None = None,
    now: datetime,
) -> BusinessPlan:
    """Keep a plan as the next version. The loan is sealed; who may not open it leaves it as it was.

    :raises NotAllowed: if the actor may not work on businesses of this person, or names a loan and
        may not open class 3 of her
    """
    person = business.person
    check_may(actor, person)
    made = already_made(BusinessPlan, id, "saved_by", actor)
    if made is not None:
        return made
    locked(business)
    plan = BusinessPlan.objects.create(
        id=id,
        business=business,
        version=_next_version(business),
        arithmetic=ARITHMETIC,
        sheet=shop.as_plain(),
        sealed=_loan_of(actor, business, loan),
        saved_at=now,
        saved_by=actor,
    )
    ref = Ref("business_plan", plan.pk)
    audit(actor=actor, action="skills.business_planned", on=ref, version=plan.version)
    return plan


def _next_version(business: Business) -> int:
    last = BusinessPlan.objects.filter(business=business).aggregate(last=Max("version"))["last"]
    return (last or 0) + 1


def _loan_of(actor: User, business: Business, loan: Loan | None) -> bytes:
    """Return the loan sealed: a new one, none, or the one before, unopened."""
    if may_open_sensitive(actor, business.person):
        if loan is None:
            return b""
        return seal_for(business.person, asdict(loan), context=_context(business))
    if loan is not None:
        raise NotAllowed
    last = BusinessPlan.objects.filter(business=business).order_by("-version").first()
    return bytes(last.sealed) if last else b""


def open_loan(*, viewer: User, plan: BusinessPlan) -> Loan | None:
    """Return the loan of a plan, or None; the read is audited in the same transaction.

    :raises NotAllowed: if the viewer is neither the responsible officer nor the manager
    """
    business = plan.business
    if not plan.sealed:
        return None
    plain = open_for(
        viewer=viewer,
        person=business.person,
        sealed=bytes(plan.sealed),
        context=_context(business),
    )
    return Loan(**plain)


def _context(business: Business) -> str:
    return f"business_loan:{business.pk}"
