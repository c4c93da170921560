"""What is done with a referral: an answer written down, a link given, a paper added, taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spean.casework import flows
from spean.casework.models import SharedPaper
from spean.casework.selectors.referrals import service_referrals_visible_to
from spean.casework.services import referral_links as links
from spean.casework.services.referral_papers import attach_paper, delete_paper
from spean.casework.services.referral_telling import initials_of
from spean.casework.services.service_referrals import (
    note_refused_answer,
    record_answer,
    take_back_referral,
    tell_person,
)
from spean.core.errors import DomainError
from spean.desk.codes import square
from spean.desk.referrals.forms import AnswerForm, BackForm, LinkForm, PaperForm
from spean.desk.referrals.views.reading import drawn, referral_or_404
from spean.directory.perms import requires


@requires("casework.edit")
@require_POST
def answer(request: HttpRequest, service_referral_id: UUID) -> HttpResponse:
    """Write down what the partner said by telephone."""
    found = referral_or_404(request, service_referral_id, "casework.edit")
    moves = flows.SERVICE_REFERRAL.actions_from(found.state)
    form = AnswerForm(request.POST, moves=moves)
    said = request.POST.get("move", "")
    if said and said not in moves:
        # Somebody, or the partner itself, was quicker: the page shows how it stands.
        note_refused_answer(actor=request.user, referral_id=found.pk, move=said)
        messages.warning(request, _("This was answered already. Nothing was changed."))
        return drawn(request, found)
    if not form.is_valid():
        return drawn(request, found, answer_form=form)
    try:
        record_answer(
            actor=request.user,
            referral_id=found.pk,
            answer=form.answer(),
            now=timezone.now(),
        )
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return drawn(request, found, answer_form=form)
    messages.success(request, _("Saved"))
    return redirect("desk:service_referral", found.pk)


@requires("casework.edit")
@require_POST
def link(request: HttpRequest, service_referral_id: UUID) -> HttpResponse:
    """Make the partner's link and show it on a slip to print; it is shown only now."""
    found = referral_or_404(request, service_referral_id, "casework.edit")
    form = LinkForm(request.POST)
    if not form.is_valid():
        return drawn(request, found, link_form=form)
    try:
        made, token = links.make_referral_link(
            actor=request.user,
            id=form.cleaned_data["id"],
            referral=found,
            days=int(form.cleaned_data["days"]),
            now=timezone.now(),
        )
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return drawn(request, found, link_form=form)
    address = request.build_absolute_uri(reverse("portal:referral", args=[token]))
    context = {
        "referral": found,
        "person": found.case.person,
        "initials": initials_of(found.case.person),
        "link": made,
        "address": address,
        "drawing": square(address, _("The link, to scan with a telephone")),
    }
    response = render(request, "desk/referrals/slip.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


@requires("casework.edit")
@require_POST
def end_link(request: HttpRequest, service_referral_id: UUID) -> HttpResponse:
    """End the partner's link at once."""
    found = referral_or_404(request, service_referral_id, "casework.edit")
    links.end_referral_links(actor=request.user, referral=found, now=timezone.now())
    messages.success(request, _("The link no longer works."))
    return redirect("desk:service_referral", found.pk)


@requires("casework.edit")
@require_POST
def take_back(request: HttpRequest, service_referral_id: UUID) -> HttpResponse:
    """Take the referral back, with the reason."""
    found = referral_or_404(request, service_referral_id, "casework.edit")
    form = BackForm(request.POST)
    if not form.is_valid():
        return drawn(request, found, back_form=form)
    try:
        take_back_referral(
            actor=request.user,
            referral_id=found.pk,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return drawn(request, found, back_form=form)
    messages.success(request, _("Taken back. The link no longer works."))
    return redirect("desk:service_referral", found.pk)


@requires("casework.edit")
@require_POST
def told(request: HttpRequest, service_referral_id: UUID) -> HttpResponse:
    """Note that the person was told how it stands."""
    found = referral_or_404(request, service_referral_id, "casework.edit")
    tell_person(actor=request.user, referral_id=found.pk, now=timezone.now())
    messages.success(request, _("Saved"))
    return redirect("desk:service_referral", found.pk)


@requires("casework.edit")
@require_POST
def paper(request: HttpRequest, service_referral_id: UUID) -> HttpResponse:
    """Put a paper beside the referral."""
    found = referral_or_404(request, service_referral_id, "casework.edit")
    form = PaperForm(request.POST, files=request.FILES)
    if not form.is_valid():
        return drawn(request, found, paper_form=form)
    sent = form.cleaned_data["file"]
    try:
        attach_paper(
            actor=request.user,
            referral_id=found.pk,
            id=form.cleaned_data["id"],
            name=sent.name,
            content=sent.read(),
            now=timezone.now(),
        )
    except DomainError as refusal:
        form.add_error("file", str(refusal))
        return drawn(request, found, paper_form=form)
    messages.success(request, _("Saved"))
    return redirect("desk:service_referral", found.pk)


@requires("casework.edit")
@require_POST
def paper_gone(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Delete a paper now."""
    reach = service_referrals_visible_to(request.user, "casework.edit")
    found = get_object_or_404(SharedPaper, pk=paper_id, referral__in=reach)
    delete_paper(actor=request.user, paper_id=found.pk, now=timezone.now())
    messages.success(request, _("The paper is deleted."))
    return redirect("desk:service_referral", found.referral_id)
