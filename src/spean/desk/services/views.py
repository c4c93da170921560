"""Read the service directory: as a list, on a map, one service, as a table, as HSDS."""

import csv
import io
import json
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from spean.core.text import inert
from spean.desk.services.forms import FilterForm
from spean.desk.services.picture import drawings, groups_of
from spean.desk.services.shown import shown
from spean.directory.perms import can, requires
from spean.directory.selectors.hsds import package
from spean.directory.selectors.offers import ended_offers, offers_visible_to
from spean.directory.services.offer_table import offer_rows

PAGE = 20
ENDED_SHOWN = 20


@requires("directory.view")
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """List the services given now, those that fit the filters."""
    offers, today = offers_visible_to(request.user), timezone.localdate()
    form = FilterForm(request.GET, offers=offers)
    page = Paginator(form.found(today), PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "rows": [shown(one, today) for one in page.object_list],
        "asked": asked.urlencode(),
        "may_write": can(request.user, "services.edit"),
        "ended": ended_offers(offers)[:ENDED_SHOWN],
    }
    return render(request, "desk/services/services.html", context)


@requires("directory.view")
@require_safe
def map_of_services(request: HttpRequest) -> HttpResponse:
    """Draw where services are given, and say the same in a table."""
    offers, today = offers_visible_to(request.user), timezone.localdate()
    form = FilterForm(request.GET, offers=offers)
    groups = groups_of(form.found(today), today)
    context = {
        "form": form,
        "groups": groups,
        "drawings": drawings(groups),
        "unplaced": sum(group.count for group in groups if group.point is None),
        "asked": request.GET.urlencode(),
    }
    return render(request, "desk/services/map.html", context)


@requires("directory.view")
@require_safe
def service(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Show all that is known of one service."""
    offer = get_object_or_404(offers_visible_to(request.user), pk=offer_id)
    context = {
        "one": shown(offer, timezone.localdate()),
        "may_write": can(request.user, "services.edit"),
    }
    return render(request, "desk/services/service.html", context)


@requires("directory.view")
@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the directory as a table, in the shape that `spean load-services` takes."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in offer_rows(offers_visible_to(request.user)):
        writer.writerow([inert(cell) for cell in row])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="services.csv"'
    return answer


@requires("directory.view")
@require_safe
def as_hsds(request: HttpRequest) -> HttpResponse:
    """Give the services as Open Referral HSDS 3 (JSON)."""
    text = json.dumps(package()["services"], ensure_ascii=False)
    answer = HttpResponse(text, content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="services.json"'
    return answer
