"""The month of a centre: whole for its own staff, small numbers hidden where it leaves."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.core.wording import day_text
from spean.desk.results.month_sheet import month_sheet
from spean.desk.results.views import SHEET
from spean.directory.choices import ServiceGroup
from spean.directory.models import Centre, ServiceType
from spean.directory.perms import centres_where, requires
from spean.results.rules.monthly import Line, Month, months_until, to_leave
from spean.results.selectors import Reach, reach_of
from spean.results.selectors.monthly import month_at
from spean.results.services import note_month

# More would push the table off a telephone; the address reaches a year back.
MONTHS_OFFERED = 6


@requires("results.view")
@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """Show a month; the centre's own staff sees its whole numbers and every kind of service."""
    centre, month_asked, reach = _asked(request)
    is_inside = centre.pk in centres_where(request.user, "casework.view")  # type: ignore[arg-type]
    whole = month_at(centre, month_asked, reach.until)
    shown = whole if is_inside else to_leave(whole, reach.threshold)
    return _shown(request, "desk/results/monthly.html", shown, is_inside=is_inside)


@requires("results.view")
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """Show the month as it may be printed and sent."""
    centre, month_asked, reach = _asked(request)
    shown = to_leave(month_at(centre, month_asked, reach.until), reach.threshold)
    return _shown(request, "desk/results/monthly_paper.html", shown, is_inside=False)


@requires("results.view")
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Give the month as an Excel sheet, and write so into the trail."""
    centre, month_asked, reach = _asked(request)
    shown = to_leave(month_at(centre, month_asked, reach.until), reach.threshold)
    head = note_month(actor=request.user, centre=centre, month=month_asked)  # type: ignore[arg-type]
    until = min(reach.until, timezone.localdate())
    about = [
        (_("Centre"), centre.label),
        (_("Month"), day_text(month_asked, "month")),
        (_("Counted until"), day_text(until)),
    ]
    sheet = month_sheet(about, rows_of(shown), head)
    response = HttpResponse(sheet, content_type=SHEET)
    name = f"spean-{centre.code}-{month_asked:%Y-%m}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def rows_of(shown: Month) -> list[tuple[str, Line, bool]]:
    """Return (words, numbers, whether it is a group) for each row; the sum comes last."""
    names = dict(ServiceGroup.choices)
    kinds = {kind.code: kind.label for kind in ServiceType.objects.all()} if shown.kinds else {}
    rows: list[tuple[str, Line, bool]] = []
    for group in shown.groups:
        rows.append((str(names[group.kind]), group, True))
        inner = [line for line in shown.kinds if line.kind.startswith(group.kind)]
        rows += [(kinds[line.kind], line, False) for line in inner]
    return [*rows, (_("Together, each person once"), shown.total, True)]


def _shown(request: HttpRequest, template: str, month: Month, **more: Any) -> HttpResponse:
    centre, month_asked, reach = _asked(request)
    context = {
        "centre": centre,
        "centres": reach.centres if len(reach.centres) > 1 else (),
        "month": month_asked,
        "months": months_until(reach.until)[:MONTHS_OFFERED],
        "until": reach.until,
        "threshold": reach.threshold,
        "rows": rows_of(month),
        "is_empty": not month.groups,
        "place": "results",
        **more,
    }
    return render(request, template, context)


def _asked(request: HttpRequest) -> tuple[Centre, date, Reach]:
    """Return the centre and the month that the address names.

    :raises Http404: if the centre is out of reach, or the month is not one of the last twelve
    """
    reach = reach_of(request.user, timezone.localdate())  # type: ignore[arg-type]
    code, said = request.GET.get("centre"), request.GET.get("month")
    centres = [one for one in reach.centres if code in (None, "", one.code)]
    months = [one for one in months_until(reach.until) if said in (None, "", f"{one:%Y-%m}")]
    if not centres or not months:
        raise Http404
    return centres[0], months[0], reach
