"""Which referrals wait: all open ones, those the manager must see, and how fast partners answer."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from spean.casework import flows
from spean.casework.selectors.referrals import (
    late_referrals,
    open_referrals,
    partner_figures,
    partners_of,
    service_referrals_visible_to,
)
from spean.directory.perms import requires

_ROWS = 25


@requires("casework.view")
@require_safe
def service_referrals(request: HttpRequest) -> HttpResponse:
    """List what is open, the longest waited for first; or what is over, the newest first."""
    over = request.GET.get("show") == "over"
    found = open_referrals(request.user)
    if over:
        every = service_referrals_visible_to(request.user)
        found = every.exclude(state__in=flows.LIVE_REFERRALS).order_by("-ended_at", "pk")
    chosen = _chosen(request.GET.get("partner", ""))
    if chosen is not None:
        found = found.filter(organisation=chosen)
    context = {
        "page": Paginator(found, _ROWS).get_page(request.GET.get("page")),
        "now": timezone.now(),
        "over": over,
        "partners": partners_of(request.user),
        "chosen": chosen,
    }
    return render(request, "desk/referrals/list.html", context)


@requires("people.assign")
@require_safe
def late(request: HttpRequest) -> HttpResponse:
    """List what a partner did not do in time, the worst first."""
    now = timezone.now()
    page = Paginator(late_referrals(request.user, now), _ROWS).get_page(request.GET.get("page"))
    return render(request, "desk/referrals/late.html", {"page": page, "now": now})


@requires("casework.view")
@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """Show each partner with what is open, what was sent, and how fast it answers."""
    return render(request, "desk/referrals/partners.html", {"rows": partner_figures(request.user)})


def _chosen(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
