"""A person put forward: where it stands, the next step, and every no with its reason."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spean.core.errors import DomainError
from spean.desk.jobs import reading
from spean.desk.jobs.forms import CloseForm, DeclineForm, RefuseForm
from spean.desk.jobs.forms.base import kept
from spean.desk.jobs.views.reach import referral_for
from spean.directory.perms import can, requires
from spean.jobs import flows
from spean.jobs import services as jobs
from spean.jobs.models import JobReferral, Placement
from spean.jobs.selectors import allows_employer
from spean.jobs.selectors.pay import pay_of_placement

# Moves that need a reason, with the form that asks for it.
REASONS = {"decline": DeclineForm, "refuse": RefuseForm, "close": CloseForm}


@requires("jobs.view")
@require_safe
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show where it stands and what can be done."""
    found = referral_for(request, referral_id)
    today = timezone.localdate()
    employer = found.vacancy.employer
    may_refer = can(request.user, "jobs.refer", found.person)
    placement = Placement.objects.filter(referral=found).first()
    context = {
        "referral": found,
        "person": found.person,
        "vacancy": found.vacancy,
        "wage": reading.wage_text(found.vacancy),
        "reasons": reading.reasons_of(found.reasons),
        "fits": reading.fits_text(found.fits, found.fits_of),
        "moves": flows.REFERRAL.actions_from(found.state) if may_refer else [],
        "allows": allows_employer(found.person, employer, today),
        "is_cleared": employer.is_cleared_on(today),
        "placement": placement,
        "pay": pay_of_placement(placement) if placement else None,
        "may_refer": may_refer,
    }
    return render(request, "desk/jobs/referral.html", context)


@requires("jobs.refer")
@require_POST
def move(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Take a step that needs no reason: yes, send, wants to meet."""
    found = referral_for(request, referral_id, "jobs.refer")
    try:
        _step(request, found, request.POST.get("how", ""))
    except jobs.ConsentMissing:
        # The page itself says so, with the way to ask for the consent.
        messages.warning(request, str(jobs.ConsentMissing()))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved"))
    return redirect("desk:referral", found.pk)


def _step(request: HttpRequest, found: JobReferral, how: str) -> None:
    actor, now = request.user, timezone.now()
    if how == "agree":
        jobs.agree(actor=actor, referral_id=found.pk, now=now)
    elif how == "send":
        today = timezone.localdate(now)
        jobs.send_to_employer(actor=actor, referral_id=found.pk, today=today, now=now)
    elif how == "meet":
        jobs.employer_wants_to_meet(actor=actor, referral_id=found.pk, now=now)


@requires("jobs.refer")
@require_http_methods(["GET", "POST"])
def no(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Ask for the reason of a no or of an end, and keep it."""
    found = referral_for(request, referral_id, "jobs.refer")
    how = request.GET.get("how", "")
    how = how if how in REASONS else "close"
    form = REASONS[how](request.POST or None)
    made = None
    if form.is_valid():
        made = kept(form, lambda: _ended(request, found, how, form.cleaned_data))
    if made is not None:
        messages.success(request, _("Saved"))
        return redirect("desk:referral", found.pk)
    context = {"referral": found, "person": found.person, "form": form, "how": how}
    return render(request, "desk/jobs/referral_no.html", context)


def _ended(
    request: HttpRequest, found: JobReferral, how: str, values: dict[str, Any]
) -> JobReferral:
    actor, reason = request.user, values["reason"]
    if how == "decline":
        return jobs.decline(actor=actor, referral_id=found.pk, reason=reason, note=values["note"])
    if how == "refuse":
        return jobs.employer_refuses(
            actor=actor,
            referral_id=found.pk,
            reason=reason,
            note=values["note"],
            now=timezone.now(),
        )
    return jobs.close_referral(actor=actor, referral_id=found.pk, reason=reason)
