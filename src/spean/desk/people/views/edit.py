"""Correct what is known: one section or one item at a time, and never over a colleague's answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spean.desk.people.items import KINDS, Kind
from spean.desk.people.request import StaffRequest
from spean.desk.people.saving import Saving, revision_in, save_or_compare, saved
from spean.desk.people.sections import SECTIONS
from spean.directory.perms import requires
from spean.people.models import Person
from spean.people.perms import may_edit
from spean.people.selectors import people_visible_to


def editable_person(request: StaffRequest, person_id: UUID) -> Person:
    """Return a person whom the viewer may edit.

    :raises Http404: if there is none for her
    """
    visible = people_visible_to(request.user).select_related(
        "area", "permanent_area", "household", "centre"
    )
    person = get_object_or_404(visible, pk=person_id)
    if not may_edit(request.user, person):
        raise Http404
    return person


def revision_for(request: StaffRequest, record: Any) -> int:
    """Return the revision that the page must carry: that of its opening."""
    if request.method == "POST":
        return revision_in(request)
    return record.revision if record is not None else 0


@requires("people.edit")
@require_http_methods(["GET", "POST"])
def person_edit(request: StaffRequest, person_id: UUID, section: str) -> HttpResponse:
    """Correct one section of the file."""
    person = editable_person(request, person_id)
    place = SECTIONS.get(section)
    if place is None:
        raise Http404
    form = place.form(request.POST or None, initial=place.known(person))
    if request.method == "POST":
        saving = Saving(
            person,
            place.title,
            lambda revision: place.save(
                request.user, person, revision, form.cleaned_data, timezone.localdate()
            ),
            lambda: place.known(editable_person(request, person_id)),
            lambda: place.record(editable_person(request, person_id)),
        )
        answer = save_or_compare(request, form, saving)
        if answer is not None:
            return answer
    context = {
        "person": person,
        "form": form,
        "title": place.title,
        "revision": revision_for(request, place.record(person)),
    }
    return render(request, "desk/people/edit.html", context)


@requires("people.edit")
@require_http_methods(["GET", "POST"])
def item_new(request: StaffRequest, person_id: UUID, kind: str) -> HttpResponse:
    """Add a telephone, somebody to tell, or a document."""
    person, place = editable_person(request, person_id), _kind(kind)
    form = place.form(request.POST or None)
    is_written = request.method == "POST" and form.is_valid()
    if is_written and saved(form, lambda: place.add(request.user, person, form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("desk:person", person.pk)
    context = {"person": person, "form": form, "title": place.add_title}
    return render(request, "desk/people/edit.html", context)


@requires("people.edit")
@require_http_methods(["GET", "POST"])
def item_edit(request: StaffRequest, person_id: UUID, kind: str, item_id: UUID) -> HttpResponse:
    """Correct a telephone, somebody to tell, or a document."""
    person, place = editable_person(request, person_id), _kind(kind)
    record = _record(place, person, item_id)
    form = place.asked(record)(request.POST or None, initial=place.known(record))
    if request.method == "POST":
        saving = Saving(
            person,
            place.title,
            lambda revision: place.change(request.user, record, revision, form.cleaned_data),
            lambda: place.known(_record(place, person, item_id)),
            lambda: _record(place, person, item_id),
        )
        answer = save_or_compare(request, form, saving)
        if answer is not None:
            return answer
    context = {
        "person": person,
        "form": form,
        "title": place.title,
        "revision": revision_for(request, record),
        "remove_verb": place.remove_verb,
        "kind": kind,
        "record": record,
    }
    return render(request, "desk/people/edit.html", context)


@requires("people.edit")
@require_http_methods(["GET", "POST"])
def item_remove(request: StaffRequest, person_id: UUID, kind: str, item_id: UUID) -> HttpResponse:
    """Ask, then take a telephone out of use or remove an item entered by mistake."""
    person, place = editable_person(request, person_id), _kind(kind)
    record = _record(place, person, item_id)
    if request.method == "POST":
        place.remove(request.user, record)
        messages.success(request, _("Removed."))
        return redirect("desk:person", person.pk)
    context = {
        "person": person,
        "verb": place.remove_verb,
        "title": place.title,
        "rows": next(item.rows for item in place.items(person) if item.record.pk == item_id),
        "is_kept": kind == "contact",
    }
    return render(request, "desk/people/remove.html", context)


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def _record(kind: Kind, person: Person, item_id: UUID) -> Any:
    record = kind.of(person, item_id)
    if record is None:
        raise Http404
    return record
