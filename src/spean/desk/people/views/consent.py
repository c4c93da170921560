"""A new decision of the person, and taking it back."""

from functools import partial
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spean.desk.people.forms.consent import (
    ConsentForm,
    ScopesForm,
    WithdrawForm,
    WithheldForm,
    decision_of,
)
from spean.desk.people.registering import consent_text
from spean.desk.people.request import StaffRequest
from spean.desk.people.saving import saved
from spean.desk.people.views.edit import editable_person
from spean.directory.perms import requires
from spean.people import services as people
from spean.people.contracts import ConsentDecision
from spean.people.models import Person


@requires("people.edit")
@require_http_methods(["GET", "POST"])
def consent(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Ask anew what the person allows; the newest decision is the one in force."""
    person = editable_person(request, person_id)
    data = request.POST or None
    asked = ConsentForm(data, prefix="consent")
    scopes = ScopesForm(data, prefix="scopes")
    withheld = WithheldForm(data, prefix="withheld")
    forms = [asked, scopes, withheld]
    if request.method == "POST" and all([form.is_valid() for form in forms]):
        decision = decision_of(
            asked.cleaned_data, scopes.answers(), withheld.cleaned_data, timezone.now()
        )
        if saved(asked, partial(_record, request, person, decision)):
            messages.success(request, _("Saved."))
            return redirect("desk:person", person.pk)
    context = {
        "person": person,
        "forms": forms,
        "asked": asked,
        "scopes": scopes,
        "withheld": withheld,
        "consent_text": consent_text(),
        "new_id": _id(request),
    }
    return render(request, "desk/people/consent.html", context)


def _record(request: StaffRequest, person: Person, decision: ConsentDecision) -> None:
    people.record_consent(
        actor=request.user, person_id=person.pk, decision=decision, id=_id(request)
    )


@requires("people.edit")
@require_http_methods(["GET", "POST"])
def consent_withdraw(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Take the consent back, and write down what follows."""
    person = editable_person(request, person_id)
    initial = {"withdrawn_by": "self", "effect": people.usual_effect()}
    form = WithdrawForm(request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and saved(
            form,
            lambda: people.withdraw_consent(
                actor=request.user,
                person_id=person.pk,
                withdrawn_at=timezone.now(),
                by=form.cleaned_data["withdrawn_by"],
                effect=form.cleaned_data["effect"],
            ),
        )
    ):
        messages.success(request, _("The consent is taken back."))
        return redirect("desk:person", person.pk)
    context = {"person": person, "form": form, "title": _("She or he takes the consent back")}
    return render(request, "desk/people/edit.html", context)


def _id(request: StaffRequest) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return uuid4()
