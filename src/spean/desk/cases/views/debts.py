"""The debt desk of one person: her loans, what is due next, the packet, the lender's replies."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.casework import services as casework
from spean.casework.choices import PacketPaper
from spean.casework.contracts import OpenedDebt
from spean.casework.models import Debt
from spean.casework.selectors import clients_visible_to
from spean.casework.selectors.money import debts_visible_to, relief_source
from spean.core.errors import ChangedMeanwhile, DomainError
from spean.desk.cases.forms.debts import DebtForm, ReplyForm
from spean.desk.cases.money.debts import dues_of, shown_debt
from spean.directory.perms import requires
from spean.people.models import Person


@requires("people.sensitive")
@require_safe
def debts(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the person's loans, and on which days what is due."""
    reach = clients_visible_to(request.user, "people.sensitive")
    person = get_object_or_404(reach, pk=person_id)
    today = timezone.localdate()
    opened = casework.open_debts(viewer=request.user, person=person)
    open_loans = [one for one in opened if not one.words.is_settled]
    context = {
        "person": person,
        "loans": [shown_debt(one) for one in opened],
        "dues": dues_of(open_loans, today),
    }
    return render(request, "desk/cases/debts.html", context)


@requires("people.sensitive")
def write(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down a loan."""
    reach = clients_visible_to(request.user, "people.sensitive")
    person = get_object_or_404(reach, pk=person_id)
    form = DebtForm(request.POST or None, initial={"revision": 1})
    if form.is_valid():
        try:
            casework.write_debt(
                actor=request.user, person=person, id=form.cleaned_data["id"], words=form.words()
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:debts", person.pk)
    return _form(request, person, form)


@requires("people.sensitive")
def edit(request: HttpRequest, debt_id: UUID) -> HttpResponse:
    """Put a loan right."""
    debt = get_object_or_404(debts_visible_to(request.user), pk=debt_id)
    person = debt.case.person
    first = request.method == "GET"
    known = DebtForm.initial_of(_opened(request, debt)) if first else None
    form = DebtForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            casework.edit_debt(
                actor=request.user,
                debt=debt,
                revision=form.cleaned_data["revision"],
                words=form.words(),
            )
        except ChangedMeanwhile as refusal:
            theirs = _opened(request, refusal.details["theirs"])
            form.refuse(ChangedMeanwhile(theirs=theirs))
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:debts", person.pk)
    return _form(request, person, form)


def _opened(request: HttpRequest, debt: Debt) -> OpenedDebt:
    return casework.open_debt(viewer=request.user, debt=debt)


def _form(request: HttpRequest, person: Person, form: DebtForm) -> HttpResponse:
    context = {
        "person": person,
        "form": form,
        "back_url": reverse("desk:debts", args=[person.pk]),
        "where": _("Loan"),
    }
    return render(request, "desk/cases/debt_form.html", context)


@requires("people.sensitive")
def reply(request: HttpRequest, debt_id: UUID) -> HttpResponse:
    """Write down what the lender was asked and what it answered."""
    debt = get_object_or_404(debts_visible_to(request.user), pk=debt_id)
    person = debt.case.person
    form = ReplyForm(request.POST or None)
    if form.is_valid():
        try:
            casework.record_reply(
                actor=request.user, debt=debt, id=form.cleaned_data["id"], words=form.words()
            )
        except casework.AnswerWithoutDay as refusal:
            form.add_error("answered_on", str(refusal))
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:debts", person.pk)
    context = {
        "person": person,
        "form": form,
        "back_url": reverse("desk:debts", args=[person.pk]),
        "where": _("The lender's reply"),
    }
    return render(request, "desk/cases/debt_reply.html", context)


@requires("people.sensitive")
@require_safe
def packet(request: HttpRequest, debt_id: UUID) -> HttpResponse:
    """Show the request to the lender as it is printed, with the list of papers."""
    debt = get_object_or_404(debts_visible_to(request.user), pk=debt_id)
    opened = _opened(request, debt)
    named = [(label, code in opened.words.papers) for code, label in PacketPaper.choices]
    context = {
        "person": debt.case.person,
        "loan": shown_debt(replace(opened, replies=())),
        "papers": [*named, *((line, False) for line in opened.words.other_papers)],
        "source": relief_source(),
        "today": timezone.localdate(),
    }
    return render(request, "desk/cases/debt_packet.html", context)
