"""F11: whom to call or visit, what came of it, and why somebody was not reached."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.casework import services as casework
from spean.casework.choices import FollowUpKind, FollowUpState
from spean.casework.models import FollowUp, FollowUpAnswers
from spean.casework.rules import TRIES_BEFORE_LOST
from spean.casework.rules.calls import CALL_MONTHS, SECOND, next_way
from spean.casework.selectors import follow_ups_visible_to
from spean.casework.selectors.calls import reach_of
from spean.casework.services.benefit_reminders import ABOUT, ABOUT_PERSON
from spean.core.errors import DomainError
from spean.desk.cases.calls import advice
from spean.desk.cases.forms import AgainForm, ReachedForm, TryForm
from spean.desk.fields.revised_form import as_day, on
from spean.desk.jobs.checks import visit_words
from spean.directory.perms import can, requires
from spean.pathways.follow_up import answered
from spean.people.models import EmergencyContact, Person
from spean.people.perms import may_open_sensitive
from spean.people.selectors import emergency_contacts_of, not_to_telephone

PAGE = 25
# When somebody is asked again how she has settled in.
ASKS_RSS = (FollowUpKind.MONTH_6, FollowUpKind.MONTH_12)


@requires("casework.view")
@require_safe
def follow_ups(request: HttpRequest) -> HttpResponse:
    """List what was promised: what is still to do, soonest first; or what is over."""
    over = request.GET.get("show") == "over"
    found = follow_ups_visible_to(request.user)
    found = found.exclude(state=FollowUpState.DUE) if over else found.filter(state="due")
    if request.GET.get("whose") != "all":
        found = found.filter(case__person__assigned_to=request.user.pk)
    ordered = found.order_by("-done_at" if over else "due_on", "pk")
    context = {
        "page": Paginator(ordered, PAGE).get_page(request.GET.get("page")),
        "over": over,
        "everybody": request.GET.get("whose") == "all",
        "today": timezone.localdate(),
    }
    return render(request, "desk/cases/follow_ups.html", context)


@requires("casework.view")
@require_safe
def follow_up(request: HttpRequest, follow_up_id: UUID) -> HttpResponse:
    """Show one promised contact: how to reach the person, what to ask, what was tried."""
    found = get_object_or_404(follow_ups_visible_to(request.user), pk=follow_up_id)
    return _shown(request, found)


def _shown(request: HttpRequest, found: FollowUp, **forms: Any) -> HttpResponse:
    initial = {"revision": found.revision}
    person = found.case.person
    reach = reach_of(found, timezone.localdate())
    way = next_way(reach)
    is_call = found.kind in CALL_MONTHS
    tries = list(found.tries.select_related("tried_by").order_by("-tried_at"))
    context = {
        "follow_up": found,
        "person": person,
        "contacts": person.contacts.filter(is_current=True).order_by("sort", "created_at"),
        "is_declined": bool(not_to_telephone([person.pk])),
        "is_call": is_call,
        "asks_rss": found.kind in ASKS_RSS,
        "advice": advice(way, tries=len(reach.tries)) if is_call else "",
        "second_contacts": _second_contacts(person, way) if is_call else [],
        "visit_words": visit_words(found.reasons),
        "may_refer": can(request.user, "jobs.refer", person),
        "may_read_answers": _may_read_answers(request, found),
        "tries": tries,
        "is_benefit": found.about_kind in (ABOUT, ABOUT_PERSON),
        "may_give_up": len(tries) >= TRIES_BEFORE_LOST,
        "may_edit": can(request.user, "casework.edit", person),
        "try_form": TryForm(initial=_tomorrow() if is_call else None),
        "reached_form": ReachedForm(initial=ReachedForm.initial_of(found)),
        "again_form": AgainForm(initial=initial),
        **forms,
    }
    return render(request, "desk/cases/follow_up.html", context)


def _second_contacts(person: Person, way: str) -> list[EmergencyContact]:
    """Return whom to ask instead, once it is time to; she is called there by no reason."""
    if way != SECOND:
        return []
    return [one for one in emergency_contacts_of(person) if one.phone]


def _tomorrow() -> dict[str, Any]:
    return {"again_on": as_day(timezone.localdate() + timedelta(days=1))}


def _may_read_answers(request: HttpRequest, found: FollowUp) -> bool:
    is_told = FollowUpAnswers.objects.filter(follow_up=found, finished_at__isnull=False).exists()
    return is_told and may_open_sensitive(request.user, found.case.person)


@requires("casework.edit")
@require_POST
def tried(request: HttpRequest, follow_up_id: UUID) -> HttpResponse:
    """Write down a try that did not reach the person."""
    form = TryForm(request.POST)

    def record(found: FollowUp) -> None:
        casework.record_try(
            actor=request.user,
            follow_up=found,
            id=form.cleaned_data["id"],
            words=form.words(),
            now=timezone.now(),
        )

    return _done(request, follow_up_id, "try_form", form, record)


@requires("casework.edit")
@require_POST
def reached(request: HttpRequest, follow_up_id: UUID) -> HttpResponse:
    """Write down what was learned; a visit to an employer has a page of its own."""
    form = ReachedForm(request.POST)
    visits = follow_ups_visible_to(request.user, "casework.edit")
    if visits.filter(pk=follow_up_id, kind=FollowUpKind.EMPLOYER).exists():
        return redirect("desk:employer_visit", follow_up_id)

    def record(found: FollowUp) -> None:
        answered(
            actor=request.user,
            follow_up=found,
            revision=form.cleaned_data["revision"],
            found=form.words(),
            now=timezone.now(),
        )

    return _done(request, follow_up_id, "reached_form", form, record)


@requires("casework.edit")
@require_POST
def again(request: HttpRequest, follow_up_id: UUID) -> HttpResponse:
    """Take a follow-up up again on another day."""
    form = AgainForm(request.POST)

    def record(found: FollowUp) -> None:
        casework.resume_follow_up(
            actor=request.user,
            follow_up=found,
            revision=form.cleaned_data["revision"],
            due_on=on(form.cleaned_data["due_on"]),
        )

    return _done(request, follow_up_id, "again_form", form, record)


@requires("casework.edit")
@require_POST
def end(request: HttpRequest, follow_up_id: UUID) -> HttpResponse:
    """Give a follow-up up, or say that it is no longer needed."""
    act = casework.give_up if request.POST.get("how") == "give_up" else casework.cancel_follow_up
    revision = request.POST.get("revision", "")

    def record(found: FollowUp) -> None:
        number = int(revision) if revision.isascii() and revision.isdecimal() else 0
        act(actor=request.user, follow_up=found, revision=number, now=timezone.now())

    return _done(request, follow_up_id, "", None, record)


def _done(
    request: HttpRequest, pk: UUID, name: str, form: Any, record: Callable[[FollowUp], None]
) -> HttpResponse:
    found = get_object_or_404(follow_ups_visible_to(request.user, "casework.edit"), pk=pk)
    shown = {name: form} if form is not None else {}
    if form is not None and not form.is_valid():
        return _shown(request, found, **shown)
    try:
        record(found)
    except DomainError as refusal:
        if form is None:
            messages.warning(request, str(refusal))
            return redirect("desk:follow_up", pk)
        form.add_error(None, str(refusal))
        return _shown(request, found, **shown)
    messages.success(request, _("Saved"))
    return redirect("desk:follow_up", pk)
