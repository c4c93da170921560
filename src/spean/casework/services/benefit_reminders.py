"""A word before something ends or begins: promised once, kept off every screen, gone when done.

The promise on Today says only that a step is due. What it is stands on the page of the benefits,
sealed. Its id is made of the record and the day, so that making it again makes nothing.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid5

from django.db.models import Max, Q

from spean.accounts.services import audit, one_writer
from spean.casework.choices import CaseState, FollowUpKind, FollowUpState
from spean.casework.models import Case, FollowUp, SchemeReferral
from spean.casework.rules import add_months
from spean.casework.rules.benefits import BenefitWords, Due, dues_of, turns_sixty
from spean.casework.services.revisions import put
from spean.core.refs import Ref
from spean.directory.selectors import rule_value
from spean.people.choices import DatePrecision, DocumentType, IdPoor
from spean.people.models import Person
from spean.people.selectors.visible import presence

# A promise about one referral, and one about the person herself (her age, her card).
ABOUT: Final = "scheme_referral"
ABOUT_PERSON: Final = "scheme_person"
_VISITS: Final = "maternity-cash.payments-before-birth"
# Nobody is reminded of a birthday that is further away, or long past.
_AHEAD: Final = timedelta(days=31)
_PAST: Final = timedelta(days=365)


def keep_reminders(referral: SchemeReferral, words: BenefitWords, today: date) -> None:
    """Promise what this referral needs and take back what it needs no more; part of its act."""
    dues = dues_of_referral(referral, words, today)
    _keep(Ref(ABOUT, referral.pk), referral.case, (due.remind_on for due in dues))


def dues_of_referral(referral: SchemeReferral, words: BenefitWords, day: date) -> list[Due]:
    """Return what comes of one referral, soonest first. No query, but for a child."""
    payments = payments_before_birth(day) if words.scheme == "MATERNITY-CASH" else None
    return list(dues_of(words, referral.state, payments))


def payments_before_birth(day: date) -> int | None:
    """Return how many payments come before birth by the rule of a day; `None` without one."""
    value = rule_value(_VISITS, day)
    return None if value is None else int(value)


@one_writer()
def remind(*, today: date) -> int:
    """Promise a word about cards that expire and people who turn sixty; return how many are new.

    Run every day: what was promised is not promised again, and what no longer holds is taken back.
    """
    soon = {case.person_id: case for case in _cases_with_something(today)}
    stale = FollowUp.objects.filter(about_kind=ABOUT_PERSON, state=FollowUpState.DUE)
    cases = [*soon.values(), *_others(stale, soon)]
    made = sum(_keep(_about(case), case, _days(case, today)) for case in cases)
    if made:
        audit(actor=None, action="casework.benefits_reminded", count=made)
    return made


def dues_of_person(person: Person, today: date) -> list[Due]:
    """Return when her newest card expires and when she turns sixty, as far as either is near."""
    expires = person.documents.filter(kind=DocumentType.EQUITY_CARD).aggregate(
        last=Max("expires_on")
    )["last"]
    exact = person.born_precision != DatePrecision.AGE_ONLY and person.id_poor != IdPoor.NONE
    days = {"card": expires, "sixty": turns_sixty(person.born_on, exact)}
    return [
        Due(kind, day) for kind, day in days.items() if day and today - _PAST < day < today + _AHEAD
    ]


def _days(case: Case, today: date) -> list[date]:
    return [due.remind_on for due in dues_of_person(case.person, today)]


def _cases_with_something(today: date) -> Iterable[Case]:
    """Return the open cases of those whose card or age comes near; few of many."""
    first, last = today - _PAST, today + _AHEAD
    card = Q(
        person__documents__kind=DocumentType.EQUITY_CARD,
        person__documents__expires_on__range=(first, last),
    )
    born = Q(person__born_on__range=(add_months(first, -720), add_months(last, -720)))
    found = Case.objects.filter(presence("person"), card | born, state=CaseState.OPEN)
    return found.select_related("person").distinct()


def _others(stale: Iterable[FollowUp], soon: dict[UUID, Case]) -> list[Case]:
    ids = {one.case_id for one in stale} - {case.pk for case in soon.values()}
    return list(Case.objects.filter(pk__in=ids).select_related("person"))


def _about(case: Case) -> Ref:
    return Ref(ABOUT_PERSON, case.person_id)


def _keep(about: Ref, case: Case, days: Iterable[date]) -> int:
    """Make the promises that are not there, cancel those without a reason; return how many new."""
    wanted = {uuid5(about.id, day.isoformat()): day for day in days}
    known = FollowUp.objects.filter(about_kind=about.kind, about_id=about.id)
    for one in known.filter(state=FollowUpState.DUE).exclude(pk__in=wanted):
        put(one, {"state": FollowUpState.CANCELLED})
    if case.state != CaseState.OPEN:
        return 0
    there = set(known.values_list("pk", flat=True))
    fresh = [
        FollowUp(
            id=key,
            case=case,
            kind=FollowUpKind.NEXT_STEP,
            due_on=day,
            is_discreet=True,
            about_kind=about.kind,
            about_id=about.id,
        )
        for key, day in wanted.items()
        if key not in there
    ]
    return len(FollowUp.objects.bulk_create(fresh))
