"""A household's months: asked, drawn, and kept with the plan (can she afford to train?)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.accounts.models import User
from spean.casework import services as casework
from spean.casework.models import Budget
from spean.casework.rules import add_months
from spean.casework.rules.debts import reckoned
from spean.casework.rules.sheet import NamedLoan, Sheet
from spean.casework.selectors import clients_visible_to
from spean.casework.selectors.money import budgets_visible_to, given_by_rules, riel_for
from spean.core.errors import DomainError
from spean.desk.cases.forms.money import LOANS, LoanForm, MoneyForm, begun
from spean.desk.cases.money.shown import GROUPS, assumptions, loans_of, shown, still_to_ask
from spean.directory.perms import requires
from spean.people.models import Person


@requires("people.sensitive")
def money(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask about a household's money, draw its months, and keep them as a version."""
    reach = clients_visible_to(request.user, "people.sensitive")
    person = get_object_or_404(reach.select_related("household"), pk=person_id)
    saved = _saved(request.user, person)
    is_first = request.method != "POST"
    kept = _newest(request.user, saved) if is_first else None
    asked = Asked(request, kept, _loans(request.user, person) if is_first else ())
    sheet = kept if is_first else asked.sheet
    if sheet and request.POST.get("then") == "save" and _is_saved(request, person, asked, sheet):
        return redirect("desk:budget", asked.form.cleaned_data["id"])
    context = {
        "person": person,
        "form": asked.form,
        "loans": asked.loans,
        "groups": asked.groups(),
        "sheet": sheet,
        "shown": shown(sheet) if sheet else None,
        "missing": still_to_ask(sheet, sheet.question) if sheet else "",
        "saved": saved,
        # What stands on top before anything was typed is the newest version, as it was kept.
        "drawn_from": saved.first() if kept else None,
        "back_url": reverse("desk:person", args=[person.pk]),
        "where": _("The household's money"),
    }
    return render(request, "desk/cases/money.html", context)


class Asked:
    """The form and its loans as one: what was asked, and the sheet if all of it can be read."""

    def __init__(
        self, request: HttpRequest, kept: Sheet | None, loans: tuple[NamedLoan, ...]
    ) -> None:
        first = _first_month()
        given = given_by_rules(timezone.localdate())
        start = begun(kept, given, first) if kept else _fresh(given, first)
        # What the debt desk knows today is newer than what a kept version knew.
        start = replace(start, loans=(loans or start.loans)[:LOANS])
        data = request.POST if request.method == "POST" else None
        self.form = MoneyForm(data, sheet=start, given=given)
        known = {place: LoanForm.initial_of(one) for place, one in enumerate(start.loans)}
        self.loans = [
            LoanForm(data, prefix=f"loan{place}", initial=known.get(place))
            for place in range(LOANS)
        ]
        # All are asked, so that everything that is wrong is said at once.
        valid = [one.is_valid() for one in (self.form, *self.loans)]
        self.sheet = self._sheet() if all(valid) else None

    def _sheet(self) -> Sheet:
        found = [one.loan(place) for place, one in enumerate(self.loans)]
        return self.form.sheet(tuple(loan for loan in found if loan is not None))

    def groups(self) -> list[dict[str, object]]:
        """Return the questions by group; one with an answer to look at again stands open."""
        groups = []
        for name, title, codes in GROUPS:
            fields = self.form.order(*codes)
            is_open = name in ("home", self.form["question"].value())
            wrong = any(one.errors for one in fields)
            groups.append({"title": title, "fields": fields, "open": is_open or wrong})
        return groups


def _first_month() -> date:
    return add_months(timezone.localdate().replace(day=1), 1)


def _loans(viewer: User, person: Person) -> tuple[NamedLoan, ...]:
    """Return the loans of the debt desk as the months need them, in riel by the dated rates."""
    opened = casework.open_debts(viewer=viewer, person=person)
    owed = [one.words for one in opened if not one.words.is_settled]
    today = timezone.localdate()
    rates = {currency: riel_for(currency, today) for currency in {one.currency for one in owed}}
    return tuple(
        NamedLoan(words.lender, reckoned(words, _first_month(), rate), words.basis)
        for words in owed
        if (rate := rates[words.currency]) is not None
    )


def _fresh(given: dict[str, object], first: date) -> Sheet:
    return Sheet(question="course", begins=first, known=given)


def _saved(viewer: User, person: Person) -> QuerySet[Budget]:
    found = budgets_visible_to(viewer).filter(case__person=person)
    return found.order_by("-saved_at", "-version")


def _newest(viewer: User, saved: QuerySet[Budget]) -> Sheet | None:
    newest = saved.first()
    return casework.open_budget(viewer=viewer, budget=newest) if newest else None


def _is_saved(request: HttpRequest, person: Person, asked: Asked, sheet: Sheet) -> bool:
    try:
        casework.save_budget(
            actor=request.user,
            person=person,
            id=asked.form.cleaned_data["id"],
            sheet=sheet,
            now=timezone.now(),
        )
    except DomainError as refusal:
        asked.form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Saved"))
    return True


@requires("people.sensitive")
@require_safe
def budget(request: HttpRequest, budget_id: UUID) -> HttpResponse:
    """Show one saved version as it was: its picture, and everything it was reckoned from."""
    found = get_object_or_404(budgets_visible_to(request.user), pk=budget_id)
    sheet = casework.open_budget(viewer=request.user, budget=found)
    context = {
        "person": found.case.person,
        "budget": found,
        "sheet": sheet,
        "shown": shown(sheet),
        "groups": assumptions(sheet),
        "loans": loans_of(sheet),
        # Paper is seen by others: only she can decide that debts stand on it.
        "all_words": "all" in request.GET,
    }
    return render(request, "desk/cases/budget.html", context)
