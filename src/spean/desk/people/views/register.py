"""Register somebody: five steps, saved at each, and nobody twice."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spean.core.errors import DomainError
from spean.desk.people import drafts, registering, steps
from spean.desk.people.alike import SAME, Question
from spean.desk.people.drafts import Draft
from spean.desk.people.forms.consent import NO
from spean.desk.people.request import StaffRequest
from spean.desk.people.rows import groups_of_draft
from spean.directory.perms import can, requires
from spean.people.models import Person


@requires("people.register")
@require_http_methods(["GET", "POST"])
def register(request: StaffRequest) -> HttpResponse:
    """Begin a registration, or offer those that are not finished."""
    unfinished = drafts.drafts_of(request)
    if request.method == "GET" and unfinished:
        context = {"drafts": [(draft, registering.name_of(draft)) for draft in unfinished]}
        return render(request, "desk/people/unfinished.html", context)
    draft = drafts.begin()
    drafts.keep(request, draft)
    return redirect("desk:register_step", draft.id, steps.NAMES[0])


@requires("people.register")
@require_http_methods(["GET", "POST"])
def register_step(request: StaffRequest, draft_id: UUID, step: str) -> HttpResponse:
    """Show one step, take over what is written, and go to the next."""
    draft = drafts.draft_with(request, draft_id)
    if draft is None:
        return _gone(request, draft_id)
    if step not in steps.BY_NAME:
        raise Http404
    if step == steps.NAMES[-1]:
        return _check(request, draft)
    place = steps.BY_NAME[step]
    if request.method == "GET":
        parts = steps.filled(place, draft.data_of(step))
        return _page(request, draft, place, parts)
    return _written(request, draft, place)


@requires("people.register")
@require_POST
def register_keep(request: StaffRequest, draft_id: UUID, step: str) -> HttpResponse:
    """Keep what is written so far, without judging it."""
    with drafts.held(request):
        draft = drafts.draft_with(request, draft_id)
        if draft is None or step not in steps.NAMES[:-1]:
            raise Http404
        draft.save(step, request.POST)
        if not drafts.keep(request, draft):
            return HttpResponse(_("This is too much text to keep."), status=413)
    return render(request, "desk/people/_saved.html", {"draft": draft})


@requires("people.register")
@require_POST
def register_discard(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """Throw an unfinished registration away."""
    drafts.discard(request, draft_id)
    messages.success(request, _("The unfinished registration is thrown away."))
    return redirect("desk:people")


def _written(request: StaffRequest, draft: Draft, place: steps.Step) -> HttpResponse:
    draft.send(place.name, request.POST)
    parts = steps.filled(place, draft.data_of(place.name))
    if not drafts.keep(request, draft):
        messages.warning(request, _("This is too much text to keep. Please shorten it."))
        steps.all_valid(parts)
        return _page(request, draft, place, parts)
    if request.POST.get("then") == "leave":
        messages.success(request, _("Saved. You find it under “Register someone”."))
        return redirect("desk:people")
    if not steps.all_valid(parts):
        return _page(request, draft, place, parts)
    if place.name == "consent" and parts[0].form.cleaned_data["decision"] == NO:
        drafts.discard(request, draft.id)
        return render(request, "desk/people/said_no.html")
    if place.name == "who":
        questions = registering.questions_of(draft, request.user, request.POST)
        if not registering.take_answers(draft, questions):
            return _page(request, draft, place, parts, questions)
        drafts.keep(request, draft)
        if SAME in draft.alike.values():
            return redirect("desk:register_same", draft.id)
    return redirect("desk:register_step", draft.id, _after(place.name))


def _after(name: str) -> str:
    return steps.NAMES[steps.NAMES.index(name) + 1]


def _page(
    request: StaffRequest,
    draft: Draft,
    place: steps.Step,
    parts: list[steps.Filled],
    questions: list[Question] | None = None,
) -> HttpResponse:
    number = steps.NAMES.index(place.name)
    context: dict[str, Any] = {
        **_frame(draft, place.name),
        "place": place,
        # Every page that is drawn is a sheet of its own.
        "sheet": uuid4(),
        "parts": parts,
        "errors_of": [one.form for one in parts if one.form.is_bound and one.form.errors],
        "questions": questions or [],
        "question_forms": [one.form for one in questions or []],
        "consent_text": registering.consent_text() if number == 0 else None,
    }
    return render(request, "desk/people/register_step.html", context)


def _frame(draft: Draft, name: str) -> dict[str, Any]:
    number = steps.NAMES.index(name)
    return {
        "draft_row": draft,
        "steps": [step.short for step in steps.STEPS],
        "step": number + 1,
        "name": name,
        "before": steps.NAMES[number - 1] if number else "",
    }


def _check(request: StaffRequest, draft: Draft) -> HttpResponse:
    unfinished = steps.first_unfinished(draft)
    if unfinished != steps.NAMES[-1]:
        return redirect("desk:register_step", draft.id, unfinished)
    data = request.POST if request.method == "POST" else None
    questions = registering.questions_of(draft, request.user, data)
    if request.method == "POST":
        if request.POST.get("then") == "leave":
            messages.success(request, _("Saved. You find it under “Register someone”."))
            return redirect("desk:people")
        answer = _saved(request, draft, questions, timezone.now())
        if answer is not None:
            return answer
    context = {
        **_frame(draft, steps.NAMES[-1]),
        "groups": groups_of_draft(draft),
        "questions": questions,
        "question_forms": [one.form for one in questions],
    }
    return render(request, "desk/people/register_check.html", context)


def _saved(
    request: StaffRequest, draft: Draft, questions: list[Question], now: datetime
) -> HttpResponse | None:
    """Register, and return where to go; None if a question is still open or it was refused."""
    if not registering.take_answers(draft, questions):
        return None
    drafts.keep(request, draft)
    if SAME in draft.alike.values():
        return redirect("desk:register_same", draft.id)
    try:
        person = registering.register(draft, actor=request.user, now=now)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return None
    drafts.discard(request, draft.id)
    messages.success(
        request, _("Saved. Record number: %(number)s") % {"number": person.client_number}
    )
    return _on_to(request, person)


def _on_to(request: StaffRequest, person: Person) -> HttpResponse:
    """Lead on to the first questions, or as far as somebody goes who may not ask them."""
    if can(request.user, "casework.edit", person):
        return redirect("desk:triage", person.pk)
    # A volunteer hands the file to the centre and does not find it again.
    if can(request.user, "people.view", person):
        return redirect("desk:person", person.pk)
    return redirect("desk:people")


def _gone(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """Lead on from a draft that is not there: to the person if it was saved, else to the start."""
    person = registering.registered_with(draft_id, request.user)
    if person is not None:
        return _on_to(request, person)
    messages.warning(request, _("This registration is no longer here. Please begin again."))
    return redirect("desk:people")


@requires("people.register")
@require_http_methods(["GET", "POST"])
def register_same(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """Show what was written beside the file that is there already; nothing is lost meanwhile."""
    draft = drafts.draft_with(request, draft_id)
    if draft is None:
        return _gone(request, draft_id)
    person = registering.same_person(draft, request.user)
    if person is None or request.POST.get("then") == "other":
        draft.alike = {key: said for key, said in draft.alike.items() if said != SAME}
        drafts.keep(request, draft)
        return redirect("desk:register_step", draft.id, "who")
    if request.method == "POST":
        drafts.discard(request, draft.id)
        return redirect("desk:person", person.pk)
    context = {"draft_row": draft, "person": person, "groups": groups_of_draft(draft)}
    return render(request, "desk/people/register_same.html", context)
