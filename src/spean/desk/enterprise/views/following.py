"""Which businesses wait for somebody, what became of them all; a visit, a check."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.core.errors import DomainError
from spean.desk.enterprise.forms.business import CheckForm, VisitForm
from spean.directory.perms import requires
from spean.people.perms import may_open_sensitive
from spean.skills.models import Business
from spean.skills.rules.enterprise import CHECKS
from spean.skills.rules.figures import survival
from spean.skills.selectors.enterprise import (
    businesses_visible_to,
    checks_for_figures,
    checks_of,
    due_checks,
    visits_of,
)
from spean.skills.services.business_checks import check_business
from spean.skills.services.coaching import note_visit

ROWS = 30


@requires("enterprise.view")
@require_safe
def enterprise(request: HttpRequest) -> HttpResponse:
    """List the checks that are due, and say what became of businesses so far."""
    context = {
        "due": due_checks(request.user, timezone.localdate())[:ROWS],
        "figures": survival(checks_for_figures(request.user)),
    }
    return render(request, "desk/enterprise/enterprise.html", context)


@requires("enterprise.edit")
def visit(request: HttpRequest, business_id: UUID) -> HttpResponse:
    """Write a visit down; it begins with what was promised last time."""
    business = _or_404(request, business_id)
    last = visits_of(business).first()
    form = VisitForm(request.POST or None)
    if form.is_valid():
        try:
            note_visit(
                actor=request.user,
                business=business,
                id=form.cleaned_data["id"],
                words=form.words(),
                today=timezone.localdate(),
            )
        except DomainError as refusal:
            form.add_error("happened_on", str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:business", business.pk)
    context = {**_about(business, _("Coaching visit")), "form": form, "last": last}
    return render(request, "desk/enterprise/visit.html", context)


@requires("enterprise.edit")
def check(request: HttpRequest, business_id: UUID) -> HttpResponse:
    """Write a check down."""
    business = _or_404(request, business_id)
    may_open = may_open_sensitive(request.user, business.person)
    made = {one.month for one in checks_of(business)}
    next_month = next((month for month in CHECKS if month not in made), CHECKS[-1])
    form = CheckForm(request.POST or None, may_open=may_open, initial={"month": next_month})
    if form.is_valid():
        try:
            check_business(
                actor=request.user,
                business=business,
                id=form.cleaned_data["id"],
                words=form.words(),
                today=timezone.localdate(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:business", business.pk)
    context = {**_about(business, _("How does the business do?")), "form": form}
    return render(request, "desk/enterprise/check.html", context)


def _or_404(request: HttpRequest, business_id: UUID) -> Business:
    reach = businesses_visible_to(request.user, "enterprise.edit")
    return get_object_or_404(reach, pk=business_id)


def _about(business: Business, where: str) -> dict[str, object]:
    return {
        "business": business,
        "person": business.person,
        "back_url": reverse("desk:business", args=[business.pk]),
        "where": where,
    }
