"""Questions that are asked of the cases, always for a viewer."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    F,
    OrderBy,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)

from spean.accounts.models import User
from spean.casework.choices import CaseState, FollowUpState, PlanState, Triage
from spean.casework.contracts import Section, TodaysList, Waiting
from spean.casework.models import (
    Case,
    FollowUp,
    HandOver,
    Plan,
    PlanAction,
    Screening,
    ServiceEvent,
)
from spean.casework.selectors.quiet import waits_too_long
from spean.directory.choices import OrganisationKind, ServiceGroup
from spean.directory.models import Organisation, ServiceType
from spean.directory.perms import POLICY, centres_where, centres_where_assigned
from spean.people.models import ContactPoint, Person

ROWS_SHOWN = 7


def within_reach(viewer: User, action: str, person: str = "") -> Q:
    """Return the filter "this viewer may do this to this person", along a path to the person.

    Sealed and merged records are outside every reach.
    """
    path = f"{person}__" if person else ""
    at_centre = Q(**{f"{path}centre_id__in": centres_where(viewer, action)})
    assigned = Q(**{f"{path}centre_id__in": centres_where_assigned(viewer, action)}) & Q(
        **{f"{path}assigned_to_id": viewer.pk}
    )
    shown = Q(**{f"{path}is_sealed": False, f"{path}merged_into": None})
    return (at_centre | assigned) & shown


def clients_visible_to(viewer: User, action: str = "casework.view") -> QuerySet[Person]:
    """Return the people whose reintegration the viewer may see, or may do `action` to."""
    return Person.objects.filter(within_reach(viewer, action))


def cases_visible_to(viewer: User, action: str = "casework.view") -> QuerySet[Case]:
    """Return the cases the viewer may see, with their person."""
    found = Case.objects.filter(within_reach(viewer, action, "person"))
    return found.select_related("person")


def plans_visible_to(viewer: User, action: str = "casework.view") -> QuerySet[Plan]:
    """Return the plans the viewer may see, with case and person."""
    found = Plan.objects.filter(within_reach(viewer, action, "case__person"))
    return found.select_related("case__person")


def actions_visible_to(viewer: User, action: str = "casework.view") -> QuerySet[PlanAction]:
    """Return the steps of plans the viewer may see."""
    found = PlanAction.objects.filter(within_reach(viewer, action, "plan__case__person"))
    return found.select_related("plan__case__person", "service_type", "provider")


def notes_visible_to(viewer: User, action: str = "casework.note") -> QuerySet[ServiceEvent]:
    """Return the service notes the viewer may see: of people in reach, and of her centres."""
    of_people = within_reach(viewer, action, "case__person")
    of_groups = Q(case=None, centre_id__in=centres_where(viewer, action))
    found = ServiceEvent.objects.filter(of_people | of_groups)
    return found.select_related("case__person", "staff", "area").prefetch_related("topics")


def follow_ups_visible_to(viewer: User, action: str = "casework.view") -> QuerySet[FollowUp]:
    """Return the promised contacts the viewer may see, with their person."""
    found = FollowUp.objects.filter(within_reach(viewer, action, "case__person"))
    return found.select_related("case__person__area")


def screenings_visible_to(viewer: User) -> QuerySet[Screening]:
    """Return the screenings of people in reach; their answers stay sealed."""
    found = Screening.objects.filter(within_reach(viewer, "casework.view", "case__person"))
    return found.select_related("case__person", "taken_by")


def case_of(person: Person) -> Case | None:
    """Return the person's open case, or the newest closed one."""
    return (
        Case.objects.filter(person=person)
        .select_related("person")
        .order_by(_first(Q(state=CaseState.OPEN)), "-opened_at")
        .first()
    )


def plan_of(case: Case) -> Plan | None:
    """Return the plan in force: the newest version that is not replaced, with its steps."""
    steps = PlanAction.objects.select_related("service_type", "provider").order_by(
        "sort", "created_at"
    )
    return (
        Plan.objects.filter(case=case)
        .exclude(state=PlanState.SUPERSEDED)
        .prefetch_related(Prefetch("actions", queryset=steps))
        .order_by("-version")
        .first()
    )


def due_follow_ups(case: Case) -> QuerySet[FollowUp]:
    """Return what was promised to this person and is still to do, soonest first."""
    return FollowUp.objects.filter(case=case, state=FollowUpState.DUE).order_by("due_on")


def closings_waiting_for(viewer: User) -> QuerySet[Case]:
    """Return the cases whose closing waits for this manager's yes."""
    # Those asked for are few and have an index; the manager's cases are many.
    asked_for = Case.objects.filter(exit_asked_at__isnull=False).values("pk")
    mine = cases_visible_to(viewer, "people.assign")
    return mine.filter(pk__in=asked_for, state=CaseState.OPEN).order_by("exit_asked_at")


def colleagues_at(centre_ids: set[UUID], today: date) -> QuerySet[User]:
    """Return the staff who serve at these centres today and may hold a caseload."""
    roles = [role.value for role in POLICY["casework.edit"]]
    in_force = Q(postings__ends_on=None) | Q(postings__ends_on__gte=today)
    return (
        User.objects.filter(
            in_force,
            is_active=True,
            postings__centre_id__in=centre_ids,
            postings__role__in=roles,
            postings__starts_on__lte=today,
        )
        .distinct()
        .order_by("name_km", "username")
    )


def caseload_of(viewer: User, officer: User) -> QuerySet[Person]:
    """Return the people whom this officer is responsible for, at the centres the viewer manages."""
    return clients_visible_to(viewer, "people.assign").filter(assigned_to=officer.pk)


def holders_of_caseloads(viewer: User) -> QuerySet[User]:
    """Return who is responsible for people at the centres the viewer manages, also who has left."""
    responsible = clients_visible_to(viewer, "people.assign").exclude(assigned_to=None)
    ids = responsible.order_by().values("assigned_to").distinct()
    return User.objects.filter(pk__in=ids).order_by("name_km", "username")


def hand_over_made(id: UUID) -> HandOver | None:
    """Return the hand-over that this very form made before, or None."""
    return HandOver.objects.filter(pk=id).first()


def open_cases() -> QuerySet[Case]:
    """Return every open case. For the software's own use, beside what a viewer may see."""
    return Case.objects.filter(state=CaseState.OPEN)


def open_cases_for(viewer: User) -> QuerySet[Case]:
    """Return the open cases that are this viewer's work.

    An officer's own people and those nobody is responsible for; a manager's whole centre.
    """
    managed = centres_where(viewer, "people.assign")
    mine = Q(person__centre_id__in=managed) | Q(person__assigned_to=viewer.pk)
    mine |= Q(person__assigned_to=None)
    # Asked of each case that a part of the list holds: the parts are short, the register is long.
    reach = within_reach(viewer, "casework.view", "person")
    return Case.objects.filter(reach, mine, state=CaseState.OPEN)


def todays_list(viewer: User, today: date) -> TodaysList:
    """Return what must not wait past today, what is due this week, who is new, who waits too long.

    The number of queries does not grow with the number of people.
    """
    parts = {code: section(viewer, code, today, ROWS_SHOWN) for code in SECTIONS}
    return TodaysList(as_of=today, **parts)


def section(viewer: User, code: str, today: date, limit: int, offset: int = 0) -> Section:
    """Return one part of today's list.

    :raises KeyError: if there is no such part
    """
    matching, order = SECTIONS[code]
    found = matching(open_cases_for(viewer), today)
    total = found.count()
    if not total:
        return Section(code, 0)
    ordered = _with_next(found).order_by(*order, "pk")
    return Section(code, total, _rows(ordered[offset : offset + limit]))


def _first(condition: Q) -> OrderBy:
    return ExpressionWrapper(condition, output_field=BooleanField()).desc()


def _with_next(found: QuerySet[Case]) -> QuerySet[Any]:
    """Annotate each case with the follow-up due next."""
    due = FollowUp.objects.filter(case=OuterRef("pk"), state=FollowUpState.DUE).order_by("due_on")
    return found.annotate(
        next_id=Subquery(due.values("pk")[:1]),
        next_due=Subquery(due.values("due_on")[:1]),
    )


def _urgent(today: date) -> QuerySet[Any]:
    # Who was helped today is done for today; until another screening she is back tomorrow.
    not_yet = Q(last_service_on=None) | Q(last_service_on__lt=today)
    red = Case.objects.filter(not_yet, state=CaseState.OPEN, triage=Triage.RED)
    return red.order_by().values("pk")


def _promised_by(day: date) -> QuerySet[Any]:
    due = FollowUp.objects.filter(state=FollowUpState.DUE, due_on__lte=day)
    return due.order_by().values("case")


def _not_past_today(found: QuerySet[Case], today: date) -> QuerySet[Case]:
    return found.filter(pk__in=_urgent(today).union(_promised_by(today)))


def _this_week(found: QuerySet[Case], today: date) -> QuerySet[Case]:
    soon = found.filter(pk__in=_promised_by(today + timedelta(days=7)))
    return soon.exclude(pk__in=_urgent(today).union(_promised_by(today)))


def _too_long_without_help(found: QuerySet[Case], today: date) -> QuerySet[Case]:
    return found.filter(waits_too_long(today))


def _not_asked_yet(found: QuerySet[Case], today: date) -> QuerySet[Case]:
    return found.filter(triage="").exclude(pk__in=_promised_by(today + timedelta(days=7)))


_Part = tuple[Callable[[QuerySet[Case], date], QuerySet[Case]], tuple[Any, ...]]
SECTIONS: Mapping[str, _Part] = {
    "now": (_not_past_today, (_first(Q(triage=Triage.RED)), F("next_due").asc(nulls_last=True))),
    "week": (_this_week, ("next_due",)),
    "quiet": (_too_long_without_help, ("waiting_since",)),
    "new": (_not_asked_yet, ("-opened_at",)),
}


def _rows(found: QuerySet[Any]) -> list[Waiting]:
    in_use = ContactPoint.objects.filter(is_current=True).order_by("sort", "created_at")
    cases = list(
        found.select_related("person__area", "person__centre").prefetch_related(
            Prefetch("person__contacts", queryset=in_use)
        )
    )
    next_ids = [case.next_id for case in cases if case.next_id]
    promised = FollowUp.objects.in_bulk(next_ids)
    return [
        Waiting(
            case=case,
            follow_up=promised.get(case.next_id),
            is_urgent=case.triage == Triage.RED,
            quiet_since=case.waiting_since,
        )
        for case in cases
    ]


def service_types() -> dict[str, list[ServiceType]]:
    """Return the kinds of service in use, by the name of their group, in the order of the list."""
    groups: dict[str, list[ServiceType]] = {}
    order = {code: place for place, code in enumerate(ServiceGroup.values)}
    active = ServiceType.objects.filter(is_active=True).order_by("sort", "code")
    for one in sorted(active, key=lambda one: order.get(one.group, len(order))):
        groups.setdefault(str(one.get_group_display()), []).append(one)
    return groups


def providers() -> QuerySet[Organisation]:
    """Return the organisations that may provide a step of a plan; employers stand in `jobs`."""
    not_providers = [OrganisationKind.EMPLOYER, OrganisationKind.DONOR]
    return Organisation.objects.exclude(kind__in=not_providers).order_by("label_km", "label_en")
