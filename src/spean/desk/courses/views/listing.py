"""The page of skills, the courses, one course, and what to train next."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from spean.desk.courses.drawing import bars
from spean.desk.courses.forms import OpenForm, PromiseForm
from spean.desk.courses.waiting import waiting_for
from spean.directory.perms import centres_where, requires
from spean.directory.selectors.centres import centres_named
from spean.pathways.training import KM, demand_near
from spean.skills import flows
from spean.skills.choices import CourseState, EnrolmentState
from spean.skills.models import Course
from spean.skills.selectors.courses import (
    courses_visible_to,
    lists_to_close,
    open_courses,
    rounds_to_join,
    rows_of,
)

_ROWS, _FEW = 20, 6
OVER = (CourseState.ENDED, CourseState.CANCELLED)


@requires("courses.view")
@require_safe
def skills_home(request: HttpRequest) -> HttpResponse:
    """Show what there is about skills: open courses, lists that wait, ways on."""
    today = timezone.localdate()
    context = {
        "courses": list(open_courses(today)[:_FEW]),
        "waiting": list(lists_to_close(request.user, today)[:_FEW]),
        "work": waiting_for(request.user, today),
        "today": today,
    }
    return render(request, "desk/courses/skills.html", context)


@requires("courses.view")
@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """List the courses, the next to begin first; or those that are over."""
    over = request.GET.get("show") == "over"
    found = courses_visible_to(request.user)
    if over:
        found = found.filter(state__in=OVER).order_by("-ends_on", "pk")
    else:
        found = found.exclude(state__in=OVER).order_by("starts_on", "pk")
    page = Paginator(found, _ROWS).get_page(request.GET.get("page"))
    return render(request, "desk/courses/courses.html", {"page": page, "over": over})


@requires("courses.view")
@require_safe
def course(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Show a course: what it offers, who applied, what comes next."""
    return page_of(request, course_or_404(request, course_id))


def page_of(request: HttpRequest, found: Course, **more: Any) -> HttpResponse:
    """Draw the page of a course, with a form that was refused if there is one."""
    today = timezone.localdate()
    runs = found.centre_id in centres_where(request.user, "courses.edit")
    rows = rows_of(request.user, found)
    others = rounds_to_join(request.user, today).filter(centre=found.centre_id)
    context = {
        "course": found,
        "rows": rows,
        "seated": sum(row.enrolment.state == EnrolmentState.SELECTED for row in rows),
        "promises": list(found.commitments.select_related("organisation").order_by("said_on")),
        "runs": runs,
        "may_enrol": found.centre_id in centres_where(request.user, "courses.attend"),
        "moves": flows.COURSE.actions_from(found.state) if runs else [],
        "can_close": runs and found.state == CourseState.OPEN and found.apply_by < today,
        "open_form": OpenForm(others=others) if found.selection == "deferred" else None,
        "promise_form": PromiseForm(),
        **more,
    }
    return render(request, "desk/courses/course.html", context)


@requires("courses.view")
@require_safe
def demand(request: HttpRequest) -> HttpResponse:
    """Show which skills are most missing near the viewer's centre, as bars and in words."""
    centre = next(iter(centres_named(centres_where(request.user, "courses.view"))), None)
    today = timezone.localdate()
    rows = demand_near(viewer=request.user, home=centre.area, today=today) if centre else []
    context = {"rows": rows, "bars": bars(rows), "km": KM, "centre": centre}
    return render(request, "desk/courses/demand.html", context)


def course_or_404(request: HttpRequest, course_id: UUID, action: str = "courses.view") -> Course:
    """Return a course that the viewer may do this with."""
    return get_object_or_404(courses_visible_to(request.user, action), pk=course_id)
