"""The courses on offer, and how the seats of each were given: for anybody, with nobody's name."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from spean.directory.perms import PUBLIC, requires
from spean.skills.models import Course, SelectionRound
from spean.skills.rules.selection_check import FORMAT
from spean.skills.selectors.courses import open_courses, published_courses
from spean.skills.services.drawing import weights_on

_MOST = 50


@requires(PUBLIC)
@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """List the courses that take applications, with what each offers."""
    found = list(open_courses(timezone.localdate())[:_MOST])
    return render(request, "portal/courses.html", {"courses": found})


@requires(PUBLIC)
@require_safe
def course(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Show a course, how its seats are given, and, once they are, the result by lot number."""
    found = _published(course_id)
    today = timezone.localdate()
    told = found.round.published if found.round else {}
    parts: list[dict[str, Any]] = told.get("courses", [])
    part = next((one for one in parts if one["id"] == str(found.pk)), {})
    seated = [one["lot"] for one in told.get("applicants", ()) if one["seat"] == str(found.pk)]
    context = {
        "course": found,
        "is_open": open_courses(today).filter(pk=found.pk).exists(),
        "seated": seated,
        "waiting": part.get("waiting", ()),
        "moved_up": [
            one["lot"] for one in told.get("moved_up", ()) if one["course"] == str(found.pk)
        ],
        "weights": weights_on(today).values() if found.selection != "lottery" else (),
    }
    return render(request, "portal/course.html", context)


@requires(PUBLIC)
@require_safe
def selection(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Give the file by which anybody can repeat how the seats were given."""
    found = _published(course_id)
    told: dict[str, Any] = dict(found.round.published) if found.round else {}
    if not told and found.round:
        told = _promised(found.round)
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="selection.json"'
    return response


def _promised(round_: SelectionRound) -> dict[str, Any]:
    """Return what is known before the seats are given: the promise, and the closed list's digest.

    Nobody's number stands in it yet, nor how many there are.
    """
    return {
        "format": FORMAT,
        "round": str(round_.pk),
        "rule": round_.rule,
        "commitment": round_.commitment,
        "committed_at": round_.committed_at.isoformat(),
        "closed_at": round_.closed_at.isoformat() if round_.closed_at else None,
        "digest": round_.digest,
        "seed": "",
    }


def _published(course_id: UUID) -> Course:
    return get_object_or_404(published_courses(), pk=course_id)
