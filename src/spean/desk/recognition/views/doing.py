"""What who accompanies does: asks about the tasks, reviews, withdraws, appeals, asks the wage."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spean.core.errors import DomainError
from spean.desk.recognition.forms import AppealForm, ReviewForm, TasksForm, WageForm
from spean.desk.recognition.views.reading import recognition_or_404
from spean.directory.perms import requires
from spean.skills.models import Recognition, WageCheck
from spean.skills.rules.recognition import readiness
from spean.skills.selectors.assessors import assessors_for
from spean.skills.selectors.recognition import (
    first_levels,
    recognitions_visible_to,
    units_of,
)
from spean.skills.services import recognition as acts
from spean.skills.services.appeals import file_appeal
from spean.skills.services.wages import record_wage


@requires("rpl.edit")
def tasks(request: HttpRequest, recognition_id: UUID) -> HttpResponse:
    """Ask about each task with its picture; the job history has answered some already."""
    found = recognition_or_404(request, recognition_id, "rpl.edit")
    form = TasksForm(
        request.POST or None,
        units=units_of(found),
        first=first_levels(found),
        initial={"is_read_aloud": found.is_read_aloud or found.person.can_read_khmer is False},
    )
    if form.is_valid():
        try:
            acts.rate_herself(
                actor=request.user,
                recognition_id=found.pk,
                levels=form.levels(),
                is_read_aloud=form.cleaned_data["is_read_aloud"],
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:recognition", found.pk)
    return _step(request, "desk/recognition/tasks.html", found, form=form, groups=form.groups())


@requires("rpl.edit")
def review(request: HttpRequest, recognition_id: UUID) -> HttpResponse:
    """Show how ready she is for each unit, and decide where it goes."""
    found = recognition_or_404(request, recognition_id, "rpl.edit")
    units = units_of(found)
    form = ReviewForm(request.POST or None, units=units)
    if form.is_valid():
        try:
            acts.review(
                actor=request.user,
                recognition_id=found.pk,
                gaps=form.gap_units(),
                goes_on=form.cleaned_data["goes"] == "assess",
                note=form.cleaned_data["note"],
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:recognition", found.pk)
    ready = readiness(one.standing for one in units)
    return _step(
        request, "desk/recognition/review.html", found, form=form, units=units, ready=ready
    )


@requires("rpl.edit")
@require_POST
def withdraw(request: HttpRequest, recognition_id: UUID) -> HttpResponse:
    """End the application: she does not want it any more."""
    found = recognition_or_404(request, recognition_id, "rpl.edit")
    try:
        acts.withdraw(actor=request.user, recognition_id=found.pk, now=timezone.now())
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Saved"))
    return redirect("desk:recognition", found.pk)


@requires("rpl.edit")
def appeal(request: HttpRequest, recognition_id: UUID) -> HttpResponse:
    """Ask another assessor to look again."""
    found = recognition_or_404(request, recognition_id, "rpl.edit")
    judged = {found.assessor_id, found.moderator_id}
    others = [one for one in assessors_for(found, timezone.localdate()) if one.pk not in judged]
    form = AppealForm(request.POST or None, assessors=others)
    if form.is_valid():
        said = form.cleaned_data
        try:
            file_appeal(
                actor=request.user,
                recognition_id=found.pk,
                id=said["id"],
                assessor=form.assessors[said["assessor"]],
                reason=said["reason"],
                words=said["words"],
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:recognition", found.pk)
    return _step(request, "desk/recognition/appeal.html", found, form=form)


@requires("rpl.edit")
def wage(request: HttpRequest, wage_id: UUID) -> HttpResponse:
    """Write down what she earns some months after."""
    reach = recognitions_visible_to(request.user, "rpl.edit")
    check = get_object_or_404(
        WageCheck.objects.select_related("recognition__person"),
        pk=wage_id,
        recognition__in=reach.values("pk"),
    )
    form = WageForm(request.POST or None)
    if form.is_valid():
        try:
            record_wage(
                actor=request.user,
                wage_id=check.pk,
                is_reached=form.cleaned_data["is_reached"] == "yes",
                wage=form.cleaned_data["wage"],
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:recognition", check.recognition_id)
    return _step(request, "desk/recognition/wage.html", check.recognition, form=form, check=check)


def _step(request: HttpRequest, template: str, found: Recognition, **more: Any) -> HttpResponse:
    context = {
        "recognition": found,
        "person": found.person,
        "back_url": reverse("desk:recognition", args=[found.pk]),
        "where": _("Recognition"),
        **more,
    }
    return render(request, template, context)
