"""The person has started: the terms of the job, and their correction."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from spean.desk.jobs.forms import PlacementForm
from spean.desk.jobs.forms.base import as_day, kept
from spean.desk.jobs.views.reach import referral_for
from spean.directory.perms import requires
from spean.jobs import services as jobs
from spean.jobs.models import JobReferral
from spean.jobs.selectors import placements_visible_to
from spean.pathways.placement import place as place_person


@requires("jobs.refer")
def place(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Record that the person has started the job."""
    found = referral_for(request, referral_id, "jobs.refer")
    form = PlacementForm(request.POST or None, initial=_first(found))
    if form.is_valid():
        made = kept(
            form,
            lambda: place_person(
                actor=request.user,
                id=form.cleaned_data["id"],
                referral_id=found.pk,
                terms=form.values(),
                now=timezone.now(),
            ),
        )
        if made is not None:
            messages.success(request, _("Congratulations. The follow-ups are planned."))
            return redirect("desk:person", found.person_id)
    context = {"person": found.person, "referral": found, "form": form, "placement": None}
    return render(request, "desk/jobs/place.html", context)


def _first(referral: JobReferral) -> dict[str, Any]:
    """Return what the vacancy promised, to be put right by what the worker says."""
    vacancy = referral.vacancy
    return {
        "revision": 1,
        "started_on": as_day(timezone.localdate()),
        "wage": vacancy.wage_min,
        "currency": vacancy.currency,
        "pay_unit": vacancy.pay_unit,
        "hours_per_week": vacancy.hours_per_week,
        "contract": vacancy.contract,
        "has_nssf": vacancy.has_nssf,
        "proof": "G2" if referral.start_claimed_at else "G1",
    }


@requires("jobs.refer")
def placement(request: HttpRequest, placement_id: UUID) -> HttpResponse:
    """Correct a placement: a better proof, another wage, the last day."""
    visible = placements_visible_to(request.user, "jobs.refer")
    found = get_object_or_404(visible, pk=placement_id)
    form = PlacementForm(request.POST or None, initial=PlacementForm.initial_of(found))
    if form.is_valid():
        made = kept(
            form,
            lambda: jobs.correct_placement(
                actor=request.user,
                placement_id=found.pk,
                terms=form.values(),
                revision=form.cleaned_data["revision"],
                today=timezone.localdate(),
            ),
        )
        if made is not None:
            messages.success(request, _("Saved"))
            return redirect("desk:referral", found.referral_id)
    context = {
        "person": found.person,
        "referral": found.referral,
        "form": form,
        "placement": found,
    }
    return render(request, "desk/jobs/place.html", context)
