"""Tests before and after a course: the questions, and what somebody points at."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spean.core.errors import DomainError
from spean.desk.attendance.forms import QuestionForm, ScoreForm
from spean.desk.attendance.request import StaffRequest
from spean.desk.attendance.views.days import class_or_404
from spean.directory.perms import requires
from spean.skills.choices.attendance import ScoreMoment
from spean.skills.selectors.attendance import enrolments_visible_to
from spean.skills.selectors.tests import course_questions_visible_to, questions_of
from spean.skills.services.tests import add_question, keep_score, shelve_question, take_test


@requires("courses.edit")
def questions(request: StaffRequest, course_id: UUID) -> HttpResponse:
    """Show what the tests of a course ask, and write one more."""
    course = class_or_404(request, course_id, "courses.edit")
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        values = {"id": form.cleaned_data["id"], "words": form.words()}
        try:
            add_question(actor=request.user, course_id=course.pk, **values)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:class_questions", course.pk)
    asked = list(questions_of(course))
    context = {"course": course, "form": form, "asked": asked}
    return render(request, "desk/attendance/questions.html", context)


@requires("courses.edit")
@require_POST
def shelve(request: StaffRequest, question_id: UUID) -> HttpResponse:
    """Ask a question no more."""
    found = get_object_or_404(course_questions_visible_to(request.user), pk=question_id)
    shelve_question(actor=request.user, question_id=found.pk)
    messages.success(request, _("Saved"))
    return redirect("desk:class_questions", found.course_id)


@requires("courses.attend")
def take(request: StaffRequest, enrolment_id: UUID) -> HttpResponse:
    """Let somebody point at the answers, or write the score of a test on paper."""
    found = get_object_or_404(enrolments_visible_to(request.user), pk=enrolment_id)
    asked = list(questions_of(found.course))
    moment = _moment(request)
    form = ScoreForm(request.POST if "score" in request.POST else None)
    refusal = ""
    if request.method == "POST" and (form.is_valid() or "score" not in request.POST):
        values = {"enrolment_id": found.pk, "moment": moment, "on": timezone.localdate()}
        try:
            if form.is_bound:
                score = form.cleaned_data["score"]
                row = keep_score(actor=request.user, score=score, **values)
            else:
                said = {one.pk: _place(request, f"q-{one.pk}") for one in asked}
                told = {key: place for key, place in said.items() if place is not None}
                row = take_test(actor=request.user, said=told, **values)
        except DomainError as wrong:
            refusal = str(wrong)
        else:
            messages.success(request, _("Saved: %(score)s of 100") % {"score": row.score})
            return redirect("desk:class", found.course_id)
    context = {
        "enrolment": found,
        "asked": asked,
        "form": form,
        "moment": moment,
        "refusal": refusal,
    }
    return render(request, "desk/attendance/test.html", context)


def _moment(request: StaffRequest) -> ScoreMoment:
    said = request.POST.get("moment") or request.GET.get("moment")
    return ScoreMoment.AFTER if said == ScoreMoment.AFTER else ScoreMoment.BEFORE


def _place(request: StaffRequest, name: str) -> int | None:
    text = request.POST.get(name, "")
    return int(text) if text in {"0", "1", "2", "3"} else None
