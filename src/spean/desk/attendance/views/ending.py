"""A talk with somebody who may stop, and who completed the course."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spean.core.errors import DomainError
from spean.core.wording import digits_text
from spean.desk.attendance.forms import TalkForm
from spean.desk.attendance.request import StaffRequest
from spean.desk.attendance.views.days import class_or_404
from spean.desk.attendance.words import alert_text, lacks_text, share_text
from spean.desk.fields.revised_form import on
from spean.directory.perms import requires
from spean.pathways.training import complete_class
from spean.skills.choices.attendance import ScoreMoment, TalkOutcome
from spean.skills.selectors.attendance import (
    class_of,
    enrolments_visible_to,
    standings,
    terms_on,
)
from spean.skills.selectors.tests import is_tested
from spean.skills.services.completion import RuleMissing, lacks_of, note_talk


@requires("courses.edit")
def talk(request: StaffRequest, enrolment_id: UUID) -> HttpResponse:
    """Keep why somebody missed days, and whether she goes on."""
    found = get_object_or_404(enrolments_visible_to(request.user, "courses.edit"), pk=enrolment_id)
    form = TalkForm(request.POST or None)
    if form.is_valid():
        try:
            note_talk(
                actor=request.user,
                enrolment_id=found.pk,
                id=form.cleaned_data["id"],
                reason=form.cleaned_data["reason"],
                stops=form.cleaned_data["outcome"] == TalkOutcome.STOPS,
                on=on(form.cleaned_data["held_on"]),
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:class", found.course_id)
    (one,) = standings([found], terms_on(timezone.localdate()))
    context = {
        "form": form,
        "course": found.course,
        "title": found.person.name,
        "hint": " · ".join(filter(None, (alert_text(one.alert), share_text(one.share)))),
        "back_url": reverse("desk:class", args=[found.course_id]),
        "where": found.course.label,
    }
    return render(request, "desk/attendance/form.html", context)


@requires("courses.edit")
def complete(request: StaffRequest, course_id: UUID) -> HttpResponse:
    """Show who completes by the published rule and what others lack; write it down when asked."""
    course = class_or_404(request, course_id, "courses.edit")
    if request.method == "POST":
        return _completed(request, course.pk)
    terms = terms_on(timezone.localdate())
    tested, refusal = is_tested(course), ""
    rows: list[dict[str, Any]] = []
    for one in standings(class_of(course).filter(state="enrolled"), terms):
        try:
            lacks = lacks_of(one, terms, tested=tested)
        except RuleMissing as missing:
            refusal, rows = str(missing), []
            break
        score = one.scores.get(ScoreMoment.AFTER)
        rows.append({"one": one, "share": share_text(one.share), "score": score, "lacks": lacks})
    context = {
        "course": course,
        "ready": [row for row in rows if not row["lacks"]],
        "others": [{**row, "why": lacks_text(row["lacks"])} for row in rows if row["lacks"]],
        "refusal": refusal,
        "terms": {name: int(value or 0) for name, value in terms.items()},
        "tested": tested,
    }
    return render(request, "desk/attendance/complete.html", context)


def _completed(request: StaffRequest, course_id: UUID) -> HttpResponse:
    try:
        done = complete_class(actor=request.user, course_id=course_id, now=timezone.now())
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        sentence = ngettext(
            "%(count)s person completed the course", "%(count)s people completed the course",
            len(done),
        )  # fmt: skip
        messages.success(request, sentence % {"count": digits_text(len(done))})
    return redirect("desk:class", course_id)
