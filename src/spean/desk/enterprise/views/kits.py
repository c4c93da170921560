"""Start-up kits: put together, allowed, handed over, looked at again; receipts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.core.errors import DomainError
from spean.desk.enterprise.forms.kit import (
    THINGS,
    HandForm,
    KitForm,
    LookForm,
    ReceiptForm,
    ThingForm,
)
from spean.desk.fields.revised_form import on
from spean.directory.perms import can, requires
from spean.skills.models import Kit
from spean.skills.selectors.enterprise import (
    businesses_visible_to,
    kit_files_visible_to,
    kits_visible_to,
)
from spean.skills.services import kits as service


@requires("enterprise.edit")
def new(request: HttpRequest, business_id: UUID) -> HttpResponse:
    """Write a kit down."""
    reach = businesses_visible_to(request.user, "enterprise.edit")
    business = get_object_or_404(reach, pk=business_id)
    data = request.POST or None
    form = KitForm(data)
    things = [ThingForm(data, prefix=f"thing{place}") for place in range(THINGS)]
    # All are asked, so that everything that is wrong is said at once.
    if data and all([one.is_valid() for one in (form, *things)]):
        try:
            made = service.put_together(
                actor=request.user,
                business=business,
                id=form.cleaned_data["id"],
                purpose=form.cleaned_data["purpose"],
                supplier=form.cleaned_data["supplier"],
                things=[thing for one in things if (thing := one.thing()) is not None],
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:kit", made.pk)
    context = {
        "business": business,
        "person": business.person,
        "form": form,
        "things": things,
        "back_url": reverse("desk:business", args=[business.pk]),
        "where": _("Start-up kit"),
    }
    return render(request, "desk/enterprise/kit_form.html", context)


@requires("enterprise.view")
@require_safe
def kit(request: HttpRequest, kit_id: UUID) -> HttpResponse:
    """Show a kit, and the one thing that comes next."""
    return _page(request, _or_404(request, kit_id, "enterprise.view"))


def _page(request: HttpRequest, found: Kit, **forms: Any) -> HttpResponse:
    person = found.business.person
    items = sorted(found.items.all(), key=lambda one: one.sort)
    context = {
        "kit": found,
        "business": found.business,
        "person": person,
        "items": items,
        "total": sum(one.value for one in items),
        "files": kit_files_visible_to(request.user).filter(kit=found).order_by("created_at"),
        "may_edit": can(request.user, "enterprise.edit", person),
        "may_allow": can(request.user, "people.assign", person),
        "receipt_form": ReceiptForm(),
        "hand_form": HandForm(),
        "look_form": LookForm(items=items),
        **forms,
    }
    return render(request, "desk/enterprise/kit.html", context)


@requires("people.assign")
@require_POST
def allow(request: HttpRequest, kit_id: UUID) -> HttpResponse:
    """Give the manager's word."""
    return _done(request, kit_id, service.allow_kit)


@requires("enterprise.edit")
@require_POST
def cancel(request: HttpRequest, kit_id: UUID) -> HttpResponse:
    """Say that the kit is not given."""
    return _done(request, kit_id, service.cancel_kit)


def _done(request: HttpRequest, kit_id: UUID, act: Any) -> HttpResponse:
    found = _or_404(request, kit_id)
    try:
        act(actor=request.user, kit=found)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Saved"))
    return redirect("desk:kit", found.pk)


@requires("enterprise.edit")
@require_POST
def hand_over(request: HttpRequest, kit_id: UUID) -> HttpResponse:
    """Hand the kit over with a mark."""
    found = _or_404(request, kit_id)
    form = HandForm(request.POST, files=request.FILES)
    if not form.is_valid():
        return _page(request, found, hand_form=form)
    try:
        service.hand_over_kit(
            actor=request.user,
            kit=found,
            id=form.cleaned_data["id"],
            on=on(form.cleaned_data["on"]),
            mark=form.content(),
        )
    except DomainError as refusal:
        form.add_error("mark", str(refusal))
        return _page(request, found, hand_form=form)
    messages.success(request, _("Saved"))
    return redirect("desk:kit", found.pk)


@requires("enterprise.edit")
@require_POST
def receipt(request: HttpRequest, kit_id: UUID) -> HttpResponse:
    """Keep the photograph of a receipt."""
    found = _or_404(request, kit_id)
    form = ReceiptForm(request.POST, files=request.FILES)
    if not form.is_valid():
        return _page(request, found, receipt_form=form)
    picture = form.cleaned_data["file"].read()
    try:
        service.keep_receipt(
            actor=request.user, kit=found, id=form.cleaned_data["id"], picture=picture
        )
    except DomainError as refusal:
        form.add_error("file", str(refusal))
        return _page(request, found, receipt_form=form)
    messages.success(request, _("Saved"))
    return redirect("desk:kit", found.pk)


@requires("enterprise.edit")
@require_POST
def look(request: HttpRequest, kit_id: UUID) -> HttpResponse:
    """Write down what became of each thing."""
    found = _or_404(request, kit_id)
    form = LookForm(request.POST, items=sorted(found.items.all(), key=lambda one: one.sort))
    if not form.is_valid():
        return _page(request, found, look_form=form)
    try:
        service.look_at_kit(
            actor=request.user, kit=found, states=form.states(), on=on(form.cleaned_data["on"])
        )
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, look_form=form)
    messages.success(request, _("Saved"))
    return redirect("desk:kit", found.pk)


@requires("people.sensitive")
@require_safe
def file(request: HttpRequest, kit_file_id: UUID) -> HttpResponse:
    """Give out a receipt or a mark; each opening is written down."""
    found = get_object_or_404(kit_files_visible_to(request.user), pk=kit_file_id)
    content = service.open_kit_file(viewer=request.user, file=found)
    answer = HttpResponse(content, content_type=found.media_type)
    answer["Content-Disposition"] = "inline"
    answer["Cache-Control"] = "no-store, private"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _or_404(request: HttpRequest, kit_id: UUID, action: str = "enterprise.edit") -> Kit:
    return get_object_or_404(kits_visible_to(request.user, action), pk=kit_id)
