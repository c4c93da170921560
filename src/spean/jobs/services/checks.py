"""The worker is asked about her job, and the employer is visited."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import NotAllowed
from spean.core.refs import Ref
from spean.directory.selectors import rulebook_now
from spean.jobs.choices import Known
from spean.jobs.models import DecentWorkCheck, Employer, Placement
from spean.jobs.rules import checks as rules
from spean.jobs.selectors.pay import book_of_pay, pay_finding
from spean.jobs.services.holding import may_refer
from spean.people.services import open_for, seal_for

USUAL, MOST = "hours-per-week", "decent-work.hours-most"


@dataclass(frozen=True, slots=True)
class Checked:
    """A check with its items, as they were judged on the day."""

    check: DecentWorkCheck
    items: tuple[rules.Item, ...]


@dataclass(frozen=True, slots=True)
class VisitFound:
    """What a visit to the employer found; `number_seen` is a paper with the NSSF number."""

    visited_on: date
    nssf: str
    number_seen: bool = False


def check_of_call(call_id: UUID) -> UUID:
    """Return the id of the check that a call makes: one call makes one."""
    return uuid5(call_id, "work check")


@one_writer()
def record_check(
    *, actor: User, placement_id: UUID, id: UUID, moment: str, told: rules.Told, now: datetime
) -> Checked:
    """Record what the worker says of her job, judged by the rules in force today.

    Her word also says whether she has NSSF, and raises how the placement is known.

    :raises NotAllowed: if the actor may not refer this person
    """
    placement = _held(actor, placement_id)
    made = DecentWorkCheck.objects.filter(pk=id).first()
    if made is not None:
        if made.placement_id != placement.pk or made.asked_by_id != actor.pk:
            raise NotAllowed
        return Checked(made, _judged(placement, told, made.asked_on))
    today = timezone.localdate(now)
    items = _judged(placement, told, today)
    content = {"told": _plain(told), "items": [asdict(one) for one in items]}
    made = DecentWorkCheck.objects.create(
        id=id,
        placement=placement,
        moment=moment,
        asked_on=today,
        asked_by=actor,
        sealed=seal_for(placement.person, content, context=_context(id)),
        rule_version=rules.VERSION,
    )
    covered = {"yes": Known.YES, "no": Known.NO, "promised": Known.NO}
    _raise(placement, "worker", covered.get(told.answers.get("nssf", "")))
    audit(actor=actor, action="jobs.work_checked", on=Ref("placement", placement.pk), moment=moment)
    return Checked(made, items)


def open_check(*, viewer: User, check: DecentWorkCheck) -> Checked:
    """Return a check with its items; the read is audited in the same transaction.

    :raises NotAllowed: if the viewer is neither the responsible officer nor the manager
    """
    content = open_for(
        viewer=viewer,
        person=check.placement.person,
        sealed=bytes(check.sealed),
        context=_context(check.pk),
    )
    rows = [{**row, "reasons": tuple(row["reasons"])} for row in content["items"]]
    return Checked(check, tuple(rules.Item(**row) for row in rows))


@one_writer()
def record_visit(*, actor: User, placement_id: UUID, found: VisitFound) -> Placement:
    """Record that the employer was visited, what is known of NSSF since, and how well it is known.

    :raises NotAllowed: if the actor may not refer this person
    """
    placement = _held(actor, placement_id)
    told_by = "paper" if found.number_seen else "employer"
    _raise(placement, told_by, found.nssf if found.nssf != Known.UNKNOWN else None)
    employer = Employer.objects.select_for_update(of=("self",)).get(
        pk=placement.referral.vacancy.employer_id
    )
    if employer.visited_on is None or employer.visited_on < found.visited_on:
        employer.visited_on = found.visited_on
        employer.revision += 1
        employer.save()
    ref = Ref("placement", placement.pk)
    audit(actor=actor, action="jobs.employer_visited", on=ref, number_seen=found.number_seen)
    return placement


def _held(actor: User, placement_id: UUID) -> Placement:
    placement = (
        Placement.objects.select_for_update(of=("self",))
        .select_related("person__centre", "referral__vacancy__employer__organisation__sector")
        .get(pk=placement_id)
    )
    may_refer(actor, placement.person)
    return placement


def _raise(placement: Placement, told_by: str, nssf: str | None) -> None:
    proof = rules.raised(placement.proof, told_by)
    nssf = nssf or placement.has_nssf
    if (proof, nssf) != (placement.proof, placement.has_nssf):
        placement.proof, placement.has_nssf = proof, nssf
        placement.revision += 1
        placement.save()


def _judged(placement: Placement, told: rules.Told, day: date) -> tuple[rules.Item, ...]:
    sector = placement.referral.vacancy.employer.organisation.sector
    pay = "unknown"
    if sector is not None and told.wage is not None:
        paid = (told.wage, told.currency, told.pay_unit)
        pay = pay_finding(book_of_pay(sector.code), sector.code, paid, day).verdict.value
    book = rulebook_now(USUAL, MOST)
    usual, most = (_number(book.find(code, day)) for code in (USUAL, MOST))
    return rules.judge(told, pay=pay, limits=rules.Limits(usual, most))


def _number(rule: Any) -> Decimal | None:
    return rule.value if rule is not None and isinstance(rule.value, Decimal) else None


def _plain(told: rules.Told) -> Mapping[str, Any]:
    return {
        name: str(value) if isinstance(value, Decimal) else value
        for name, value in asdict(told).items()
    }


def _context(check_id: UUID) -> str:
    return f"work_check:{check_id}"
