"""Posts that could suit a person; one of them; her yes, her no, her wish to think."""

from collections.abc import Callable
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spean.core.errors import DomainError
from spean.desk.jobs import reading
from spean.desk.jobs.changes import change_rows
from spean.desk.jobs.forms import DeclineForm, WrongForm
from spean.desk.jobs.sentences import gate_text, short_list_text
from spean.desk.jobs.views.reach import person_for
from spean.directory.perms import requires
from spean.jobs.choices import ReferralState
from spean.jobs.models import JobReferral
from spean.jobs.selectors import live_referral, vacancies_visible_to, wishes_of
from spean.pathways.matching import Pair, explain, suggest_for, ways_to, what_would_open
from spean.pathways.proposal import say_no, say_yes
from spean.pathways.thinking import report_wrong_reason, think_it_over

SHOWN = 20


@requires("jobs.refer")
def matches(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """List the posts that could suit a person, and what would open more."""
    person, today = person_for(request, person_id), timezone.localdate()
    found = suggest_for(person=person, today=today, limit=SHOWN)
    changes = change_rows(what_would_open(person=person, today=today))
    short = short_list_text(found.short, would_open=bool(changes)) if found.short else ""
    context = {
        "person": person,
        "rows": [(one, reading.wage_text(one.vacancy)) for one in found.fitting],
        "short": short,
        "changes": changes,
        "considered": found.considered,
        "wishes": wishes_of(person),
    }
    return render(request, "desk/jobs/matches.html", context)


@requires("jobs.refer")
@require_http_methods(["GET", "POST"])
def match(request: HttpRequest, person_id: UUID, vacancy_id: UUID) -> HttpResponse:
    """Put one post before a person: the question to her first, then the reasons."""
    pair = _pair(request, person_id, vacancy_id)
    if request.method == "POST":
        return _answered(request, pair)
    today = timezone.localdate()
    found, gates = explain(person=pair.person, vacancy=pair.vacancy, today=today)
    referral = live_referral(pair.person, pair.vacancy)
    if referral is not None and referral.state != ReferralState.PROPOSED:
        return redirect("desk:referral", referral.pk)
    ways = [] if found else ways_to(person=pair.person, vacancy=pair.vacancy, today=today)
    context = {
        **_facts(pair),
        "form_id": uuid4(),
        "match": found,
        "fits": reading.fits_text(found.fits, found.of) if found else "",
        "reasons": reading.reasons_of_match(found) if found else None,
        "gates": [gate_text(gate) for gate in gates],
        "ways": change_rows(ways),
        "changes": change_rows(what_would_open(person=pair.person, today=today)),
        "wrong_form": WrongForm(),
        "referral": referral,
    }
    return render(request, "desk/jobs/match.html", context)


def _pair(request: HttpRequest, person_id: UUID, vacancy_id: UUID) -> Pair:
    visible = vacancies_visible_to(request.user).prefetch_related("needs__skill")
    return Pair(person_for(request, person_id), get_object_or_404(visible, pk=vacancy_id))


def _facts(pair: Pair) -> dict[str, object]:
    vacancy = pair.vacancy
    return {"person": pair.person, "vacancy": vacancy, "wage": reading.wage_text(vacancy)}


def _answered(request: HttpRequest, pair: Pair) -> HttpResponse:
    """Keep her yes, or her wish to think until tomorrow."""
    form_id, now = _form_id(request), timezone.now()
    if request.POST.get("answer") == "yes":
        return _kept(
            request,
            pair,
            lambda: say_yes(actor=request.user, id=form_id, pair=pair, now=now),
            _("Written down: yes."),
        )
    if request.POST.get("answer") == "can":
        task = _("Says: I can do this. Look at it together: %(work)s")
        words = task % {"work": pair.vacancy.label}
        return _kept(
            request,
            pair,
            lambda: report_wrong_reason(
                actor=request.user, id=form_id, pair=pair, task=words, now=now
            ),
            _("Thank you. It stands on today's list."),
        )
    task = _("Ask again about the work: %(work)s") % {"work": pair.vacancy.label}
    return _kept(
        request,
        pair,
        lambda: think_it_over(actor=request.user, id=form_id, pair=pair, task=task, now=now),
        _("You will be reminded tomorrow to ask again."),
    )


def _form_id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return uuid4()


def _kept(
    request: HttpRequest, pair: Pair, act: Callable[[], object], sentence: str
) -> HttpResponse:
    try:
        made = act()
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:match", pair.person.pk, pair.vacancy.pk)
    messages.success(request, sentence)
    if isinstance(made, JobReferral):
        return redirect("desk:referral", made.pk)
    return redirect("desk:person", pair.person.pk)


@requires("jobs.refer")
@require_http_methods(["GET", "POST"])
def no(request: HttpRequest, person_id: UUID, vacancy_id: UUID) -> HttpResponse:
    """Ask why not, and keep it: her no weighs as much as a yes."""
    pair = _pair(request, person_id, vacancy_id)
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        values = form.cleaned_data
        try:
            say_no(
                actor=request.user,
                id=values["id"],
                pair=pair,
                reason=values["reason"],
                note=values["note"],
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written down: no. This work is not offered again."))
            return redirect("desk:matches", pair.person.pk)
    return render(request, "desk/jobs/match_no.html", {**_facts(pair), "form": form})


@requires("jobs.refer")
@require_http_methods(["GET", "POST"])
def wrong(request: HttpRequest, person_id: UUID, vacancy_id: UUID) -> HttpResponse:
    """Write down what is not right about the reasons, as a task for today."""
    pair = _pair(request, person_id, vacancy_id)
    form = WrongForm(request.POST or None)
    if form.is_valid():
        facts = {"work": pair.vacancy.label, "what": form.cleaned_data["what"]}
        task = _("Look at the reasons again: %(work)s. %(what)s") % facts
        try:
            report_wrong_reason(
                actor=request.user,
                id=form.cleaned_data["id"],
                pair=pair,
                task=task,
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you. It stands on today's list."))
            return redirect("desk:match", pair.person.pk, pair.vacancy.pk)
    return render(request, "desk/jobs/match_wrong.html", {**_facts(pair), "form": form})
