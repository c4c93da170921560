"""The partner's page: what the person allowed, one tap to answer, and how it stands."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spean.casework import flows
from spean.casework.choices import CameToNothing, PartnerNo
from spean.casework.contracts import PartnerAnswer
from spean.casework.models import ReferralLink
from spean.casework.selectors.referrals import papers_of
from spean.casework.services import referral_links as links
from spean.casework.services.referral_papers import PaperGone, take_paper
from spean.casework.services.service_referrals import (
    WhyMissing,
    note_refused_answer,
    record_answer,
)
from spean.core.crypto import CannotUnseal
from spean.core.errors import IllegalMove
from spean.directory.perms import PUBLIC, requires
from spean.portal.partners.words import asked_of
from spean.portal.private import private

_KINDS = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


@requires(PUBLIC)
@require_http_methods(["GET", "POST"])
def referral(request: HttpRequest, token: str) -> HttpResponse:
    """Show a referral to its partner; take an answer, and how far the service is."""
    now = timezone.now()
    try:
        if request.method == "POST":
            _keep(request, links.live_referral_link(token=token, now=now), now)
            return private(redirect("portal:referral", token))
        link, told = links.open_referral_link(token=token, now=now)
    except links.ReferralLinkEnded as refusal:
        return _ended(request, refusal)
    except CannotUnseal:
        return _ended(request, links.ReferralLinkEnded(why="erased"))
    return private(_shown(request, link, told))


@requires(PUBLIC)
@require_safe
def paper(request: HttpRequest, token: str, paper_id: UUID) -> HttpResponse:
    """Give one paper to keep; it is never drawn by a page of this site."""
    now = timezone.now()
    try:
        link = links.live_referral_link(token=token, now=now)
        kept, name, content = take_paper(link=link, paper_id=paper_id, now=now)
    except links.ReferralLinkEnded as refusal:
        return _ended(request, refusal)
    except (PaperGone, CannotUnseal):
        return _ended(request, links.ReferralLinkEnded(why="paper-gone"))
    response = HttpResponse(content, content_type=_KINDS[kept.kind])
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return private(response)


def _shown(request: HttpRequest, link: ReferralLink, told: Any) -> HttpResponse:
    found = link.referral
    is_live = found.state in flows.LIVE_REFERRALS
    reasons = PartnerNo.choices if found.state in flows.UNANSWERED else CameToNothing.choices
    context = {
        "link": link,
        "referral": found,
        "told": told,
        "centre": found.case.person.centre,
        "asked": asked_of(found.state),
        "is_unanswered": found.state in flows.UNANSWERED,
        "is_asked_why": is_live and "no" in request.GET,
        "reasons": reasons,
        "papers": papers_of(found).filter(deleted_at=None) if is_live else [],
    }
    return render(request, "portal/partners/referral.html", context)


def _keep(request: HttpRequest, link: ReferralLink, now: datetime) -> None:
    """Keep one answer; whatever does not fit how it stands changes nothing and is written down."""
    move = request.POST.get("answer", "")
    answer = PartnerAnswer(move, request.POST.get("reason", ""))
    try:
        record_answer(actor=None, referral_id=link.referral_id, answer=answer, now=now, link=link)
    except WhyMissing as refusal:
        messages.warning(request, str(refusal))
    except IllegalMove:
        note_refused_answer(actor=None, referral_id=link.referral_id, move=move)
        said = _("This was answered already. Nothing was changed; below you see how it stands.")
        messages.warning(request, said)
    else:
        messages.success(request, _("Your answer has arrived. Thank you."))


def _ended(request: HttpRequest, refusal: links.ReferralLinkEnded) -> HttpResponse:
    # Unknown, run out, withdrawn, used up: the same page, so that nothing is learned from it.
    # It is a page like any other: a refusal would write the link into the log.
    links.note_refused_link(refusal=refusal)
    return private(render(request, "portal/employers/ended.html"))
