"""Reads of recognition: who sees which, how ready each unit is, what waits, what is late."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from spean.accounts.models import User
from spean.directory.perms import Scope, centres_where, scope_of
from spean.directory.selectors import rule_value
from spean.people.models import Person
from spean.people.selectors.visible import presence
from spean.skills import flows
from spean.skills.choices import AppealState, Competence, OwnWord, WageState
from spean.skills.choices import RecognitionState as R
from spean.skills.models import (
    Appeal,
    CertificateUnit,
    ClaimedSkill,
    Evidence,
    Recognition,
    RecognitionUnit,
    TaskAnswer,
    UnitTask,
    WageCheck,
)
from spean.skills.rules import recognition as rules
from spean.skills.selectors.translation import confirmed_units

APPEAL_DAYS = "rpl.appeal-days"
# From a job of a year, a task is taken as done alone until she says otherwise.
A_YEAR = 12
# While the work is hers; before and after, an assessor sees nothing of it.
_AT_WORK = (R.BOOKED, R.ASSESSED)


@dataclass(frozen=True, slots=True)
class UnitView:
    """One unit of an application with its tasks, her own word and the proof."""

    row: RecognitionUnit
    tasks: list[tuple[UnitTask, int | None]]
    evidence: list[Evidence]
    standing: rules.UnitStanding


def recognitions_visible_to(viewer: User, action: str = "rpl.view") -> QuerySet[Recognition]:
    """Return the recognitions of the viewer's centres, or those assigned to her to assess.

    An assessor sees one from the day it is booked with her until the result is agreed; nothing of
    the person's file comes with it. Sealed and merged people are in nobody's list.
    """
    if scope_of(viewer, action) == Scope.NONE:
        return Recognition.objects.none()
    reach = Q(person__centre__in=centres_where(viewer, action))
    if action != "rpl.edit":
        reach |= assigned_to(viewer)
    return (
        Recognition.objects.filter(presence("person"))
        .filter(reach)
        .select_related(
            "person__centre",
            "standard__occupation",
            "facilitator",
            "assessor__user",
            "moderator__user",
        )
    )


def assigned_to(viewer: User) -> Q:
    """Return the filter "this work is hers now": to assess, to look over, or to hear an appeal."""
    hers = Q(assessor__user=viewer.pk) | Q(moderator__user=viewer.pk)
    heard = Appeal.objects.filter(assessor__user=viewer.pk, state=AppealState.OPEN)
    return (hers & Q(state__in=_AT_WORK)) | Q(pk__in=heard.values("recognition"))


def recognitions_of(viewer: User, person: Person) -> QuerySet[Recognition]:
    """Return the recognitions of one person, the newest first."""
    return recognitions_visible_to(viewer).filter(person=person).order_by("-created_at", "pk")


def open_recognitions(viewer: User) -> QuerySet[Recognition]:
    """Return what is not over, the longest unmoved first."""
    mine = recognitions_visible_to(viewer)
    return mine.filter(state__in=[*flows.BEFORE_THE_RESULT, R.APPROVED]).order_by("since", "pk")


def late_recognitions(viewer: User, today: date) -> QuerySet[Recognition]:
    """Return what stood still for longer than its step allows, for who leads the centre."""
    late = Q()
    for state, days in rules.LATE_AFTER.items():
        late |= Q(state=state, since__date__lt=today - timedelta(days=days))
    within = Q(person__centre__in=centres_where(viewer, "people.assign"))
    return recognitions_visible_to(viewer).filter(late).filter(within).order_by("since", "pk")


def approved_without_certificate(viewer: User | None = None) -> QuerySet[Recognition]:
    """Return the recognitions whose certificate waits to be made, the oldest first.

    With a viewer, those whose certificate she may propose.
    """
    found = Recognition.objects.filter(presence("person"), state=R.APPROVED)
    if viewer is not None and scope_of(viewer, "certificates.propose") < Scope.ALL:
        found = found.filter(person__centre__in=centres_where(viewer, "certificates.propose"))
    return found.select_related("person__centre", "standard").order_by("moderated_at", "pk")


def units_to_certify(recognition: Recognition) -> QuerySet[RecognitionUnit]:
    """Return the units found competent that stand on no certificate yet, in their order."""
    competent = recognition.units.filter(result=Competence.COMPETENT, certified_at=None)
    return competent.select_related("unit").order_by("unit__sort", "unit__code")


def proven_units_of(person: Person) -> set[UUID]:
    """Return the units for which the person has a certificate, or one waits for its seal."""
    held = CertificateUnit.objects.filter(person=person, counts=True)
    return set(held.values_list("unit", flat=True))


def units_of(recognition: Recognition) -> list[UnitView]:
    """Return the units with tasks, own word and proof, in four queries."""
    rows = list(
        recognition.units.select_related("unit")
        .prefetch_related("unit__tasks")
        .order_by("unit__sort", "unit__code")
    )
    answers = dict(
        TaskAnswer.objects.filter(recognition=recognition).values_list("task_id", "level")
    )
    proof: dict[UUID, list[Evidence]] = defaultdict(list)
    for piece in recognition.evidence.select_related("added_by", "checked_by").order_by(
        "created_at", "pk"
    ):
        proof[piece.unit_id].append(piece)
    return [_view(row, answers, proof[row.unit_id]) for row in rows]


def _view(row: RecognitionUnit, answers: dict[UUID, int], proof: list[Evidence]) -> UnitView:
    tasks = sorted(row.unit.tasks.all(), key=lambda task: (task.sort, task.code))
    told = [(task, answers.get(task.pk)) for task in tasks]
    accepted = sum(piece.is_accepted for piece in proof)
    return UnitView(row, told, proof, rules.standing_of([level for _t, level in told], accepted))


def first_levels(recognition: Recognition) -> dict[UUID, int]:
    """Return how well she does each task as her job history has it; she says what is right.

    Units confirmed with her count as done alone; so do those whose skills she used for a year.
    """
    done = ClaimedSkill.objects.filter(person=recognition.person, months__gte=A_YEAR)
    known = set(done.values_list("skill", flat=True))
    said = set(confirmed_units(recognition.person).values_list("pk", flat=True))
    rows = recognition.units.select_related("unit").prefetch_related("unit__skills", "unit__tasks")
    return {
        task.pk: int(OwnWord.ALONE)
        for row in rows
        if row.unit_id in said or known & {skill.pk for skill in row.unit.skills.all()}
        for task in row.unit.tasks.all()
    }


def evidence_visible_to(viewer: User) -> QuerySet[Evidence]:
    """Return the proof that the viewer may open: who accompanies, and who assesses it now."""
    reach = recognitions_visible_to(viewer, "rpl.proof")
    return Evidence.objects.filter(recognition__in=reach.values("pk")).select_related(
        "recognition__person"
    )


def wages_due(viewer: User, today: date) -> QuerySet[WageCheck]:
    """Return the questions about the wage that are due, the oldest first."""
    mine = recognitions_visible_to(viewer, "rpl.edit").filter(state=R.CERTIFIED)
    due = WageCheck.objects.filter(state=WageState.DUE, due_on__lte=today)
    return (
        due.filter(recognition__in=mine.values("pk"))
        .select_related("recognition__person", "recognition__standard")
        .order_by("due_on", "pk")
    )


def appeal_until(recognition: Recognition) -> date | None:
    """Return the last day for an appeal, None if there is no result or no rule of days."""
    if recognition.moderated_at is None:
        return None
    told_on = recognition.moderated_at.date()
    days = rule_value(APPEAL_DAYS, told_on)
    return None if days is None else rules.last_day_of_appeal(told_on, int(days))
