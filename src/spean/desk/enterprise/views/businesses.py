"""A person's businesses: her training, her ideas, and the page of each."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.core.errors import DomainError
from spean.desk.enterprise.forms.business import IdeaForm, MoveForm
from spean.desk.enterprise.shown import shown
from spean.desk.enterprise.trail import trail_of
from spean.desk.fields.revised_form import on
from spean.directory.perms import can, requires
from spean.people.perms import may_open_sensitive
from spean.skills import flows
from spean.skills.models import Business
from spean.skills.rules.enterprise import Shop
from spean.skills.selectors.enterprise import (
    businesses_of,
    businesses_visible_to,
    checks_of,
    clients_of_enterprise,
    kits_visible_to,
    newest_plan,
    visits_of,
)
from spean.skills.services.business import begin_business, edit_business, move_business


@requires("enterprise.view")
@require_safe
def businesses(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show which packages she took, which fits next, and her businesses."""
    person = get_object_or_404(clients_of_enterprise(request.user), pk=person_id)
    found = list(businesses_of(request.user, person))
    context = {
        "person": person,
        "businesses": found,
        "trail": trail_of(person, found),
        "may_edit": can(request.user, "enterprise.edit", person),
    }
    return render(request, "desk/enterprise/businesses.html", context)


@requires("enterprise.edit")
def new(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write an idea down."""
    reach = clients_of_enterprise(request.user, "enterprise.edit")
    person = get_object_or_404(reach, pk=person_id)
    form = IdeaForm(request.POST or None, initial={"revision": 1})
    if form.is_valid():
        try:
            made = begin_business(
                actor=request.user, person=person, id=form.cleaned_data["id"], words=form.words()
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:business", made.pk)
    context = {
        "person": person,
        "form": form,
        "back_url": reverse("desk:businesses", args=[person.pk]),
        "where": _("A business idea"),
    }
    return render(request, "desk/enterprise/idea.html", context)


@requires("enterprise.edit")
def edit(request: HttpRequest, business_id: UUID) -> HttpResponse:
    """Put an idea right."""
    business = _or_404(request, business_id, "enterprise.edit")
    form = IdeaForm(request.POST or None, initial=IdeaForm.initial_of(business))
    if form.is_valid():
        try:
            edit_business(
                actor=request.user,
                business=business,
                revision=form.cleaned_data["revision"],
                words=form.words(),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:business", business.pk)
    context = {
        "person": business.person,
        "form": form,
        "back_url": reverse("desk:business", args=[business.pk]),
        "where": _("A business idea"),
    }
    return render(request, "desk/enterprise/idea.html", context)


@requires("enterprise.view")
@require_safe
def business(request: HttpRequest, business_id: UUID) -> HttpResponse:
    """Show one business: her words, the plan, kits, visits, checks."""
    return _page(request, _or_404(request, business_id), MoveForm())


def _page(request: HttpRequest, found: Business, form: MoveForm) -> HttpResponse:
    plan = newest_plan(found)
    context = {
        "business": found,
        "person": found.person,
        "plan": plan,
        "shown": shown(Shop.from_plain(plan.sheet)) if plan else None,
        "kits": kits_visible_to(request.user).filter(business=found).order_by("-created_at"),
        "visits": visits_of(found)[:5],
        "checks": checks_of(found),
        "moves": flows.BUSINESS.actions_from(found.state),
        "form": form,
        "may_edit": can(request.user, "enterprise.edit", found.person),
        "may_open": may_open_sensitive(request.user, found.person),
    }
    return render(request, "desk/enterprise/business.html", context)


@requires("enterprise.edit")
@require_POST
def move(request: HttpRequest, business_id: UUID) -> HttpResponse:
    """Say that it began, ended, or was left; each can be taken back."""
    found = _or_404(request, business_id, "enterprise.edit")
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        move_business(
            actor=request.user,
            business=found,
            move=request.POST.get("move", ""),
            on=on(form.cleaned_data["on"]),
        )
    except DomainError as refusal:
        form.add_error("on", str(refusal))
        return _page(request, found, form)
    messages.success(request, _("Saved"))
    return redirect("desk:business", found.pk)


def _or_404(request: HttpRequest, business_id: UUID, action: str = "enterprise.view") -> Business:
    return get_object_or_404(businesses_visible_to(request.user, action), pk=business_id)
