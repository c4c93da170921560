"""Somebody applies, holds a slip with her number, gives a seat back, or takes part."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.core.errors import DomainError
from spean.desk.courses.forms import ApplyForm
from spean.directory.perms import requires
from spean.people.models import Person
from spean.people.selectors import people_visible_to
from spean.skills.models import Course, Enrolment
from spean.skills.selectors.courses import (
    enrolments_run_by,
    enrolments_visible_to,
    open_courses,
)
from spean.skills.services.applying import apply_for, withdraw_enrolment
from spean.skills.services.courses import enrol


@requires("courses.enrol")
def apply(request: HttpRequest, person_id: UUID, course_id: UUID) -> HttpResponse:
    """Apply for a person; one tap from her page, or on a page of its own with the questions."""
    person = get_object_or_404(people_visible_to(request.user), pk=person_id)
    course = get_object_or_404(
        Course.objects.exclude(state="planned").select_related("centre", "provider"), pk=course_id
    )
    form = ApplyForm(request.POST or None, course=course)
    if form.is_valid():
        try:
            made = apply_for(
                actor=request.user,
                id=form.cleaned_data["id"],
                person=person,
                course_id=course.pk,
                said=form.said(),
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Applied. Give the slip with the lot number."))
            return redirect("desk:enrolment_slip", made.pk)
    return _page(request, person, course, form)


def _page(request: HttpRequest, person: Person, course: Course, form: ApplyForm) -> HttpResponse:
    context = {
        "person": person,
        "course": course,
        "form": form,
        "is_open": open_courses(timezone.localdate()).filter(pk=course.pk).exists(),
        "back_url": reverse("desk:person", args=[person.pk]),
        "where": _("Courses"),
    }
    return render(request, "desk/courses/apply.html", context)


@requires("courses.enrol")
@require_safe
def slip(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Show the slip: the course, her number, the day, where the result will stand."""
    found = get_object_or_404(enrolments_visible_to(request.user), pk=enrolment_id)
    address = request.build_absolute_uri(reverse("portal:course", args=[found.course_id]))
    response = render(request, "desk/courses/slip.html", {"enrolment": found, "address": address})
    response["Cache-Control"] = "no-store, private"
    return response


@requires("courses.enrol")
@require_POST
def give_back(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Write down that she does not want the seat, or to wait for one."""
    found = _enrolment(request, enrolment_id, "courses.edit")
    try:
        withdraw_enrolment(actor=request.user, enrolment_id=found.pk)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Noted. A free seat goes to the next who waits."))
    return _back(request, found)


@requires("courses.attend")
@require_POST
def takes_part(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Write down that somebody with a seat takes part."""
    found = _enrolment(request, enrolment_id, "courses.attend")
    try:
        enrol(actor=request.user, enrolment_id=found.pk)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Takes part."))
    return redirect("desk:course", found.course_id)


def _enrolment(request: HttpRequest, enrolment_id: UUID, action: str) -> Enrolment:
    """Return an enrolment of the viewer's own people, or of a course that she runs."""
    own = enrolments_visible_to(request.user, "courses.enrol").filter(pk=enrolment_id)
    run = enrolments_run_by(request.user, action).filter(pk=enrolment_id)
    return own.first() or get_object_or_404(run)


def _back(request: HttpRequest, found: Enrolment) -> HttpResponse:
    asked = request.POST.get("next", "")
    if asked and url_has_allowed_host_and_scheme(asked, {request.get_host()}):
        return redirect(asked)
    return redirect("desk:course", found.course_id)
