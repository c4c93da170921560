"""Save a form about a person: refusals at their fields, conflicts side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from spean.core.errors import ChangedMeanwhile, DomainError
from spean.desk.fields import ClientForm
from spean.desk.people.conflict import MARK, both_versions, carried, take
from spean.desk.people.request import StaffRequest
from spean.people.models import Person
from spean.people.services import WrongInput

# Columns of the rooms below, and the field of the form that fills them.
FIELD_OF = {
    "born_on": "born",
    "born_precision": "born",
    "area_id": "area",
    "permanent_area_id": "permanent_area",
    "left_on": "left",
    "returned_on": "returned",
    "cost_paid": "cost",
    "recipient": "share_cso_recipient",
    "occupation_id": "occupation",
    "sector_id": "sector",
    "task_ids": "tasks",
}


@dataclass(frozen=True, slots=True)
class Saving:
    """What a page saves: how, and how the record stands now."""

    person: Person
    title: Any
    save: Callable[[int], Any]
    known: Callable[[], dict[str, Any]]
    record: Callable[[], Any]


def save_or_compare(request: StaffRequest, form: ClientForm, saving: Saving) -> HttpResponse | None:
    """Save a written form and return where to go; None if it must be shown again."""
    if not form.is_valid():
        return None
    if MARK in request.POST:
        theirs = saving.known()
        if not take(form, theirs, both_versions(form, theirs, request.POST)):
            return _conflict_page(request, form, saving)
    try:
        is_saved = saved(form, lambda: saving.save(revision_in(request)))
    except ChangedMeanwhile:
        return _conflict_page(request, form, saving)
    if not is_saved:
        return None
    messages.success(request, _("Saved."))
    return redirect("desk:person", saving.person.pk)


def saved(form: ClientForm, save: Callable[[], Any]) -> bool:
    """Save, and put a refusal at its field.

    :raises ChangedMeanwhile: if somebody else saved first
    """
    try:
        save()
    except WrongInput as refusal:
        for name, sentences in refusal.errors.items():
            place = name if name in form.fields else FIELD_OF.get(name)
            for sentence in sentences:
                form.add_error(place if place in form.fields else None, sentence)
    except ChangedMeanwhile:
        raise
    except DomainError as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


def revision_in(request: StaffRequest) -> int:
    """Return the revision that the form was opened with; 0 if it does not say."""
    given = request.POST.get("revision", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def _conflict_page(request: StaffRequest, form: ClientForm, saving: Saving) -> HttpResponse:
    record = saving.record()
    changed_at: datetime | None = getattr(record, "updated_at", None)
    context = {
        "person": saving.person,
        "title": saving.title,
        "differences": both_versions(form, saving.known(), request.POST),
        "carried": carried(request.POST),
        "revision": getattr(record, "revision", 0),
        "changed_at": changed_at,
        "is_asked_again": MARK in request.POST,
    }
    return render(request, "desk/people/conflict.html", context, status=409)
