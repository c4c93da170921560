"""Cooperative groups: who belongs, what was saved together, what was decided."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.core.errors import DomainError
from spean.desk.enterprise.forms.group import (
    CooperativeForm,
    CooperativeMeetingForm,
    MemberForm,
)
from spean.directory.perms import centres_where, requires
from spean.directory.selectors.centres import centres_visible_to
from spean.skills.models import CooperativeGroup
from spean.skills.selectors.enterprise import clients_of_enterprise
from spean.skills.selectors.groups import (
    cooperative_meetings_of,
    cooperative_members_visible_to,
    cooperatives_visible_to,
    savings_of,
)
from spean.skills.services import groups as service

MEETINGS_SHOWN = 12


@requires("enterprise.view")
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """List the groups of the viewer's centres."""
    context = {"groups": cooperatives_visible_to(request.user)}
    return render(request, "desk/enterprise/groups.html", context)


@requires("enterprise.view")
@require_safe
def group(request: HttpRequest, cooperative_id: UUID) -> HttpResponse:
    """Show who belongs to a group, what it saved, and its meetings."""
    return _page(request, _or_404(request, cooperative_id, "enterprise.view"))


def _page(request: HttpRequest, found: CooperativeGroup, **more: Any) -> HttpResponse:
    context = {
        "group": found,
        "members": list(cooperative_members_visible_to(request.user).filter(group=found)),
        "meetings": cooperative_meetings_of(found)[:MEETINGS_SHOWN],
        "savings": savings_of(found),
        "join_form": _join_form(request, found),
        **more,
    }
    return render(request, "desk/enterprise/group.html", context)


def _join_form(request: HttpRequest, found: CooperativeGroup, data: Any = None) -> MemberForm:
    people = clients_of_enterprise(request.user, "enterprise.edit").filter(centre=found.centre_id)
    inside = cooperative_members_visible_to(request.user).filter(group=found).values("person")
    names = ("family_name_km", "given_name_km", "pk")
    return MemberForm(data, people=people.exclude(pk__in=inside).order_by(*names))


def _form(request: HttpRequest, initial: dict[str, Any]) -> CooperativeForm:
    allowed = centres_where(request.user, "enterprise.edit")
    centres = centres_visible_to(request.user).filter(pk__in=allowed)
    return CooperativeForm(request.POST or None, centres=centres, initial=initial)


@requires("enterprise.edit")
def new(request: HttpRequest) -> HttpResponse:
    """Begin a group."""
    form = _form(request, {"revision": 1})
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = service.begin_cooperative(
                actor=request.user,
                centre=said["centre"],
                id=said["id"],
                name=said["name"],
                purpose=said["purpose"],
                assets=said["assets"],
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:cooperative", made.pk)
    context = {"form": form, "group": None, **_way(None)}
    return render(request, "desk/enterprise/group_form.html", context)


@requires("enterprise.edit")
def edit(request: HttpRequest, cooperative_id: UUID) -> HttpResponse:
    """Put a group right, or say that it no longer works together."""
    found = _or_404(request, cooperative_id)
    form = _form(request, CooperativeForm.initial_of(found))
    if form.is_valid():
        said = form.cleaned_data
        try:
            service.edit_cooperative(
                actor=request.user,
                group=found,
                revision=said["revision"],
                purpose=said["purpose"],
                assets=said["assets"],
                active=said["is_active"],
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:cooperative", found.pk)
    context = {"form": form, "group": found, **_way(found)}
    return render(request, "desk/enterprise/group_form.html", context)


@requires("enterprise.edit")
@require_POST
def join(request: HttpRequest, cooperative_id: UUID) -> HttpResponse:
    """Write down that somebody joins."""
    found = _or_404(request, cooperative_id)
    form = _join_form(request, found, request.POST)
    if not form.is_valid():
        return _page(request, found, join_form=form)
    person = form.cleaned_data["person"]
    service.join_cooperative(
        actor=request.user, group=found, person=person, on=timezone.localdate()
    )
    messages.success(request, _("Saved"))
    return redirect("desk:cooperative", found.pk)


@requires("enterprise.edit")
@require_POST
def leave(request: HttpRequest, cooperative_member_id: UUID) -> HttpResponse:
    """Write down that somebody left."""
    reach = cooperative_members_visible_to(request.user, "enterprise.edit")
    member = get_object_or_404(reach, pk=cooperative_member_id)
    service.leave_cooperative(actor=request.user, member=member, on=timezone.localdate())
    messages.success(request, _("Saved"))
    return redirect("desk:cooperative", member.group_id)


@requires("enterprise.edit")
def meeting(request: HttpRequest, cooperative_id: UUID) -> HttpResponse:
    """Note a meeting."""
    found = _or_404(request, cooperative_id)
    form = CooperativeMeetingForm(request.POST or None)
    if form.is_valid():
        try:
            service.note_cooperative_meeting(
                actor=request.user, group=found, id=form.cleaned_data["id"], words=form.words()
            )
        except DomainError as refusal:
            form.add_error("taken", str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:cooperative", found.pk)
    context = {"form": form, "group": found, **_way(found)}
    return render(request, "desk/enterprise/group_meeting.html", context)


def _way(found: CooperativeGroup | None) -> dict[str, str]:
    name, keys = ("desk:cooperative", [found.pk]) if found else ("desk:cooperatives", [])
    return {"back_url": reverse(name, args=keys), "where": _("Cooperative groups")}


def _or_404(
    request: HttpRequest, cooperative_id: UUID, action: str = "enterprise.edit"
) -> CooperativeGroup:
    return get_object_or_404(cooperatives_visible_to(request.user, action), pk=cooperative_id)
