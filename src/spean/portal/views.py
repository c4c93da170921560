"""The public's pages: who we are, how to reach us, how to leave at once."""

import calendar
import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from spean.directory.choices import RuleState
from spean.directory.models import Centre, RuleRow
from spean.directory.perms import PUBLIC, requires
from spean.portal.attributions import attributions_in_use

# Public telephone lines stand in the rulebook as dated, sourced rows; without a row, no line.
HOTLINES = {
    "hotline.molvt": _("Ministry of Labour telephone line"),
    "hotline.nea": _("National Employment Agency telephone line"),
    "hotline.anti_trafficking": _("Telephone line against human trafficking"),
}


@requires(PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    """Say what the centres are, how to reach each, and where staff sign in."""
    centres = Centre.objects.filter(is_open=True).select_related("area").order_by("code")
    return render(
        request,
        "portal/home.html",
        {"centres": [_reach(centre) for centre in centres], "hotlines": _hotlines()},
    )


@requires(PUBLIC)
def help_page(request: HttpRequest) -> HttpResponse:
    """Say how to sign in, whom to ask, and which keys help."""
    return render(request, "portal/help.html")


@requires(PUBLIC)
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is written down about a person, who sees it, and what she may ask."""
    return render(request, "portal/privacy.html")


@requires(PUBLIC)
def about(request: HttpRequest) -> HttpResponse:
    """Name the software, its licence, and whose data is loaded."""
    return render(request, "portal/about.html", {"attributions": attributions_in_use()})


@requires(PUBLIC)
def elsewhere(request: HttpRequest) -> HttpResponse:
    """Show a month and nothing else: where the quick exit leads."""
    today = timezone.localdate()
    weeks = calendar.Calendar().monthdayscalendar(today.year, today.month)
    return render(
        request,
        "portal/calendar.html",
        {
            "today": today,
            "month": MONTHS[today.month],
            "weekdays": [(WEEKDAYS_ABBR[day], WEEKDAYS[day]) for day in WEEKDAYS],
            "weeks": weeks,
        },
    )


def _reach(centre: Centre) -> dict[str, Any]:
    name = re.sub(r"[^A-Za-z0-9_]", "", centre.telegram.rsplit("/", 1)[-1])
    return {
        "centre": centre,
        "call": re.sub(r"[^0-9+]", "", centre.phone),
        "telegram": name,
    }


def _hotlines() -> list[dict[str, Any]]:
    today = timezone.localdate()
    rows = RuleRow.objects.filter(
        code__in=HOTLINES, valid_from__lte=today, state=RuleState.PUBLISHED
    ).order_by("valid_from")
    in_force = {row.code: row for row in rows if row.valid_to is None or row.valid_to >= today}
    return [
        {"name": name, "number": in_force[code].value, "is_verified": in_force[code].is_verified}
        for code, name in HOTLINES.items()
        if code in in_force
    ]
