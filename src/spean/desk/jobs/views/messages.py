"""What waits to be sent to people, what went, and what was held back."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from spean.directory.perms import requires
from spean.outreach.selectors import messages_visible_to

PAGE = 50
WHY_HELD = {
    "sealed": _("The file is closed to everybody."),
    "no-consent": _("No consent to be called."),
    "no-safe-telephone": _("No telephone that is safe."),
}


@requires("outreach.view")
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """List messages, the newest first, with why some were held back."""
    found = messages_visible_to(request.user).order_by("-created_at", "pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [(row, WHY_HELD.get(row.held_reason, "")) for row in page.object_list]
    return render(request, "desk/jobs/messages.html", {"page": page, "rows": rows})
