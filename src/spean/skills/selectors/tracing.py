"""Whom to ask what came of a course, and what it says of each training provider."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from spean.accounts.models import User
from spean.directory.models import Organisation
from spean.directory.perms import Scope, scope_of
from spean.people.selectors.visible import presence
from spean.skills.choices import CourseState, EnrolmentState
from spean.skills.choices.attendance import ScoreMoment, TraceMoment, TraceState, WorkNow
from spean.skills.models import Enrolment, TestScore, Trace
from spean.skills.rules.attendance import trace_days
from spean.skills.rules.providers import Measure
from spean.skills.selectors.attendance import enrolments_visible_to, terms_on

_ENDED = (EnrolmentState.COMPLETED, EnrolmentState.CERTIFIED)
_WORKS = (WorkNow.EMPLOYED, WorkNow.OWN, WorkNow.FAMILY)
# A question that nobody asked for so long is not asked any more: the next one is due.
_LATEST_MONTHS = 20


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One person to ask, at which moment, since when; `was_tried` if she was not reached before."""

    enrolment: Enrolment
    moment: str
    due_on: date
    was_tried: bool


def due_traces(viewer: User, today: date) -> list[TraceRow]:
    """Return whom to ask what came of a course, the earliest due first; one row a person.

    Of several moments that are due only the latest is asked: nobody asks the same twice.
    """
    due = _due(viewer, today)
    if not due:
        return []
    people = enrolments_visible_to(viewer, "courses.enrol").filter(pk__in=due)
    rows = [TraceRow(one, *due[one.pk]) for one in people.order_by("ended_on", "pk")]
    return sorted(rows, key=lambda row: row.due_on)


def count_due_traces(viewer: User, today: date) -> int:
    """Return how many people are to be asked what came of a course; no file is read for it."""
    return len(_due(viewer, today))


def _due(viewer: User, today: date) -> dict[UUID, tuple[str, date, bool]]:
    """Return {enrolment: (moment, due on, was tried)}, from days and marks alone: two queries."""
    oldest = today.replace(day=1, year=today.year - _LATEST_MONTHS // 12 - 1)
    seen = enrolments_visible_to(viewer, "courses.enrol").filter(
        state__in=_ENDED, ended_on__gte=oldest
    )
    marks = Trace.objects.filter(enrolment__in=seen)
    state_of = {
        (key, moment): state
        for key, moment, state in marks.values_list("enrolment_id", "moment", "state")
    }
    found = {}
    for key, ended in seen.values_list("pk", "ended_on"):
        assert ended is not None
        reached = [(day, moment) for moment, day in trace_days(ended).items() if day <= today]
        if not reached:
            continue
        day, moment = max(reached)
        state = state_of.get((key, moment))
        if state in (None, TraceState.NOT_REACHED):
            found[key] = (moment, day, state is not None)
    return found


@dataclass(frozen=True, slots=True)
class Quality:
    """What is known of one training provider, or of one of its courses."""

    provider: Organisation
    courses: int
    taught: int
    measures: tuple[Measure, ...]

    @property
    def is_said(self) -> bool:
        """Tell whether enough people were taught to say anything."""
        return any(one.is_said for one in self.measures)


def providers_for(viewer: User, today: date) -> list[Quality]:
    """Return the providers whose courses ended, by name and never by rank.

    Counted over every centre: a course takes people of all, and few say little.
    """
    if scope_of(viewer, "courses.view") == Scope.NONE:
        return []
    terms = terms_on(today)
    few = int(terms["few"] or 0)
    by_provider: dict[UUID, list[Enrolment]] = defaultdict(list)
    rows = Enrolment.objects.filter(
        presence("person"), Q(state__in=_ENDED) | Q(state=EnrolmentState.DROPPED)
    ).filter(course__state=CourseState.ENDED)
    for one in rows.select_related("course__provider"):
        by_provider[one.course.provider_id].append(one)
    facts = _facts([one.pk for each in by_provider.values() for one in each])
    found = [_quality(each, facts, few, terms) for each in by_provider.values()]
    return sorted(found, key=lambda one: one.provider.label)


def _facts(keys: list[UUID]) -> dict[str, dict[UUID, Any]]:
    after = TestScore.objects.filter(enrolment__in=keys, moment=ScoreMoment.AFTER)
    traces = Trace.objects.filter(enrolment__in=keys, state=TraceState.ANSWERED).defer("sealed")
    at_6, liked = {}, {}
    for row in traces.order_by("asked_on"):
        if row.moment == TraceMoment.MONTH_6:
            at_6[row.enrolment_id] = row.work in _WORKS
        if row.recommends is not None:
            liked[row.enrolment_id] = row.recommends
    scores = dict(after.values_list("enrolment_id", "score"))
    return {"scores": scores, "at_6": at_6, "liked": liked}


def _quality(
    rows: list[Enrolment],
    facts: dict[str, dict[UUID, Any]],
    few: int,
    terms: dict[str, float | None],
) -> Quality:
    ids = [one.pk for one in rows]
    pass_mark = terms["completion_score"] or 0
    scores = [facts["scores"][key] for key in ids if key in facts["scores"]]
    at_6 = [facts["at_6"][key] for key in ids if key in facts["at_6"]]
    liked = [facts["liked"][key] for key in ids if key in facts["liked"]]
    measures = (
        Measure("completed", sum(one.state in _ENDED for one in rows), len(rows), few),
        Measure("passed", sum(one >= pass_mark for one in scores), len(scores), few),
        Measure("works", sum(at_6), len(at_6), few),
        Measure("recommends", sum(liked), len(liked), few),
    )
    courses = {one.course_id for one in rows}
    return Quality(rows[0].course.provider, len(courses), len(rows), measures)
