"""The employer's page: one person opens it, answers and leaves in twenty seconds."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spean.core.errors import IllegalMove
from spean.directory.perms import PUBLIC, requires
from spean.jobs import services as jobs
from spean.jobs.choices import Refusal
from spean.jobs.models import EmployerLink, JobReferral
from spean.jobs.selectors import candidate_numbers, wishes_of_people
from spean.portal.employers.profile import profiles_of
from spean.portal.private import private

# One tap each; the others stand behind "another reason".
FIRST_REASONS = (Refusal.FILLED, Refusal.SKILL, Refusal.HOURS)
OTHER_REASONS = (Refusal.DISTANCE, Refusal.EMPLOYER_CHANGED, Refusal.OTHER)


@requires(PUBLIC)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show who agreed to be shown; take a yes, a no with its reason, or "has started"."""
    now = timezone.now()
    try:
        if request.method == "POST":
            _keep(request, jobs.live_link(token=token, now=now), now)
            return redirect("portal:answer", token)
        link, referrals = jobs.open_link(token=token, now=now)
    except jobs.LinkEnded:
        # Unknown, run out, withdrawn, opened too often: the same answer, so nothing is learned.
        # It is a page like any other: a refusal would write the link into the log.
        return private(render(request, "portal/employers/ended.html"))
    return private(_shown(request, link, referrals))


def _shown(request: HttpRequest, link: EmployerLink, referrals: list[JobReferral]) -> HttpResponse:
    wishes = wishes_of_people([one.person_id for one in referrals])
    context: dict[str, Any] = {
        "link": link,
        "vacancy": link.vacancy,
        "centre": link.centre,
        "profiles": profiles_of(referrals, wishes, candidate_numbers(link), timezone.localdate()),
        "asked_why": request.GET.get("no", ""),
        "first_reasons": [(code.value, code.label) for code in FIRST_REASONS],
        "other_reasons": [(code.value, code.label) for code in OTHER_REASONS],
    }
    return render(request, "portal/employers/answer.html", context)


def _keep(request: HttpRequest, link: EmployerLink, now: datetime) -> None:
    """Keep one answer; whatever was answered before, or is not shown, changes nothing."""
    referral_id = _as_id(request.POST.get("who", ""))
    said = request.POST.get("answer", "")
    if referral_id is None:
        return
    try:
        if said == "meet":
            jobs.employer_wants_to_meet(actor=None, referral_id=referral_id, now=now, link=link)
        elif said == "started":
            jobs.employer_says_started(link=link, referral_id=referral_id, now=now)
        elif said == "no" and request.POST.get("reason", "") in Refusal.values:
            jobs.employer_refuses(
                actor=None,
                referral_id=referral_id,
                reason=Refusal(request.POST["reason"]),
                now=now,
                link=link,
            )
        else:
            messages.warning(request, _("Please choose a reason."))
            return
    except (IllegalMove, JobReferral.DoesNotExist):
        # Answered already, by this hand or another's: the page shows how it stands.
        return
    messages.success(request, _("Your answer has arrived. Thank you."))


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
