"""F10: a note in a minute, read again and corrected."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.accounts.models import User
from spean.casework import services as casework
from spean.casework.choices import ContactMode
from spean.casework.models import ServiceEvent
from spean.casework.selectors import case_of, clients_visible_to, notes_visible_to
from spean.casework.selectors.calls import due_talks
from spean.core.errors import DomainError
from spean.desk.cases.forms import GroupNoteForm, NoteForm
from spean.desk.cases.starters import STARTERS, starter
from spean.desk.fields import Day
from spean.directory.models import Centre
from spean.directory.perms import centres_where, requires
from spean.people.models import Person


@requires("casework.note")
def write(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down what was done, in a minute."""
    person = get_object_or_404(clients_visible_to(request.user, "casework.note"), pk=person_id)
    begun = starter(request.GET.get("begin", ""))
    initial = {**_blank(), **(begun.initial() if begun else {})}
    form = NoteForm(request.POST or None, initial=initial, promised=_promised(person))
    if form.is_valid():
        try:
            casework.note_service(
                actor=request.user,
                person=person,
                id=form.cleaned_data["id"],
                words=form.words(),
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:person", person.pk)
    return _note_form(request, form, person, None)


def _note_form(
    request: HttpRequest, form: NoteForm, person: Person | None, note: ServiceEvent | None
) -> HttpResponse:
    back = reverse("desk:person", args=[person.pk]) if person else reverse("desk:group_notes")
    context = {
        "person": person,
        "form": form,
        "note": note,
        "starters": STARTERS if person and note is None else (),
        "back_url": reverse("desk:note_read", args=[note.pk]) if note else back,
        "where": _("Note"),
    }
    template = "desk/cases/note.html" if person else "desk/cases/group_note.html"
    return render(request, template, context)


def _blank() -> dict[str, Any]:
    return {
        "revision": 1,
        "happened_on": Day(timezone.localdate()),
        "mode": ContactMode.IN_PERSON,
    }


def _promised(person: Person) -> list[Any]:
    case = case_of(person)
    return list(due_talks(case)) if case else []


@requires("casework.note")
def group(request: HttpRequest) -> HttpResponse:
    """Write down what was done with a group, by tallies."""
    form = GroupNoteForm(request.POST or None, initial=_blank(), centres=_centres(request.user))
    if form.is_valid():
        try:
            casework.note_group(
                actor=request.user,
                centre=Centre.objects.get(pk=form.cleaned_data["centre"]),
                id=form.cleaned_data["id"],
                words=form.words(),
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:group_notes")
    return _note_form(request, form, None, None)


def _centres(viewer: User) -> list[Centre]:
    return list(Centre.objects.filter(pk__in=centres_where(viewer, "casework.note")))


@requires("casework.note")
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """List the newest notes about groups."""
    notes = notes_visible_to(request.user).filter(case=None).order_by("-happened_on")
    return render(request, "desk/cases/group_notes.html", {"notes": notes[:50]})


@requires("casework.note")
@require_safe
def read(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Show one note."""
    note = get_object_or_404(notes_visible_to(request.user), pk=note_id)
    return render(request, "desk/cases/note_read.html", {"note": note})


@requires("casework.note")
def correct(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Correct a note; its author stays, and the trail says who corrected it."""
    note = get_object_or_404(notes_visible_to(request.user), pk=note_id)
    kind = GroupNoteForm if note.case is None else NoteForm
    extra = {"centres": [note.centre]} if note.case is None else {}
    form = kind(request.POST or None, initial=kind.initial_of(note), **extra)
    if form.is_valid():
        try:
            casework.correct_note(
                actor=request.user,
                note=note,
                revision=form.cleaned_data["revision"],
                words=form.words(),
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:note_read", note.pk)
    return _note_form(request, form, note.case.person if note.case else None, note)
