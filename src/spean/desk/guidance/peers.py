"""Peer groups: who meets, where and when; a meeting is noted once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.casework.models import PeerGroup
from spean.casework.selectors import clients_visible_to, colleagues_at
from spean.casework.selectors.guidance import groups_visible_to, meetings_of, members_visible_to
from spean.casework.services import peers
from spean.core.errors import DomainError
from spean.desk.guidance.forms import PEER_TOPIC, GroupForm, JoinForm, MeetingForm
from spean.directory.perms import centres_where, requires
from spean.directory.selectors.centres import centres_visible_to

MEETINGS_SHOWN = 12


@requires("casework.view")
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """List the peer groups of the viewer's centres."""
    return render(request, "desk/guidance/groups.html", {"groups": groups_visible_to(request.user)})


@requires("casework.view")
@require_safe
def group(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Show who belongs to a group, and its meetings."""
    return _page(request, _or_404(request, group_id, "casework.view"))


def _page(request: HttpRequest, found: PeerGroup, **more: Any) -> HttpResponse:
    members = list(members_visible_to(request.user).filter(group=found))
    context = {
        "group": found,
        "members": members,
        "meetings": meetings_of(request.user, found)[:MEETINGS_SHOWN],
        "join_form": _join_form(request, found),
        **more,
    }
    return render(request, "desk/guidance/group.html", context)


def _join_form(request: HttpRequest, found: PeerGroup, data: Any = None) -> JoinForm:
    people = clients_visible_to(request.user, "casework.edit").filter(centre=found.centre_id)
    inside = members_visible_to(request.user).filter(group=found).values("person")
    names = ("family_name_km", "given_name_km", "pk")
    return JoinForm(data, people=people.exclude(pk__in=inside).order_by(*names))


@requires("casework.edit")
def new(request: HttpRequest) -> HttpResponse:
    """Begin a group."""
    form = _form(request, {"revision": 1})
    if form.is_valid():
        try:
            made = peers.begin_group(
                actor=request.user,
                centre=form.cleaned_data["centre"],
                id=form.cleaned_data["id"],
                words=form.words(),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:peer_group", made.pk)
    return render(request, "desk/guidance/group_form.html", {"form": form, "group": None})


@requires("casework.edit")
def edit(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Put a group right, or say that it does not meet any more."""
    found = _or_404(request, group_id)
    form = _form(request, GroupForm.initial_of(found))
    if form.is_valid():
        try:
            peers.edit_group(
                actor=request.user,
                group=found,
                revision=form.cleaned_data["revision"],
                words=form.words(),
                is_active=form.cleaned_data["is_active"],
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:peer_group", found.pk)
    return render(request, "desk/guidance/group_form.html", {"form": form, "group": found})


def _form(request: HttpRequest, initial: dict[str, Any]) -> GroupForm:
    ids = centres_where(request.user, "casework.edit")
    centres = centres_visible_to(request.user).filter(pk__in=ids)
    staff = colleagues_at(ids, timezone.localdate())
    if "centre" not in initial:
        initial = {**initial, "centre": centres.first(), "facilitator": request.user}
    return GroupForm(request.POST or None, centres=centres, staff=staff, initial=initial)


@requires("casework.edit")
@require_POST
def join(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Write down that somebody joins."""
    found = _or_404(request, group_id)
    form = _join_form(request, found, request.POST)
    if not form.is_valid():
        return _page(request, found, join_form=form)
    person = form.cleaned_data["person"]
    peers.join_group(actor=request.user, group=found, person=person, on=timezone.localdate())
    messages.success(request, _("Saved"))
    return redirect("desk:peer_group", found.pk)


@requires("casework.edit")
@require_POST
def leave(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Write down that somebody left."""
    member = get_object_or_404(members_visible_to(request.user, "casework.edit"), pk=member_id)
    peers.leave_group(actor=request.user, member=member, on=timezone.localdate())
    messages.success(request, _("Saved"))
    return redirect("desk:peer_group", member.group_id)


@requires("casework.edit")
def meeting(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Note a meeting."""
    found = _or_404(request, group_id)
    members = list(members_visible_to(request.user).filter(group=found))
    form = MeetingForm(request.POST or None, members=members, initial={"topics": [PEER_TOPIC]})
    if form.is_valid():
        try:
            peers.note_meeting(
                actor=request.user,
                group=found,
                id=form.cleaned_data["id"],
                words=form.meeting(),
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:peer_group", found.pk)
    return render(request, "desk/guidance/meeting.html", {"form": form, "group": found})


def _or_404(request: HttpRequest, group_id: UUID, action: str = "casework.edit") -> PeerGroup:
    return get_object_or_404(groups_visible_to(request.user, action), pk=group_id)
