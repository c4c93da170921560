"""Results: the list, one indicator, its sheet. Counts only; no way leads from here to a person."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.core.wording import day_text
from spean.desk.results import words
from spean.desk.results.charts import drawings, small_bars
from spean.desk.results.tables import crossed_tables, listed_tables, quarter_table
from spean.desk.results.workbook import workbook_of
from spean.directory.perms import requires
from spean.results.choices import Unit
from spean.results.indicators import Figure, Reading, figures, read
from spean.results.rules import WHOLE
from spean.results.selectors import Reach, reach_of
from spean.results.services import note_download

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires("results.view")
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """List the indicators: people first, then services and vacancies."""
    today = timezone.localdate()
    found = [_row(figure) for figure in figures(request.user, today)]
    context = {
        "people": [row for row in found if row["indicator"].unit == Unit.PEOPLE],
        "others": [row for row in found if row["indicator"].unit != Unit.PEOPLE],
        **_reach_words(reach_of(request.user, today)),
    }
    return render(request, "desk/results/results.html", context)


@requires("results.view")
@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """Show one indicator for a quarter, or for all time."""
    reading, period = _asked(request, code)
    sizes = reading.published.sizes
    context = {
        "reading": reading,
        "indicator": reading.indicator,
        "period": period,
        "period_text": _period_text(reading, period),
        "size": sizes[period],
        "word_alone": _word_alone(reading, period),
        "unit": words.unit_of(reading.indicator),
        "meaning": words.MEANINGS[code],
        "counted": words.ONCE if reading.indicator.unit == Unit.PEOPLE else words.EACH,
        "choices": [(quarter.code, words.quarter_text(quarter)) for quarter in reading.quarters],
        "drawings": drawings(reading.quarters, sizes),
        "by_quarter": quarter_table(reading),
        "listed": listed_tables(reading, period),
        "crossed": crossed_tables(reading, period),
        **_reach_words(reading.reach),
    }
    return render(request, "desk/results/indicator.html", context)


@requires("results.view")
@require_safe
def download(request: HttpRequest, code: str) -> HttpResponse:
    """Give the page as an Excel sheet, and write so into the trail."""
    reading, period = _asked(request, code)
    size = reading.published.sizes[period]
    about = [
        (_("Period"), _period_text(reading, period)),
        (_("Counted until"), day_text(reading.reach.until)),
        (_("Centres"), "; ".join(centre.label for centre in reading.reach.centres)),
        (words.unit_of(reading.indicator), "•" if size is None else str(size)),
        (_("What is counted"), str(words.MEANINGS[code])),
    ]
    head = note_download(actor=request.user, indicator=reading.indicator, period=period)
    response = HttpResponse(workbook_of(reading, period, about, head), content_type=SHEET)
    response["Content-Disposition"] = f'attachment; filename="spean-{code}-{period}.xlsx"'
    return response


def _asked(request: HttpRequest, code: str) -> tuple[Reading, str]:
    """Return the reading and the period that the address names, or 404."""
    reading = read(request.user, code, timezone.localdate())
    if reading is None:
        raise Http404
    period = request.GET.get("period") or WHOLE
    if period not in reading.published.sizes:
        raise Http404
    return reading, period


def _row(figure: Figure) -> dict[str, Any]:
    quarters = [period for period in figure.sizes if period != WHOLE]
    return {
        "indicator": figure.indicator,
        "size": figure.sizes[WHOLE],
        "unit": words.unit_of(figure.indicator),
        "meaning": words.MEANINGS[figure.indicator.code],
        "target": figure.target,
        "bars": small_bars(quarters, figure.sizes),
    }


def _reach_words(reach: Reach) -> dict[str, Any]:
    return {
        "until": reach.until,
        "is_all": reach.is_all,
        "threshold": reach.threshold,
        "centres": [centre.label for centre in reach.centres],
    }


def _period_text(reading: Reading, period: str) -> str:
    found = {quarter.code: words.quarter_text(quarter) for quarter in reading.quarters}
    return found.get(period) or _("All time")


def _word_alone(reading: Reading, period: str) -> int | None:
    """Return how many placements rest on the worker's word alone, where that may be read."""
    grid = reading.published.grids.get(("proof", period))
    return grid.row_sums["G1"] if grid else None
