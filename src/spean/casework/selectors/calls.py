"""Whom to call (F11): one row a person, whoever is likeliest to be lost first."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from spean.accounts.models import User
from spean.casework.choices import FollowUpKind, FollowUpState, Intention
from spean.casework.models import Case, FollowUp, FollowUpAnswers, FollowUpTry
from spean.casework.rules import calls as rules
from spean.casework.selectors import due_follow_ups, follow_ups_visible_to
from spean.people.choices import LivesIn, PhoneOwner, SafeToCall
from spean.people.models import ContactPoint, Person
from spean.people.selectors import not_to_telephone

AHEAD_DAYS = 7
CALLS = (*rules.CALL_MONTHS, FollowUpKind.SAFELY)
# What has a page of its own: no note and no call settles it by the way.
TASKS = (FollowUpKind.EMPLOYER, FollowUpKind.PRIVATE)
_UNSETTLED = (LivesIn.DISPLACEMENT_SITE, LivesIn.OTHER)
_LEAVING = (Intention.MONTHS_3, Intention.MONTHS_12)


@dataclass(frozen=True, slots=True)
class CallRow:
    """One person to call: the promise due first, why now, and which way."""

    follow_up: FollowUp
    reasons: tuple[str, ...]
    way: str
    tries: int
    contact: ContactPoint | None
    is_declined: bool

    @property
    def person(self) -> Person:
        """Return whom to call."""
        return self.follow_up.case.person


def call_list(viewer: User, today: date, *, everybody: bool = False) -> list[CallRow]:
    """Return whom to call by the end of the week, the likeliest to be lost first.

    The number of queries does not grow with the number of people.
    """
    due = follow_ups_visible_to(viewer).filter(
        state=FollowUpState.DUE, kind__in=CALLS, due_on__lte=today + timedelta(days=AHEAD_DAYS)
    )
    if not everybody:
        due = due.filter(case__person__assigned_to=viewer.pk)
    first: dict[UUID, FollowUp] = {}
    for one in _with_contacts(due).order_by("due_on", "pk"):
        first.setdefault(one.case_id, one)
    told = _facts(first.values(), today)
    rows = sorted(first.values(), key=lambda one: (*rules.turn(told[one.pk], one.due_on), one.pk))
    return [_row(one, told[one.pk]) for one in rows]


def reach_of(follow_up: FollowUp, today: date) -> rules.Reach:
    """Return what is known of how the person of one follow-up can be reached."""
    (one,) = _with_contacts(FollowUp.objects.filter(pk=follow_up.pk)).select_related("case__person")
    return _facts([one], today)[one.pk]


def due_talks(case: Case) -> QuerySet[FollowUp]:
    """Return what is settled by speaking with this person, soonest first."""
    return due_follow_ups(case).exclude(kind__in=TASKS)


def employer_visits_for(viewer: User) -> QuerySet[FollowUp]:
    """Return the visits to employers that are to do, soonest first, for whoever refers to jobs."""
    found = follow_ups_visible_to(viewer, "jobs.refer")
    return found.filter(kind=FollowUpKind.EMPLOYER, state=FollowUpState.DUE).order_by(
        "due_on", "pk"
    )


def _with_contacts(found: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    contacts = ContactPoint.objects.order_by("sort", "created_at")
    return found.prefetch_related(
        Prefetch("case__person__contacts", queryset=contacts),
        "case__person__emergency_contacts",
    )


def _facts(due: Iterable[FollowUp], today: date) -> dict[UUID, rules.Reach]:
    promised = list(due)
    cases = [one.case for one in promised]
    tries, intends = _tries(cases), _intentions(cases)
    declined = not_to_telephone([case.person_id for case in cases])
    return {
        one.pk: _reach(one.case, tries[one.case_id], intends.get(one.case_id, ""), declined, today)
        for one in promised
    }


def _reach(
    case: Case, tries: list[str], intention: str, declined: Collection[UUID], today: date
) -> rules.Reach:
    person = case.person
    contact = contact_to_use(person)
    may_call = contact is not None and contact.safe_to_call != SafeToCall.NEVER
    return rules.Reach(
        tries=tuple(tries),
        has_phone=contact is not None,
        is_own_phone=contact is not None and contact.owner == PhoneOwner.SELF,
        changed_number=any(not one.is_current for one in person.contacts.all()),
        has_second_contact=any(one.phone for one in person.emergency_contacts.all()),
        means_to_leave=intention in _LEAVING,
        has_fixed_place=person.lives_in not in _UNSETTLED,
        quiet_days=(today - case.waiting_since).days,
        is_declined=person.pk in declined or not may_call,
    )


def contact_to_use(person: Person) -> ContactPoint | None:
    """Return the telephone to use: one that is safe, else one with hours, else one not to call."""
    order = [SafeToCall.SAFE, SafeToCall.LATER, SafeToCall.NEVER]
    contacts = [one for one in person.contacts.all() if one.is_current]
    return min(contacts, key=lambda one: order.index(SafeToCall(one.safe_to_call)), default=None)


def _tries(cases: Collection[Case]) -> defaultdict[UUID, list[str]]:
    """Return the reasons of the tries since somebody last spoke with each, the oldest first."""
    since = {case.pk: case.last_service_on for case in cases}
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    made = FollowUpTry.objects.filter(follow_up__case__in=since).order_by("tried_at")
    for case_id, tried_at, reason in made.values_list("follow_up__case", "tried_at", "reason"):
        last = since[case_id]
        if last is None or timezone.localdate(tried_at) > last:
            found[case_id].append(reason)
    return found


def _intentions(cases: Collection[Case]) -> dict[UUID, str]:
    told = FollowUpAnswers.objects.filter(
        follow_up__case__in=[case.pk for case in cases], finished_at__isnull=False
    ).exclude(intention="")
    return dict(told.order_by("finished_at").values_list("follow_up__case", "intention"))


def _row(one: FollowUp, reach: rules.Reach) -> CallRow:
    return CallRow(
        follow_up=one,
        reasons=rules.reasons(reach),
        way=rules.next_way(reach),
        tries=len(reach.tries),
        contact=contact_to_use(one.case.person),
        is_declined=reach.is_declined,
    )
