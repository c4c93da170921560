"""The centre's list of benefits: what waits too long, what ends soon, what was refused."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from spean.accounts.models import User
from spean.casework.choices import BenefitRefusal
from spean.casework.models import SchemeReferral
from spean.casework.selectors.benefits import (
    benefits_to_renew,
    refusals_by_reason,
    refused_benefits,
    waiting_benefits,
)
from spean.directory.perms import requires

PAGE: Final = 25


def _refused(viewer: User, day: date) -> QuerySet[SchemeReferral]:
    return refused_benefits(viewer)


Part = tuple[Any, Any, Callable[[User, date], QuerySet[SchemeReferral]], str]
PARTS: Final[dict[str, Part]] = {
    "waiting": (
        _("No answer for over 30 days"),
        _("Ask the office, the longest wait first"),
        waiting_benefits,
        "waiting_since",
    ),
    "renew": (
        _("Ends soon"),
        _("Renew these, the soonest first"),
        benefits_to_renew,
        "renew_by",
    ),
    "refused": (
        _("Refused, not asked again"),
        _("Answer the reason, or apply once more"),
        _refused,
        "decided_on",
    ),
}


@requires("casework.view")
@require_safe
def benefits_open(request: HttpRequest) -> HttpResponse:
    """List one of the three parts."""
    viewer, today = request.user, timezone.localdate()
    chosen = request.GET.get("show", "waiting")
    code = chosen if chosen in PARTS else "waiting"
    title, hint, asked, day = PARTS[code]
    page = Paginator(asked(viewer, today), PAGE).get_page(request.GET.get("page"))
    counts = refusals_by_reason(viewer) if code == "refused" else {}
    context = {
        "parts": [(one, PARTS[one][0], one == code) for one in PARTS],
        "code": code,
        "title": title,
        "hint": hint,
        "page": page,
        "rows": [(row, getattr(row, day), _said(row, code, today)) for row in page],
        "reasons": [(BenefitRefusal(reason).label, counts[reason]) for reason in sorted(counts)],
    }
    return render(request, "desk/cases/benefits_open.html", context)


def _said(row: SchemeReferral, code: str, today: date) -> dict[str, Any]:
    """Return what the row says; of a private scheme only that there is something to open."""
    since = row.waiting_since
    return {
        "days": (today - since).days if code == "waiting" and since else None,
        "scheme": row.scheme,
        "reason": row.get_refusal_display() if code == "refused" else "",
        "is_past": code == "renew" and row.renew_by is not None and row.renew_by < today,
    }
