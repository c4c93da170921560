"""Papers that leave the centre, as PDF: the plan as pictures, the request to a lender."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from spean.casework.selectors import case_of, clients_visible_to, plan_of
from spean.casework.selectors.money import debts_visible_to
from spean.casework.services import open_debt
from spean.core.paper import make_paper
from spean.desk.cases.paper.packet import packet_words
from spean.desk.cases.paper.plan import plan_words
from spean.directory.perms import requires

LANGUAGES = ("km", "en")


@requires("casework.view")
@require_safe
def plan(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Return the plan as pictures; sensitive steps say "come to the centre"."""
    person = get_object_or_404(clients_visible_to(request.user), pk=person_id)
    case = case_of(person)
    found = plan_of(case) if case else None
    if found is None:
        return redirect("desk:plan_print", person.pk)
    with override(language_of(request)):
        words = plan_words(found, timezone.localdate(), all_words="all" in request.GET)
    return as_pdf("plan", words, person.client_number)


def language_of(request: HttpRequest) -> str:
    """Return the language of the paper: the one asked for, else the one of the page."""
    asked = request.GET.get("in", "")
    return asked if asked in LANGUAGES else (get_language() or "km")


def as_pdf(template: str, words: dict[str, Any], number: str) -> HttpResponse:
    """Return a paper to look at and print; its file is called by the number, never by a name."""
    answer = HttpResponse(make_paper(template, words), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{template}-{number}.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer


@requires("people.sensitive")
@require_safe
def packet(request: HttpRequest, debt_id: UUID) -> HttpResponse:
    """Return the request to the lender; opening the loan for it leaves an audit entry."""
    debt = get_object_or_404(debts_visible_to(request.user), pk=debt_id)
    opened = open_debt(viewer=request.user, debt=debt)
    person = debt.case.person
    with override(language_of(request)):
        words = packet_words(person, opened, timezone.localdate())
    return as_pdf("packet", words, person.client_number)
