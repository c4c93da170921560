"""F10: a note in a minute, read again and corrected."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
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
from spean.desk.cases.attending import named_on, people_to_name
from spean.desk.cases.forms import GroupNoteForm, NoteForm
from spean.desk.cases.starters import Starter, starter, starters_for
from spean.desk.fields import Day
from spean.directory.models import Centre
from spean.directory.perms import centres_where, requires
from spean.people.models import Person


@requires("casework.note")
def write(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down what was done, in a minute."""
    person = get_object_or_404(clients_visible_to(request.user, "casework.note"), pk=person_id)
    begun = starters_for(request.user, is_group=False)
    initial = _begun(request, begun)
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
    return _note_form(request, form, person, begun=begun)


def _begun(request: HttpRequest, begun: list[Starter]) -> dict[str, Any]:
    """Return what a new note begins with: a beginning chosen, or what an appointment was for."""
    chosen = starter(request.GET.get("begin", ""), begun)
    meant = {"topics": [code] if (code := request.GET.get("topic")) else []}
    return {**_blank(), **meant, **(chosen.initial() if chosen else {})}


def _note_form(
    request: HttpRequest,
    form: NoteForm,
    person: Person | None,
    note: ServiceEvent | None = None,
    **more: Any,
) -> HttpResponse:
    back = reverse("desk:person", args=[person.pk]) if person else reverse("desk:group_notes")
    context = {
        "person": person,
        "form": form,
        "note": note,
        "starters": more.pop("begun", ()) if note is None else (),
        "back_url": reverse("desk:note_read", args=[note.pk]) if note else back,
        "where": _("Note"),
        **more,
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
    """Write down what was done with a group: who was there by name, and tallies."""
    begun = starters_for(request.user, is_group=True)
    people, sought = people_to_name(request)
    form = GroupNoteForm(
        request.POST or None,
        initial=_begun(request, begun),
        centres=_centres(request.user),
        people=people,
    )
    if _is_seeking(request):
        form.not_yet()
    elif form.is_valid():
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
    return _note_form(request, form, None, begun=begun, sought=sought)


def _is_seeking(request: HttpRequest) -> bool:
    return request.POST.get("then") == "seek"


def _centres(viewer: User) -> list[Centre]:
    return list(Centre.objects.filter(pk__in=centres_where(viewer, "casework.note")))


@requires("casework.note")
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """List the newest notes about groups."""
    notes = notes_visible_to(request.user).filter(case=None)
    notes = notes.annotate(named=Count("attendees", distinct=True)).order_by("-happened_on")
    return render(request, "desk/cases/group_notes.html", {"notes": notes[:50]})


@requires("casework.note")
@require_safe
def read(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Show one note."""
    note = get_object_or_404(notes_visible_to(request.user), pk=note_id)
    context = {"note": note, "named": named_on(request.user, note)}
    return render(request, "desk/cases/note_read.html", context)


@requires("casework.note")
def correct(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Correct a note; its author stays, and the trail says who corrected it."""
    note = get_object_or_404(notes_visible_to(request.user), pk=note_id)
    more: dict[str, Any] = {}
    if note.case is None:
        people, more["sought"] = people_to_name(request, note)
        form: NoteForm = GroupNoteForm(
            request.POST or None,
            initial=GroupNoteForm.initial_of(note),
            centres=[note.centre],
            people=people,
        )
    else:
        form = NoteForm(request.POST or None, initial=NoteForm.initial_of(note))
    if isinstance(form, GroupNoteForm) and _is_seeking(request):
        form.not_yet()
    elif form.is_valid():
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
    return _note_form(request, form, note.case.person if note.case else None, note, **more)
