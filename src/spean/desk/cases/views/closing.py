"""A case begins, ends with the manager's yes, begins again."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.accounts.models import User
from spean.casework import services as casework
from spean.casework.models import Case
from spean.casework.selectors import (
    case_of,
    cases_visible_to,
    clients_visible_to,
    closings_waiting_for,
)
from spean.casework.selectors.assessments import newest_score
from spean.core.errors import DomainError
from spean.desk.cases.forms import ExitForm
from spean.directory.perms import can, requires


@requires("casework.edit")
@require_POST
def open_case(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Open a case for somebody who has none."""
    person = get_object_or_404(clients_visible_to(request.user, "casework.edit"), pk=person_id)
    casework.open_case(actor=request.user, person=person, now=timezone.now())
    messages.success(request, _("Saved"))
    return redirect("desk:person", person.pk)


@requires("casework.edit")
def close(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask to close the case; a manager closes it in the same step."""
    person = get_object_or_404(clients_visible_to(request.user, "casework.edit"), pk=person_id)
    case = get_object_or_404(
        cases_visible_to(request.user, "casework.edit"), pk=getattr(case_of(person), "pk", None)
    )
    manages = can(request.user, "people.assign", person)
    begun = ExitForm.initial_of(case)
    if begun["closing_rss"] is None:
        begun["closing_rss"] = newest_score(case)
    form = ExitForm(request.POST or None, initial=begun)
    if form.is_valid():
        try:
            _ask_or_close(request.user, case, form, manages)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:person", person.pk)
    context = {"person": person, "case": case, "form": form, "manages": manages}
    return render(request, "desk/cases/close.html", context)


@transaction.atomic
def _ask_or_close(actor: User, case: Case, form: ExitForm, manages: bool) -> None:
    now = timezone.now()
    asked = casework.ask_to_close(
        actor=actor,
        case=case,
        revision=form.cleaned_data["revision"],
        words=form.words(),
        now=now,
    )
    if manages:
        casework.close_case(actor=actor, case=asked, revision=asked.revision, now=now)


@requires("casework.edit")
@require_POST
def decide(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Say yes or no to a closing, or open a closed case again."""
    case = get_object_or_404(cases_visible_to(request.user, "casework.edit"), pk=case_id)
    revision = request.POST.get("revision", "")
    number = int(revision) if revision.isascii() and revision.isdecimal() else 0
    try:
        _decided(request.user, case, number, request.POST.get("how", ""))
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:close_case", case.person_id)
    messages.success(request, _("Saved"))
    return redirect("desk:person", case.person_id)


def _decided(actor: User, case: Case, revision: int, how: str) -> None:
    if how == "close":
        casework.close_case(actor=actor, case=case, revision=revision, now=timezone.now())
    elif how == "reopen":
        casework.reopen(actor=actor, case=case, revision=revision)
    else:
        casework.keep_open(actor=actor, case=case, revision=revision)


@requires("people.assign")
@require_safe
def closings(request: HttpRequest) -> HttpResponse:
    """List the cases whose closing waits for this manager's yes."""
    cases = closings_waiting_for(request.user).select_related("person__area", "exit_asked_by")
    return render(request, "desk/cases/closings.html", {"cases": cases[:100]})
