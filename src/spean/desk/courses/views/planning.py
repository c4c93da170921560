"""A course is planned, and put right."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from spean.core.errors import DomainError
from spean.desk.courses.forms import CourseForm
from spean.desk.courses.views.listing import course_or_404
from spean.directory.perms import centres_where, requires
from spean.directory.selectors.centres import centres_visible_to
from spean.skills.models import Course
from spean.skills.services.courses import edit_course, plan_course


@requires("courses.edit")
def new(request: HttpRequest) -> HttpResponse:
    """Plan a course."""
    form = _form(request, {"revision": 1})
    if form.is_valid():
        try:
            made = plan_course(
                actor=request.user,
                centre=form.cleaned_data["centre"],
                id=form.cleaned_data["id"],
                values=form.values(),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Planned. Open it when people may apply."))
            return redirect("desk:course", made.pk)
    return _page(request, form, None)


@requires("courses.edit")
def edit(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Put a course right."""
    found = course_or_404(request, course_id, "courses.edit")
    form = _form(request, CourseForm.initial_of(found))
    if form.is_valid():
        try:
            edit_course(
                actor=request.user,
                course_id=found.pk,
                revision=form.cleaned_data["revision"],
                values=form.values(),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:course", found.pk)
    return _page(request, form, found)


def _form(request: HttpRequest, initial: dict[str, Any]) -> CourseForm:
    ids = centres_where(request.user, "courses.edit")
    centres = centres_visible_to(request.user).filter(pk__in=ids)
    if "kind" not in initial:
        usual = {"entry_literacy": "none", "selection": "priority", "paid_by": "programme"}
        initial = {**usual, **initial, "centre": centres.first()}
    return CourseForm(request.POST or None, centres=centres, initial=initial)


def _page(request: HttpRequest, form: CourseForm, found: Course | None) -> HttpResponse:
    context = {"form": form, "course": found, "centre_field": form.fields.get("centre")}
    return render(request, "desk/courses/form.html", context)
