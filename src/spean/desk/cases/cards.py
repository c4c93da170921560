"""What the cases put on a person's page: her words, her plan, and moments of the timeline."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spean.accounts.models import User
from spean.casework.choices import ActionState, CaseState, FollowUpState, Triage
from spean.casework.models import Case, FollowUp, Plan, PlanAction, ServiceEvent
from spean.casework.rules import is_discreet, stays_off_paper
from spean.casework.selectors import case_of, plan_of
from spean.desk.cards import Card, Moment
from spean.directory.perms import can
from spean.people.models import Person

# One drawing for each group of services (the icons are listed in config/icons.py).
DRAWINGS = {
    "INF": "info-circle",
    "COU": "chat-dots-fill",
    "LEG": "shield-check",
    "EMP": "briefcase",
    "SKL": "award",
    "ENT": "cash-coin",
    "SOC": "heart",
    "PRO": "house-heart",
    "FUP": "telephone",
}
STATES = {
    ActionState.PLANNED: ("", "calendar-event"),
    ActionState.AGREED: ("run", "calendar-check"),
    ActionState.IN_PROGRESS: ("run", "arrow-repeat"),
    ActionState.DONE: ("ok", "check-circle-fill"),
    ActionState.FAILED: ("", "x-circle"),
    ActionState.DROPPED: ("", "x-circle"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the plan as it is drawn."""

    action: PlanAction
    drawing: str
    tone: str
    state_drawing: str
    is_private: bool


def steps_of(plan: Plan | None) -> list[Step]:
    """Return the steps of a plan with their drawings."""
    return [_step(action) for action in plan.actions.all()] if plan else []


def _step(action: PlanAction) -> Step:
    group = action.service_type.group if action.service_type else ""
    tone, state_drawing = STATES[ActionState(action.state)]
    codes = [action.service_type.code] if action.service_type else []
    drawing = DRAWINGS.get(group, "hand-index")
    return Step(action, drawing, tone, state_drawing, stays_off_paper(codes))


def triage_for(viewer: User, person: Person) -> str:
    """Return when we act for this person, or "" if she was not screened or it is not shown."""
    case = case_of(person) if can(viewer, "casework.view", person) else None
    return str(case.triage) if case and case.state == CaseState.OPEN else ""


def goal_for(viewer: User, person: Person) -> Card | None:
    """Return her goal in her own words, for the head of her page."""
    case = case_of(person) if can(viewer, "casework.view", person) else None
    plan = plan_of(case) if case else None
    if plan is None:
        return None
    return Card("desk/cases/_goal.html", {"person": person, "plan": plan})


def card_for(viewer: User, person: Person) -> Card | None:
    """Return the plan of the person, if the viewer may see casework."""
    if not can(viewer, "casework.view", person):
        return None
    case = case_of(person)
    plan = plan_of(case) if case else None
    steps = steps_of(plan)
    context = {
        "person": person,
        "case": case,
        "plan": plan,
        "steps": steps,
        "done": sum(step.action.state == ActionState.DONE for step in steps),
        "may_edit": can(viewer, "casework.edit", person),
        "may_reckon": can(viewer, "people.sensitive", person),
    }
    return Card("desk/cases/_plan_card.html", context)


def moments_for(viewer: User, person: Person) -> list[Moment]:
    """Return what happened in this person's reintegration, in no order."""
    if not can(viewer, "casework.view", person):
        return []
    return [
        *_of_cases(person),
        *_of_plans(person),
        *_of_steps(person),
        *_of_notes(person),
        *_of_follow_ups(person),
    ]


def _day(moment: date) -> date:
    return timezone.localtime(moment).date()  # type: ignore[arg-type]


def _of_cases(person: Person) -> list[Moment]:
    moments = []
    cases = Case.objects.filter(person=person).select_related("opened_by", "exit_approved_by")
    for case in cases:
        who = case.opened_by.display_name
        moments.append(Moment(_day(case.opened_at), _("Case opened"), who, at=case.opened_at))
        if case.triaged_at and case.triage:
            said = _("First questions asked: %(triage)s") % {"triage": Triage(case.triage).label}
            url = reverse("desk:triage", args=[person.pk])
            moments.append(Moment(_day(case.triaged_at), said, url=url, at=case.triaged_at))
        if case.closed_at:
            said = _("Case closed: %(reason)s") % {"reason": case.get_exit_reason_display()}
            who = case.exit_approved_by.display_name if case.exit_approved_by else ""
            moments.append(Moment(_day(case.closed_at), said, who, at=case.closed_at))
    return moments


def _of_plans(person: Person) -> list[Moment]:
    plans = Plan.objects.filter(case__person=person).exclude(agreed_at=None)
    return [
        Moment(
            _day(plan.agreed_at),
            _("Agreed to the plan"),
            f"{person.given_name} · {plan.written_by.display_name}",
            url=reverse("desk:plan", args=[person.pk]),
            at=plan.agreed_at,
        )
        for plan in plans.select_related("written_by")
    ]


def _of_steps(person: Person) -> list[Moment]:
    done = PlanAction.objects.filter(
        Q(plan__case__person=person), state=ActionState.DONE, done_on__isnull=False
    ).exclude(plan__state="superseded")
    said = _("Done: %(what)s")
    return [Moment(a.done_on, said % {"what": a.what}, at=a.updated_at) for a in done]


def _of_notes(person: Person) -> list[Moment]:
    hers = Q(case__person=person) | Q(attendees__person=person)
    notes = ServiceEvent.objects.filter(hers).distinct()
    return [
        Moment(
            note.happened_on,
            note_text(note),
            note.staff.display_name,
            url=reverse("desk:note_read", args=[note.pk]),
            at=note.created_at,
        )
        for note in notes.select_related("staff").prefetch_related("topics")
    ]


def note_text(note: ServiceEvent) -> str:
    """Return what we did, in a few words; a discreet topic is only "a talk"."""
    topics = list(note.topics.all())
    if is_discreet(topic.code for topic in topics) or not topics:
        return _("A talk") if topics else note.get_mode_display()
    return ", ".join(topic.label for topic in topics)


def _of_follow_ups(person: Person) -> list[Moment]:
    ended = FollowUp.objects.filter(
        case__person=person, state__in=[FollowUpState.REACHED, FollowUpState.GIVEN_UP]
    ).exclude(done_at=None)
    return [
        Moment(
            _day(one.done_at),
            f"{one.get_kind_display()}: {one.get_state_display()}",
            one.done_by.display_name if one.done_by else "",
            url=reverse("desk:follow_up", args=[one.pk]),
            at=one.done_at,
        )
        for one in ended.select_related("done_by")
    ]
