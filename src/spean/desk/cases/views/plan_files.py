"""The yes with its mark, and the plan read aloud."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.accounts.models import User
from spean.casework import services as casework
from spean.casework.choices import PlanFileKind
from spean.casework.models import Plan
from spean.casework.selectors import plan_of, plans_visible_to
from spean.casework.selectors.plan_files import plan_files_visible_to
from spean.casework.services.plan_files import (
    FileTooLarge,
    MarkMissing,
    NotAPicture,
    NotASound,
    agree_with_mark,
    keep_reading,
    open_plan_file,
    words_hash,
)
from spean.casework.services.refusals import note_refusal
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.desk.cases.cards import steps_of
from spean.desk.cases.forms import AgreeForm, ReadingForm
from spean.desk.cases.views.options import NAMES
from spean.directory.perms import requires

ABOUT_THE_FILE = (MarkMissing, NotAPicture, NotASound, FileTooLarge)


def marks_of(viewer: User, plan: Plan) -> dict[str, Any]:
    """Return what the page of a plan needs about its mark and its voice."""
    files = {one.kind: one for one in plan_files_visible_to(viewer).filter(plan=plan)}
    return {
        "mark": files.get(PlanFileKind.AGREEMENT),
        "reading": files.get(PlanFileKind.READING),
        "chosen": [
            {"name": NAMES[one.segment], "reason": one.reason}
            for one in plan.choices.order_by("created_at")
        ],
        "has_other_words": bool(plan.agreed_words) and plan.agreed_words != words_hash(plan),
    }


@requires("casework.edit")
def agree(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Read the plan aloud, ask, and keep the yes with its mark."""
    found = get_object_or_404(plans_visible_to(request.user, "casework.edit"), pk=plan_id)
    person = found.case.person
    form = AgreeForm(
        request.POST or None, request.FILES or None, initial=AgreeForm.initial_of(found)
    )
    if form.is_valid():
        if _is_agreed(request, found, form):
            messages.success(request, _("Saved"))
            return redirect("desk:plan", person.pk)
    elif form.is_bound:
        # A yes of nobody and in no way: the trail says who tried.
        note_refusal(actor=request.user, on=Ref("plan", found.pk), reason="incomplete")
    context = {
        "person": person,
        "plan": found,
        "plan_steps": steps_of(plan_of(found.case)),
        "form": form,
        "back_url": reverse("desk:plan", args=[person.pk]),
        "where": _("Agree on the plan"),
    }
    return render(request, "desk/cases/plan_agree.html", context)


def _is_agreed(request: HttpRequest, plan: Plan, form: AgreeForm) -> bool:
    try:
        agree_with_mark(
            actor=request.user,
            plan=plan,
            revision=form.cleaned_data["revision"],
            id=form.cleaned_data["id"],
            agreement=form.words(),
            mark=form.content(),
            is_on_paper=form.cleaned_data["is_on_paper"],
            now=timezone.now(),
        )
    except DomainError as refusal:
        _refuse(form, refusal)
        note_refusal(actor=request.user, on=Ref("plan", plan.pk), reason=refusal.code)
    else:
        return True
    return False


def _refuse(form: AgreeForm, refusal: DomainError) -> None:
    if isinstance(refusal, casework.WitnessMissing):
        form.add_error("witness", str(refusal))
    elif isinstance(refusal, ABOUT_THE_FILE):
        form.add_error("mark", str(refusal))
    else:
        form.refuse(refusal)


@requires("casework.edit")
def reading(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Keep a voice that reads this version aloud."""
    found = get_object_or_404(plans_visible_to(request.user, "casework.edit"), pk=plan_id)
    person = found.case.person
    form = ReadingForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sound = form.cleaned_data["sound"].read()
        try:
            keep_reading(actor=request.user, plan=found, id=form.cleaned_data["id"], sound=sound)
        except DomainError as refusal:
            form.add_error("sound", str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:plan", person.pk)
    context = {
        "person": person,
        "form": form,
        "back_url": reverse("desk:plan", args=[person.pk]),
        "where": _("Read aloud"),
    }
    return render(request, "desk/cases/plan_reading.html", context)


@requires("people.sensitive")
@require_safe
def opened(request: HttpRequest, mark_id: UUID) -> HttpResponse:
    """Give out a mark or a voice; each opening is written down."""
    file = get_object_or_404(plan_files_visible_to(request.user), pk=mark_id)
    content = open_plan_file(viewer=request.user, file=file)
    answer = HttpResponse(content, content_type=file.media_type)
    answer["Content-Disposition"] = "inline"
    answer["Cache-Control"] = "no-store, private"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
