"""F5: ask, decide when to act, and read the answers again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spean.accounts.models import User
from spean.casework import services as casework
from spean.casework.choices import Question
from spean.casework.models import Screening
from spean.casework.rules import needs_protocol, triage
from spean.casework.selectors import case_of, clients_visible_to, screenings_visible_to
from spean.core.errors import DomainError
from spean.desk.cases.forms import TriageForm
from spean.directory.perms import can, requires
from spean.people.models import Person


@requires("casework.edit")
def ask(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask the first questions; the newest answers stand in the form for those who may read them."""
    person = get_object_or_404(clients_visible_to(request.user, "casework.edit"), pk=person_id)
    newest = screenings_visible_to(request.user).filter(case__person=person)
    screening = newest.order_by("-taken_at").first()
    known = _answers(request.user, person, screening) if request.method == "GET" else {}
    form = TriageForm(request.POST or None, initial=known)
    if form.is_valid() and _recorded(request, form, person):
        return redirect("desk:triage", person.pk)
    context = {
        "person": person,
        "case": case_of(person),
        "form": form,
        "screening": screening,
        "reasons": [Question(code).label for code in triage(known).reasons],
        "protocol": needs_protocol(known),
        "may_read": can(request.user, "people.sensitive", person),
        "back_url": reverse("desk:person", args=[person.pk]),
        "where": _("First questions"),
    }
    return render(request, "desk/cases/triage.html", context)


def _answers(viewer: User, person: Person, screening: Screening | None) -> dict[str, str]:
    if screening is None or not can(viewer, "people.sensitive", person):
        return {}
    return casework.open_answers(viewer=viewer, screening=screening)


def _recorded(request: HttpRequest, form: TriageForm, person: Person) -> bool:
    words = form.words()
    try:
        casework.record_screening(
            actor=request.user,
            person=person,
            id=form.cleaned_data["id"],
            answers=words,
            now=timezone.now(),
        )
    except casework.ReasonMissing as refusal:
        form.add_error("override_reason", str(refusal))
        return False
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return False
    if needs_protocol(words.given) and not can(request.user, "people.sensitive", person):
        # Who may not read the answers again is told now, once, what to do now.
        messages.warning(request, _("Stay with this person. Call the supervisor now."))
    messages.success(request, _("Saved"))
    return True
