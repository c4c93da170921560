"""One referral: how it stands, why (under lock), and as another system reads it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from spean.casework import flows
from spean.casework.models import ServiceReferral
from spean.casework.selectors.referrals import (
    live_links_of,
    papers_of,
    service_referrals_visible_to,
)
from spean.casework.services.oscar import export_referral
from spean.casework.services.service_referrals import open_reason
from spean.core.errors import DomainError, NotAllowed
from spean.desk.referrals import shown
from spean.desk.referrals.forms import AnswerForm, BackForm, LinkForm, PaperForm
from spean.directory.perms import can, requires


def referral_or_404(
    request: HttpRequest, referral_id: UUID, action: str = "casework.view"
) -> ServiceReferral:
    """Return a referral that the viewer may see, or do `action` to.

    :raises Http404: if there is none for her
    """
    return get_object_or_404(service_referrals_visible_to(request.user, action), pk=referral_id)


@requires("casework.view")
@require_safe
def referral(request: HttpRequest, service_referral_id: UUID) -> HttpResponse:
    """Show how it stands, what happened, and the one thing that comes next."""
    return drawn(request, referral_or_404(request, service_referral_id))


def drawn(request: HttpRequest, found: ServiceReferral, **forms: Any) -> HttpResponse:
    """Draw the page of a referral, with the forms that were refused."""
    now = timezone.now()
    links = list(live_links_of(found, now))
    moves = flows.SERVICE_REFERRAL.actions_from(found.state)
    context = {
        "referral": found,
        "person": found.case.person,
        "stages": shown.stages_of(found),
        "next": shown.next_thing(found, now, has_link=bool(links)),
        "reason": shown.reason_word(found),
        "shared": shown.shared_words(found),
        "links": links,
        "papers": papers_of(found),
        "is_live": found.state in flows.LIVE_REFERRALS,
        "may_edit": can(request.user, "casework.edit", found.case.person),
        "may_open": can(request.user, "people.sensitive", found.case.person),
        "answer_form": AnswerForm(moves=moves),
        "link_form": LinkForm(initial={"days": "14"}),
        "paper_form": PaperForm(),
        "back_form": BackForm(),
        **forms,
    }
    return render(request, "desk/referrals/referral.html", context)


@requires("people.sensitive")
@require_safe
def why(request: HttpRequest, service_referral_id: UUID) -> HttpResponse:
    """Open the reason for the responsible officer or the manager, with a trace."""
    found = referral_or_404(request, service_referral_id, "people.sensitive")
    try:
        reason = open_reason(viewer=request.user, referral=found)
    except NotAllowed:
        raise Http404 from None
    context = {"referral": found, "person": found.case.person, "reason": reason}
    return render(request, "desk/referrals/why.html", context)


@requires("people.sensitive")
@require_safe
def oscar(request: HttpRequest, service_referral_id: UUID) -> HttpResponse:
    """Give the referral as a file in the shape of the Primero and OSCaR exchange."""
    found = referral_or_404(request, service_referral_id, "people.sensitive")
    try:
        made = export_referral(actor=request.user, referral=found, now=timezone.now())
    except DomainError as refusal:
        return drawn(request, found, refusal=str(refusal))
    response = JsonResponse(made, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="referral-{found.pk}.json"'
    response["Cache-Control"] = "no-store, private"
    return response
