"""A person's ways to schemes: begun with one tap, each drawn with the one next thing."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.casework import flows
from spean.casework.choices import BenefitState
from spean.casework.models import SchemeReferral
from spean.casework.rules.benefits import BenefitWords
from spean.casework.selectors import clients_visible_to
from spean.casework.selectors.benefits import benefits_of, benefits_visible_to, scheme_names
from spean.casework.services.benefit_reminders import (
    dues_of_person,
    dues_of_referral,
)
from spean.casework.services.benefit_steps import record_payment, take_step
from spean.casework.services.benefits import (
    GATHERING,
    open_benefits,
    save_dates,
    save_papers,
    start_benefit,
)
from spean.core.errors import ChangedMeanwhile, DomainError
from spean.desk.cases.benefits import (
    MOVES,
    due_words,
    explained_refusal,
    risks_of,
    shown_benefit,
)
from spean.desk.cases.forms.benefits import DATES, DatesForm, PapersForm, StepForm
from spean.desk.fields import Day
from spean.desk.fields.revised_form import RevisedForm
from spean.directory.perms import can, requires
from spean.people.models import Person


@requires("people.sensitive")
@require_POST
def start(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Begin a referral to the scheme whose button was pressed."""
    reach = clients_visible_to(request.user, "people.sensitive")
    person = get_object_or_404(reach, pk=person_id)
    try:
        made = start_benefit(
            actor=request.user,
            person=person,
            scheme=request.POST.get("scheme", "")[:20],
            id=_id_of(request),
            today=timezone.localdate(),
        )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:benefits", person.pk)
    return redirect("desk:benefit", made.pk)


@requires("casework.view")
@require_safe
def benefits(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show a person's referrals; what is sealed to the officer responsible and the manager."""
    person = get_object_or_404(clients_visible_to(request.user), pk=person_id)
    today, may_open = timezone.localdate(), can(request.user, "people.sensitive", person)
    rows = list(benefits_of(request.user, person))
    opened = open_benefits(viewer=request.user, person=person, referrals=rows) if may_open else {}
    names = scheme_names()
    shown = [
        shown_benefit(row, _name(row, opened.get(row.pk), names), opened.get(row.pk), today)
        for row in rows
    ]
    dues = [
        due
        for row in rows
        if row.pk in opened
        for due in dues_of_referral(row, opened[row.pk], today)
    ]
    if may_open:
        dues += dues_of_person(person, today)
    context = {
        "person": person,
        "open": [one for one in shown if one.row.state not in _OVER],
        "over": [one for one in shown if one.row.state in _OVER],
        "dues": [due_words(due, today) for due in sorted(dues, key=lambda due: due.on)],
        "may_start": may_open,
    }
    return render(request, "desk/cases/benefits.html", context)


_OVER = (BenefitState.WITHDRAWN, BenefitState.LAPSED)


@requires("people.sensitive")
@require_safe
def benefit(request: HttpRequest, benefit_id: UUID) -> HttpResponse:
    """Show one referral: why, what next, which papers, what the office may say, what happened."""
    row, words = _opened(request, benefit_id)
    today = timezone.localdate()
    context = {
        **_about(row, words),
        "one": shown_benefit(row, _name(row, words, scheme_names()), words, today),
        "words": words,
        "is_gathering": row.state in GATHERING,
        "papers_form": _papers_form(row, words),
        "risks": risks_of(words) if row.state in GATHERING else [],
        "refusal": explained_refusal(words) if row.state == BenefitState.REFUSED else None,
        "dues": [due_words(due, today) for due in dues_of_referral(row, words, today)],
        "has_dates": words.scheme in DATES and row.state == BenefitState.RECEIVED,
        "may_pay": bool(words.dates.next_payment_on) and row.state == BenefitState.RECEIVED,
    }
    return render(request, "desk/cases/benefit.html", context)


@requires("people.sensitive")
def papers(request: HttpRequest, benefit_id: UUID) -> HttpResponse:
    """Keep which papers are there, and what was answered."""
    row, words = _opened(request, benefit_id)
    form = _papers_form(row, words, request.POST or None)
    if form.is_valid():
        try:
            save_papers(
                actor=request.user,
                referral=row,
                revision=form.cleaned_data["revision"],
                given=form.words(),
            )
        except DomainError as refusal:
            _refuse(form, refusal)
        else:
            return _saved(request, row)
    return _form(request, row, words, form, _("Papers and questions"))


@requires("people.sensitive")
def move(request: HttpRequest, benefit_id: UUID, move: str) -> HttpResponse:
    """Take one step of the path, with what it needs.

    :raises Http404: if there is no such step from here
    """
    row, words = _opened(request, benefit_id)
    if move not in flows.BENEFIT.actions_from(row.state) and request.method == "GET":
        raise Http404
    if move not in MOVES:
        raise Http404
    today = timezone.localdate()
    initial = {"on": None if move == "invite" else Day(today), "revision": row.revision}
    form = StepForm(request.POST or None, move=move, words=words, initial=initial)
    if form.is_valid():
        try:
            take_step(
                actor=request.user,
                referral=row,
                revision=form.cleaned_data["revision"],
                taken=form.words(),
                today=today,
            )
        except DomainError as refusal:
            _refuse(form, refusal)
        else:
            return _saved(request, row)
    return _form(request, row, words, form, str(MOVES[move]))


@requires("people.sensitive")
def dates(request: HttpRequest, benefit_id: UUID) -> HttpResponse:
    """Keep the days that come back every month, or with a child.

    :raises Http404: if this scheme has none
    """
    row, words = _opened(request, benefit_id)
    if words.scheme not in DATES:
        raise Http404
    initial = DatesForm.initial_for(words, row.revision)
    form = DatesForm(request.POST or None, words=words, initial=initial)
    if form.is_valid():
        try:
            save_dates(
                actor=request.user,
                referral=row,
                revision=form.cleaned_data["revision"],
                dates=form.words(),
                today=timezone.localdate(),
            )
        except DomainError as refusal:
            _refuse(form, refusal)
        else:
            return _saved(request, row)
    return _form(request, row, words, form, _("Days to remember"))


@requires("people.sensitive")
@require_POST
def paid(request: HttpRequest, benefit_id: UUID) -> HttpResponse:
    """Write down that this month's contribution was paid."""
    row = get_object_or_404(benefits_visible_to(request.user, "people.sensitive"), pk=benefit_id)
    text = request.POST.get("revision", "")
    revision = int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0
    try:
        record_payment(
            actor=request.user, referral=row, revision=revision, today=timezone.localdate()
        )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:benefit", row.pk)
    return _saved(request, row)


def _opened(request: HttpRequest, benefit_id: UUID) -> tuple[SchemeReferral, BenefitWords]:
    reach = benefits_visible_to(request.user, "people.sensitive")
    row = get_object_or_404(reach, pk=benefit_id)
    opened = open_benefits(viewer=request.user, person=row.case.person, referrals=[row])
    return row, opened[row.pk]


def _papers_form(row: SchemeReferral, words: BenefitWords, data: object = None) -> PapersForm:
    initial = PapersForm.initial_for(words, row.revision)
    return PapersForm(data, words=words, initial=initial)


def _refuse(form: RevisedForm, refusal: DomainError) -> None:
    theirs = refusal.details.get("theirs")
    form.add_error(None, str(refusal))
    if isinstance(refusal, ChangedMeanwhile) and isinstance(theirs, SchemeReferral):
        # What she sees is compared on the page itself; saving once more is then meant.
        form.data = form.data.copy()
        form.data["revision"] = str(theirs.revision)


def _saved(request: HttpRequest, row: SchemeReferral) -> HttpResponse:
    messages.success(request, _("Saved"))
    return redirect("desk:benefit", row.pk)


def _form(
    request: HttpRequest, row: SchemeReferral, words: BenefitWords, form: object, heading: str
) -> HttpResponse:
    context = {
        **_about(row, words),
        "form": form,
        "heading": heading,
        "where": heading,
        "back_url": reverse("desk:benefit", args=[row.pk]),
    }
    return render(request, "desk/cases/benefit_form.html", context)


def _about(row: SchemeReferral, words: BenefitWords) -> dict[str, object]:
    person: Person = row.case.person
    return {"person": person, "row": row, "name": _name(row, words, scheme_names())}


def _name(row: SchemeReferral, words: BenefitWords | None, names: dict[str, str]) -> str:
    if words is not None:
        return names.get(words.scheme, words.scheme)
    return row.scheme.label if row.scheme else _("A benefit")


def _id_of(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return uuid4()
