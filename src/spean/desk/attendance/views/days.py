"""The classes of a centre, the list of a day, and a tally where names cannot be kept."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.core.errors import DomainError
from spean.desk.attendance.class_list import ListRow, check_all_belong, on_day, read_list, rows_of
from spean.desk.attendance.forms import TallyForm
from spean.desk.attendance.request import StaffRequest
from spean.desk.attendance.words import alert_text, left_text, share_text, squares_of
from spean.directory.perms import can, requires
from spean.skills.models import ClassDay, Course
from spean.skills.selectors.attendance import (
    class_of,
    classes_visible_to,
    days_of,
    left_for,
    marks_on,
    standings,
    terms_on,
)
from spean.skills.services.attendance import DayWords, mark_day, tally_day


@requires("courses.attend")
@require_safe
def classes(request: StaffRequest) -> HttpResponse:
    """List the classes of the viewer's centres, those that run first."""
    found = list(classes_visible_to(request.user)[:60])
    context = {
        "running": [one for one in found if one.state == "running"],
        "ended": [one for one in found if one.state == "ended"],
    }
    return render(request, "desk/attendance/classes.html", context)


@requires("courses.attend")
@require_safe
def one_class(request: StaffRequest, course_id: UUID) -> HttpResponse:
    """Show how each of a class does, whom to call, and what is to do next."""
    course = class_or_404(request, course_id)
    today = timezone.localdate()
    terms = terms_on(today)
    people = standings(class_of(course), terms)
    context = {
        "course": course,
        "code": course.pk.hex[:8],
        "people": [
            {
                "one": one,
                "share": share_text(one.share),
                "squares": squares_of(one.marks),
                "alert": alert_text(one.alert),
            }
            for one in people
        ],
        "calls": sum(one.alert is not None for one in people),
        "days": days_of(course),
        "day": min(max(today, course.starts_on), course.ends_on),
        "left": left_text(left_for(course.provider_id), terms["few"]),
        "may_run": can(request.user, "courses.edit", course),
    }
    return render(request, "desk/attendance/class.html", context)


@requires("courses.attend")
def day(request: StaffRequest, course_id: UUID) -> HttpResponse:
    """Keep the list of one day: everybody on one page, one tap each."""
    course = class_or_404(request, course_id)
    on = _day_asked(request, course)
    people, marks = on_day(class_of(course), on), marks_on(course, on)
    kept = next((one for one in days_of(course) if one.held_on == on), None)
    refusal = ""
    if request.method == "POST":
        said = read_list(request.POST, people, marks)
        words = DayWords(held_on=on, topic=_topic(request), revision=_revision(request))
        try:
            check_all_belong(request.POST, people)
            mark_day(
                actor=request.user,
                course_id=course.pk,
                id=_id(request),
                words=words,
                said=said,
                now=timezone.now(),
            )
        except DomainError as wrong:
            refusal = str(wrong)
            rows = [
                ListRow(one, said[one.pk].mark, said[one.pk].reason)
                if one.pk in said
                else ListRow(one)
                for one in people
            ]
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:class", course.pk)
    else:
        rows = rows_of(people, marks, all_here=request.GET.get("all") == "here")
    context = {"course": course, "on": on, "rows": rows, "refusal": refusal, **_day(kept)}
    return render(request, "desk/attendance/day.html", context)


@requires("courses.attend")
def tally(request: StaffRequest, course_id: UUID) -> HttpResponse:
    """Count who was there, where names cannot be kept."""
    course = class_or_404(request, course_id)
    form = TallyForm(request.POST or None)
    if form.is_valid():
        try:
            tally_day(
                actor=request.user,
                course_id=course.pk,
                id=form.cleaned_data["id"],
                words=form.words(),
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:class", course.pk)
    context = {
        "form": form,
        "course": course,
        "title": _("Count without names"),
        "hint": _("Only where names cannot be kept. Marks by name stay as they are."),
        "back_url": reverse("desk:class", args=[course.pk]),
        "where": course.label,
    }
    return render(request, "desk/attendance/form.html", context)


def class_or_404(request: StaffRequest, course_id: UUID, action: str = "courses.attend") -> Course:
    """Return a class at whose centre the viewer may do this."""
    return get_object_or_404(classes_visible_to(request.user, action), pk=course_id)


def _day(kept: ClassDay | None) -> dict[str, Any]:
    if kept is None:
        return {"id": uuid4(), "revision": 0, "topic": "", "is_new": True}
    return {"id": kept.pk, "revision": kept.revision, "topic": kept.topic, "is_new": False}


def _day_asked(request: StaffRequest, course: Course) -> date:
    """Return the day that the address or the form names, else today or the course's nearest."""
    asked = request.POST.get("day") or request.GET.get("day") or ""
    try:
        return date.fromisoformat(asked)
    except ValueError:
        return min(max(timezone.localdate(), course.starts_on), course.ends_on)


def _id(request: StaffRequest) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return uuid4()


def _revision(request: StaffRequest) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _topic(request: StaffRequest) -> str:
    return " ".join(request.POST.get("topic", "").split())[:200]
