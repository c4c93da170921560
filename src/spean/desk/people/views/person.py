"""A person's page: her words first, then what is planned, then all that is known."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spean.accounts.models import User
from spean.casework.selectors import colleagues_at
from spean.core.errors import DomainError
from spean.desk.cards import Card
from spean.desk.cases import cards as cases
from spean.desk.fields import ClientForm
from spean.desk.people import facts
from spean.desk.people.forms.needs import SensitiveForm
from spean.desk.people.items import KINDS
from spean.desk.people.parts import CARDS
from spean.desk.people.request import StaffRequest
from spean.desk.people.saving import Saving, revision_in, save_or_compare
from spean.desk.people.sections import SECTIONS
from spean.desk.people.timeline import moments_of
from spean.directory.perms import can, requires
from spean.people import services as people
from spean.people.choices import Help, SafeToCall
from spean.people.contracts import SensitiveFacts
from spean.people.models import Person
from spean.people.perms import may_edit, may_open_sensitive
from spean.people.selectors import (
    contacts_of,
    household_members_of,
    missing_fields,
    not_to_telephone,
    people_visible_to,
    scopes_in_force,
)

MOMENTS_AT_SIDE = 8


class AssignForm(ClientForm):
    """Who is responsible for the file."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Responsible officer"), queryset=User.objects.none()
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, initial={"to": person.assigned_to_id}, **kwargs)
        to: Any = self.fields["to"]
        to.queryset = colleagues_at({person.centre_id}, timezone.localdate())
        to.label_from_instance = lambda user: user.display_name
        to.empty_label = gettext_lazy("Nobody yet")


@requires("people.view")
@require_safe
def person(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Show the person; that the file was opened is kept in the trail."""
    viewer = request.user
    try:
        shown = people.open_file(viewer=viewer, person_id=person_id)
    except Person.DoesNotExist:
        raise Http404 from None
    moments = moments_of(viewer, shown)
    context = {
        **_head(viewer, shown),
        "goal": _drawn(request, cases.goal_for(viewer, shown)),
        "cards": [_drawn(request, card_for(viewer, shown)) for card_for in CARDS],
        "moments": moments[:MOMENTS_AT_SIDE],
        "has_more_moments": len(moments) > MOMENTS_AT_SIDE,
        **_facts(viewer, shown),
    }
    return render(request, "desk/people/person.html", context)


def _drawn(request: StaffRequest, card: Card | None) -> str:
    return render_to_string(card.template, card.context, request) if card else ""


def _head(viewer: User, shown: Person) -> dict[str, Any]:
    contacts = list(contacts_of(shown))
    first = contacts[0] if contacts else None
    is_declined = bool(not_to_telephone([shown.pk]))
    may_call = first and first.safe_to_call == SafeToCall.SAFE and not is_declined
    shares = [scope for scope in scopes_in_force(shown, timezone.localdate()) if "share" in scope]
    return {
        "person": shown,
        "contact": first,
        "is_declined": is_declined,
        "call_number": first.number if first and may_call else "",
        "triage": cases.triage_for(viewer, shown),
        "shares": len(shares),
        "help": [Help(code).label for code in shown.help_needed if code in Help.values],
        "missing": [people.MISSING[code] for code in missing_fields(shown)],
        "may_edit": may_edit(viewer, shown),
        "may_note": can(viewer, "casework.note", shown),
    }


def _facts(viewer: User, shown: Person) -> dict[str, Any]:
    return {
        "registration": facts.registration_rows(shown),
        "sections": [(section, section.rows(shown)) for section in SECTIONS.values()],
        "kinds": [(kind, kind.items(shown)) for kind in KINDS.values()],
        "decisions": facts.decisions_of(shown),
        "episodes": facts.episodes_of(shown),
        "members": household_members_of(viewer, shown),
        "may_open_sensitive": may_open_sensitive(viewer, shown),
        "assign_form": AssignForm(person=shown) if can(viewer, "people.assign", shown) else None,
    }


def visible_person(request: StaffRequest, person_id: UUID) -> Person:
    """Return a person whom the viewer may see.

    :raises Http404: if there is none for her
    """
    visible = people_visible_to(request.user).select_related("area", "centre", "assigned_to")
    return get_object_or_404(visible, pk=person_id)


@requires("people.view")
@require_safe
def history(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Show the whole way of the person."""
    shown = visible_person(request, person_id)
    context = {"person": shown, "moments": moments_of(request.user, shown)}
    return render(request, "desk/people/history.html", context)


@requires("people.sensitive")
@require_safe
def sensitive(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Open the class 3 answers for the responsible officer or the manager, with a trace."""
    shown = visible_person(request, person_id)
    if not may_open_sensitive(request.user, shown):
        raise Http404
    groups = facts.sensitive_groups(request.user, shown)
    context = {"person": shown, "groups": groups, "may_edit": may_edit(request.user, shown)}
    return render(request, "desk/people/sensitive.html", context)


@requires("people.sensitive")
@require_http_methods(["GET", "POST"])
def sensitive_edit(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Correct health, disability and ethnic group."""
    shown = visible_person(request, person_id)
    if not (may_open_sensitive(request.user, shown) and may_edit(request.user, shown)):
        raise Http404

    def known() -> dict[str, Any]:
        facts_now = people.sensitive_facts(viewer=request.user, person=shown)
        return {name: getattr(facts_now, name) for name in SensitiveForm.base_fields}

    form = SensitiveForm(request.POST or None, initial=None if request.POST else known())
    title = _("Health and ethnic group")
    if request.method == "POST":
        saving = Saving(
            shown,
            title,
            lambda revision: people.edit_sensitive(
                actor=request.user,
                person_id=shown.pk,
                facts=SensitiveFacts(**form.cleaned_data),
                revision=revision,
            ),
            known,
            lambda: people.sensitive_record(shown),
        )
        answer = save_or_compare(request, form, saving)
        if answer is not None:
            return answer
    record = people.sensitive_record(shown)
    revision = revision_in(request) if request.POST else getattr(record, "revision", 0)
    context = {"person": shown, "form": form, "title": title, "revision": revision}
    return render(request, "desk/people/edit.html", context)


@requires("people.assign")
@require_POST
def assign(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Make a colleague responsible for the file."""
    shown = visible_person(request, person_id)
    form = AssignForm(request.POST, person=shown)
    if form.is_valid():
        try:
            people.assign(actor=request.user, person_ids=[shown.pk], to=form.cleaned_data["to"])
            messages.success(request, _("Saved."))
        except DomainError as refusal:
            messages.warning(request, str(refusal))
    else:
        messages.warning(request, _("Please choose a colleague."))
    return redirect("desk:person", shown.pk)
