"""Answers: what became of each; those that could not be applied, why, and once more."""

import io
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.core.errors import DomainError
from spean.core.wording import is_khmer
from spean.directory.perms import requires
from spean.pathways.replaying import is_applicable, try_again
from spean.pathways.settling import take_in
from spean.surveys import services as surveys
from spean.surveys.choices import Effect, SubmissionState
from spean.surveys.models import Questionnaire
from spean.surveys.rules.replies import Labels, Reply, in_language
from spean.surveys.selectors import (
    answers_to,
    questionnaires_visible_to,
    set_aside_for,
    states_of,
    waiting_for,
)

_ROWS = 25


@requires("surveys.answers")
@require_safe
def of_questionnaire(request: HttpRequest, questionnaire_id: UUID) -> HttpResponse:
    """List the answers to a questionnaire that the viewer may see, and what became of each."""
    found = get_object_or_404(questionnaires_visible_to(request.user), pk=questionnaire_id)
    answers = answers_to(request.user, found.pk)
    page = Paginator(answers, _ROWS).get_page(request.GET.get("page"))
    context = {
        "found": found,
        "page": page,
        "rows": [(one, _became(found, one.state)) for one in page],
        "states": [(_became(found, one), n) for one, n in sorted(states_of(answers).items())],
        "will_apply": found.effect != Effect.NONE and not is_applicable(found.effect),
    }
    return render(request, "desk/questionnaires/answers.html", context)


@requires("surveys.settle")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """List what needs a person, the oldest first, each with its reason."""
    pages = Paginator(waiting_for(request.user).order_by("created_at", "pk"), _ROWS)
    page = pages.get_page(request.GET.get("page"))
    rows = [(one, surveys.waiting_sentence(one.reason)) for one in page]
    aside = set_aside_for(request.user).order_by("created_at", "pk")
    context = {"page": page, "rows": rows, "aside": aside[:_ROWS], "aside_count": aside.count()}
    return render(request, "desk/questionnaires/waiting.html", context)


@requires("surveys.settle")
@require_safe
def answer(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Show what an answer says, beside the one that it corrects; the trail says who looked."""
    found = get_object_or_404(waiting_for(request.user), pk=submission_id)
    read = surveys.read_waiting(actor=request.user, submission_id=found.pk)
    context = {**_shown(read), "found": found, "why": surveys.waiting_sentence(found.reason)}
    return render(request, "desk/questionnaires/answer.html", context)


@requires("surveys.settle")
@require_POST
def again(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Try once more to apply an answer, after what stood in its way was put right."""
    found = get_object_or_404(waiting_for(request.user), pk=submission_id)
    try:
        is_applied = try_again(actor=request.user, submission_id=found.pk, now=timezone.now())
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        if is_applied:
            messages.success(request, _("It is applied now."))
        else:
            messages.warning(request, _("It still cannot be applied. The reason stands below."))
    return redirect("desk:answers_waiting")


@requires("surveys.settle")
@require_POST
def settle(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Write that a person saw to an answer."""
    found = get_object_or_404(waiting_for(request.user), pk=submission_id)
    surveys.settle_answer(actor=request.user, submission_id=found.pk)
    messages.success(request, _("It is off this list. It stays kept."))
    return redirect("desk:answers_waiting")


@requires("surveys.settle")
@require_safe
def aside(request: HttpRequest, aside_id: UUID) -> HttpResponse:
    """Show something that was set aside, beside what is here; the trail says who looked."""
    found = get_object_or_404(set_aside_for(request.user), pk=aside_id)
    read = surveys.read_aside(actor=request.user, aside_id=found.pk)
    context = {**_shown(read), "aside": found, "why": found.get_reason_display()}
    return render(request, "desk/questionnaires/answer.html", context)


@requires("surveys.settle")
@require_safe
def aside_file(request: HttpRequest, aside_id: UUID) -> FileResponse:
    """Give a file that was set aside; it is never shown in a page."""
    found = get_object_or_404(set_aside_for(request.user).exclude(part_name=""), pk=aside_id)
    name, content = surveys.file_of_aside(actor=request.user, aside_id=found.pk)
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name)


@requires("surveys.settle")
@require_POST
def take(request: HttpRequest, aside_id: UUID) -> HttpResponse:
    """Take an answer in that was set aside."""
    found = get_object_or_404(set_aside_for(request.user), pk=aside_id)
    try:
        filed = take_in(actor=request.user, aside_id=found.pk, now=timezone.now())
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        if filed.submission.state == SubmissionState.APPLIED:
            messages.success(request, _("It is applied now."))
        else:
            messages.success(request, _("It is taken in. What it still needs stands below."))
    return redirect("desk:answers_waiting")


@requires("surveys.settle")
@require_POST
def leave(request: HttpRequest, aside_id: UUID) -> HttpResponse:
    """Leave what was set aside where it is; it stays kept."""
    found = get_object_or_404(set_aside_for(request.user), pk=aside_id)
    surveys.settle_aside(actor=request.user, aside_id=found.pk, now=timezone.now())
    messages.success(request, _("It is off this list. It stays kept."))
    return redirect("desk:answers_waiting")


def _shown(read: surveys.AnswerRead) -> dict[str, Any]:
    """Return an answer as its page shows it: where it differs first, then all that it says."""
    lines = [
        {"label": _label(one.labels), "left": _said(one.first), "right": _said(one.copy)}
        for one in read.differences or ()
    ]
    said = [(_label(one.labels), _said(one)) for one in read.replies]
    return {"title": read.title, "said": said, "first": read.first, "lines": lines}


def _label(labels: Labels) -> str:
    return in_language(labels, "km" if is_khmer() else "en")


def _said(reply: Reply | None) -> str:
    if reply is None:
        return "—"
    return ", ".join(_label(one) for one in reply.chosen) or reply.value


def _became(found: Questionnaire, state: str) -> str:
    """Return what became of an answer; where nothing is ever applied, that it is kept."""
    if found.effect == Effect.NONE and state == SubmissionState.RECEIVED:
        return str(Effect.NONE.label)
    return str(SubmissionState(state).label)
