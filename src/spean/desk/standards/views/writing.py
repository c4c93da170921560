"""Write a version that nobody has used yet: its names, units and tasks."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spean.core.errors import DomainError
from spean.desk.standards.forms import NamesForm, StandardForm, TaskForm, UnitForm
from spean.directory.perms import requires
from spean.skills.models import Standard
from spean.skills.selectors.standards import (
    is_fixed,
    standards_visible_to,
    tasks_visible_to,
    units_visible_to,
)
from spean.skills.services import standards as act

ACTION = "standards.edit"


@requires(ACTION)
def edit(request: HttpRequest, standard_id: UUID) -> HttpResponse:
    """Change the names and the source of a standard."""
    one = get_object_or_404(standards_visible_to(request.user, ACTION), pk=standard_id)
    form = StandardForm(request.POST or None, initial=StandardForm.initial_of(one))

    def keep(said: dict[str, Any]) -> None:
        act.edit_standard(
            actor=request.user,
            standard_id=one.pk,
            revision=said["revision"],
            names=form.names(),
            source=said["source"],
        )

    return _written(request, form, one, keep, _("Change the names"))


@requires(ACTION)
def unit_new(request: HttpRequest, standard_id: UUID) -> HttpResponse:
    """Write one more unit."""
    one = get_object_or_404(standards_visible_to(request.user, ACTION), pk=standard_id)
    form = UnitForm(
        request.POST or None, unit=None, occupation=one.occupation, initial={"revision": 1}
    )

    def keep(said: dict[str, Any]) -> None:
        act.add_unit(
            actor=request.user,
            standard_id=one.pk,
            id=said["id"],
            names=form.names(),
            skill_codes=form.skill_codes(),
        )

    return _written(request, form, one, keep, _("Add a unit"))


@requires(ACTION)
def unit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Change a unit."""
    row = get_object_or_404(units_visible_to(request.user, ACTION), pk=unit_id)
    one = row.standard
    form = UnitForm(
        request.POST or None,
        unit=row,
        occupation=one.occupation,
        initial=UnitForm.initial_of(row),
    )

    def keep(said: dict[str, Any]) -> None:
        act.edit_unit(
            actor=request.user,
            unit_id=row.pk,
            revision=said["revision"],
            names=form.names(),
            skill_codes=form.skill_codes(),
        )

    return _written(request, form, one, keep, _("Change the unit"))


@requires(ACTION)
@require_POST
def unit_end(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """End a unit: nobody begins it any more; its number stays its own."""
    row = get_object_or_404(units_visible_to(request.user, ACTION), pk=unit_id)
    try:
        act.end_unit(actor=request.user, unit_id=row.pk, on=timezone.localdate())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Ended. Its number is given to no other unit."))
    return redirect("desk:standard", row.standard_id)


@requires(ACTION)
def task_new(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Write one more task of a unit."""
    row = get_object_or_404(units_visible_to(request.user, ACTION), pk=unit_id)
    form = TaskForm(request.POST or None, initial={"revision": 1})

    def keep(said: dict[str, Any]) -> None:
        act.add_task(
            actor=request.user,
            unit_id=row.pk,
            id=said["id"],
            names=form.names(),
            picture=said["picture"],
        )

    return _written(request, form, row.standard, keep, _("Add a task"))


@requires(ACTION)
def task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Change a task."""
    row = get_object_or_404(tasks_visible_to(request.user, ACTION), pk=task_id)
    form = TaskForm(request.POST or None, initial=TaskForm.initial_of(row))

    def keep(said: dict[str, Any]) -> None:
        act.edit_task(
            actor=request.user,
            task_id=row.pk,
            revision=said["revision"],
            names=form.names(),
            picture=said["picture"],
        )

    return _written(request, form, row.unit.standard, keep, _("Change the task"))


def _written(
    request: HttpRequest,
    form: NamesForm,
    one: Standard,
    keep: Callable[[dict[str, Any]], None],
    heading: str,
) -> HttpResponse:
    """Show a form of names, keep what it says, and go back to the standard."""
    if not form.is_bound and is_fixed(one):
        messages.warning(request, str(act.StandardFixed()))
        return redirect("desk:standard", one.pk)
    if form.is_valid():
        try:
            keep(form.cleaned_data)
        except act.UnknownPicture as refusal:
            form.add_error("picture", str(refusal))
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:standard", one.pk)
    context = {"form": form, "standard": one, "heading": heading}
    return render(request, "desk/standards/names.html", context)
