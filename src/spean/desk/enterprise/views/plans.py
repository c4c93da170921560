"""The plan of a shop: asked, drawn, kept as a version, printed, and seen from the household."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from spean.accounts.models import User
from spean.core.errors import DomainError
from spean.core.loans import Loan
from spean.desk.cases.views.papers import as_pdf, language_of
from spean.desk.enterprise.asking import Asked
from spean.desk.enterprise.paper import plan_words
from spean.desk.enterprise.shown import registration_word, shown, ways
from spean.directory.perms import can, requires
from spean.pathways.shop_at_home import shop_at_home
from spean.people.perms import may_open_sensitive
from spean.skills.models import Business, BusinessPlan
from spean.skills.rules.enterprise import Shop
from spean.skills.selectors.enterprise import (
    businesses_visible_to,
    newest_plan,
    plans_visible_to,
)
from spean.skills.services.business import open_loan, save_plan


@requires("enterprise.edit")
def plan(request: HttpRequest, business_id: UUID) -> HttpResponse:
    """Ask about the shop, draw its months, and keep them as a version."""
    reach = businesses_visible_to(request.user, "enterprise.edit")
    business = get_object_or_404(reach, pk=business_id)
    may_open = may_open_sensitive(request.user, business.person)
    kept = newest_plan(business)
    is_first = request.method != "POST"
    loan = _loan(request.user, kept) if kept and is_first else None
    shop = Shop.from_plain(kept.sheet) if kept else None
    asked = Asked(None if is_first else request.POST, shop, loan, may_open=may_open)
    wants = request.POST.get("then") == "save"
    if wants and asked.shop is not None and _is_saved(request, business, asked):
        made = asked.form.cleaned_data["id"]
        return redirect("desk:shop_plan_read", made)
    context = {
        "business": business,
        "person": business.person,
        "asked": asked,
        "form": asked.form,
        "shown": shown(asked.shop, asked.loan) if asked.shop else None,
        "may_open": may_open,
        "hides_loan": bool(kept and kept.sealed) and not may_open,
        "back_url": reverse("desk:business", args=[business.pk]),
        "where": _("The plan of the business"),
    }
    return render(request, "desk/enterprise/plan_form.html", context)


def _loan(viewer: User, kept: BusinessPlan) -> Loan | None:
    """Return the loan for who may open it; for others the plan is drawn without it."""
    if not kept.sealed or not may_open_sensitive(viewer, kept.business.person):
        return None
    return open_loan(viewer=viewer, plan=kept)


def _is_saved(request: HttpRequest, business: Business, asked: Asked) -> bool:
    if asked.shop is None:
        return False
    try:
        save_plan(
            actor=request.user,
            business=business,
            id=asked.form.cleaned_data["id"],
            shop=asked.shop,
            loan=asked.loan,
            now=timezone.now(),
        )
    except DomainError as refusal:
        asked.form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Saved"))
    return True


@requires("enterprise.view")
@require_safe
def read(request: HttpRequest, shop_plan_id: UUID) -> HttpResponse:
    """Show one saved version as it was."""
    found = get_object_or_404(plans_visible_to(request.user), pk=shop_plan_id)
    person = found.business.person
    shop = Shop.from_plain(found.sheet)
    loan = _loan(request.user, found)
    context = {
        "plan": found,
        "business": found.business,
        "person": person,
        "shop": shop,
        "shown": shown(shop, loan),
        "registration": registration_word(shop),
        "hides_loan": bool(found.sealed) and loan is None,
        "may_edit": can(request.user, "enterprise.edit", person),
        "may_open": may_open_sensitive(request.user, person),
    }
    return render(request, "desk/enterprise/plan.html", context)


@requires("enterprise.view")
@require_safe
def paper(request: HttpRequest, shop_plan_id: UUID) -> HttpResponse:
    """Return the plan as a PDF for a bank or the programme; the loan only where asked for."""
    found = get_object_or_404(plans_visible_to(request.user), pk=shop_plan_id)
    loan = _loan(request.user, found) if "loan" in request.GET else None
    with override(language_of(request)):
        words = plan_words(found, loan, timezone.localdate())
    return as_pdf("shop", words, found.business.person.client_number)


@requires("people.sensitive")
@require_safe
def household(request: HttpRequest, shop_plan_id: UUID) -> HttpResponse:
    """Show what the shop does to the household's money; debts stand in it."""
    reach = plans_visible_to(request.user, "people.sensitive")
    found = get_object_or_404(reach, pk=shop_plan_id)
    home = shop_at_home(viewer=request.user, plan=found)
    context = {
        "plan": found,
        "business": found.business,
        "person": found.business.person,
        "home": home,
        "ways": ways(home) if home else [],
    }
    return render(request, "desk/enterprise/household.html", context)
