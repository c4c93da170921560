"""Which recognitions wait: all open ones with their next step, and those that stand still."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from spean.desk.recognition import shown
from spean.directory.perms import can, requires
from spean.skills import flows
from spean.skills.choices import RecognitionState
from spean.skills.selectors.recognition import (
    late_recognitions,
    open_recognitions,
    recognitions_visible_to,
    wages_due,
)

_ROWS = 25


@requires("rpl.view")
@require_safe
def recognitions(request: HttpRequest) -> HttpResponse:
    """List what is not over, the longest unmoved first; or what is over, the newest first."""
    over = request.GET.get("show") == "over"
    found = open_recognitions(request.user)
    if over:
        live = [*flows.BEFORE_THE_RESULT, RecognitionState.APPROVED]
        found = recognitions_visible_to(request.user).exclude(state__in=live)
        found = found.order_by("-since", "pk")
    page = Paginator(found, _ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, shown.next_for(request.user, one)) for one in page.object_list],
        "over": over,
        "wages": [] if over else list(wages_due(request.user, timezone.localdate())[:_ROWS]),
        "may_lead": can(request.user, "people.assign"),
        "may_edit": can(request.user, "rpl.edit"),
        "may_assess": can(request.user, "rpl.assess"),
    }
    return render(request, "desk/recognition/list.html", context)


@requires("people.assign")
@require_safe
def late(request: HttpRequest) -> HttpResponse:
    """List what stood still for longer than its step allows, the longest first."""
    today = timezone.localdate()
    page = Paginator(late_recognitions(request.user, today), _ROWS).get_page(
        request.GET.get("page")
    )
    rows = [(one, shown.next_for(request.user, one)) for one in page.object_list]
    return render(request, "desk/recognition/late.html", {"page": page, "rows": rows})
