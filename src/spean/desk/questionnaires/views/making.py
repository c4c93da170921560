"""Bring a questionnaire in, look at it, put it to use, carry its workbook home."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.core.errors import DomainError
from spean.desk.questionnaires.forms import FileForm, UseForm, WorkbookForm
from spean.directory.perms import can, requires
from spean.directory.selectors import centres_named
from spean.surveys import services as surveys
from spean.surveys.models import Questionnaire, QuestionnaireVersion
from spean.surveys.selectors import questionnaires_to_take_out, questionnaires_visible_to

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires("surveys.fill")
@require_safe
def questionnaires(request: HttpRequest) -> HttpResponse:
    """List the questionnaires, with how many answers each has."""
    found = questionnaires_visible_to(request.user).annotate(
        answers=Count("versions__submissions", distinct=True)
    )
    context = {"questionnaires": found, "may_make": can(request.user, "surveys.design")}
    return render(request, "desk/questionnaires/questionnaires.html", context)


@requires("surveys.design")
def new(request: HttpRequest) -> HttpResponse:
    """Take a workbook in; show what was repaired in it, or everything that must be corrected."""
    form = WorkbookForm(request.POST or None, request.FILES or None)
    problems: list[dict[str, Any]] = []
    if form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            version = surveys.receive_workbook(
                actor=request.user, file_name=sent.name, content=sent.read()
            )
        except surveys.FormRefused as refusal:
            problems = _explained(refusal.details["problems"])
        except DomainError as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("desk:questionnaire", version.questionnaire_id)
    context = {"form": form, "problems": problems}
    return render(request, "desk/questionnaires/new.html", context)


@requires("surveys.fill")
@require_safe
def questionnaire(request: HttpRequest, questionnaire_id: UUID) -> HttpResponse:
    """Show a questionnaire: its questions, its versions, where it is in use."""
    return _shown(request, _or_404(request, questionnaire_id))


@requires("surveys.design")
@require_POST
def use(request: HttpRequest, questionnaire_id: UUID) -> HttpResponse:
    """Put the newest version to use at the centres ticked, and take it back from the others."""
    found = _or_404(request, questionnaire_id)
    may = surveys.may_publish_at(request.user)
    form = UseForm(request.POST, centres=centres_named(may))
    version = _newest(found)
    if not form.is_valid():
        return _shown(request, found, use_form=form)
    wanted = {UUID(one) for one in form.cleaned_data["centres"]}
    used = set(found.publications.values_list("centre", flat=True))
    try:
        if wanted:
            surveys.publish(
                actor=request.user, version_id=version.pk, centre_ids=wanted, now=timezone.now()
            )
        for centre_id in (used & may) - wanted:
            surveys.withdraw(actor=request.user, questionnaire_id=found.pk, centre_id=centre_id)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Saved"))
    return redirect("desk:questionnaire", found.pk)


@requires("surveys.design")
@require_POST
def add_file(request: HttpRequest, questionnaire_id: UUID) -> HttpResponse:
    """Take in a file that the newest version needs."""
    found = _or_404(request, questionnaire_id)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, found, file_form=form)
    sent = form.cleaned_data["file"]
    try:
        surveys.add_media(
            actor=request.user,
            version_id=_newest(found).pk,
            name=sent.name,
            content=sent.read(),
            content_type=sent.content_type or "",
        )
    except DomainError as refusal:
        form.add_error("file", str(refusal))
        return _shown(request, found, file_form=form)
    messages.success(request, _("Saved"))
    return redirect("desk:questionnaire", found.pk)


@requires("surveys.design")
@require_safe
def workbook(request: HttpRequest, questionnaire_id: UUID) -> HttpResponse:
    """Give the workbook of the newest version, as it was brought in."""
    version = _newest(_or_404(request, questionnaire_id))
    disposition = f'attachment; filename="{version.questionnaire.form_id}.xlsx"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(bytes(version.original), _XLSX, headers=headers)


def _shown(
    request: HttpRequest,
    found: Questionnaire,
    use_form: UseForm | None = None,
    file_form: FileForm | None = None,
) -> HttpResponse:
    version = _newest(found)
    may = surveys.may_publish_at(request.user)
    used = set(found.publications.values_list("centre", flat=True))
    have = set(version.media.values_list("name", flat=True))
    initial = {"centres": [str(one) for one in used]}
    context = {
        "found": found,
        "version": version,
        "versions": found.versions.defer("original", "xform", "questions").order_by("-number"),
        "questions": version.questions,
        "changes": [{**one, "said": surveys.told(one)} for one in version.changes],
        "missing": sorted(set(version.media_names) - have),
        "centres": centres_named(used),
        "use_form": use_form or UseForm(initial=initial, centres=centres_named(may)),
        "file_form": file_form or FileForm(),
        "may_make": can(request.user, "surveys.design"),
        "may_take_out": questionnaires_to_take_out(request.user).filter(pk=found.pk).exists(),
    }
    return render(request, "desk/questionnaires/questionnaire.html", context)


def _or_404(request: HttpRequest, questionnaire_id: UUID) -> Questionnaire:
    return get_object_or_404(questionnaires_visible_to(request.user), pk=questionnaire_id)


def _newest(found: Questionnaire) -> QuestionnaireVersion:
    return get_object_or_404(found.versions.order_by("-number")[:1])


def _explained(problems: Any) -> list[dict[str, Any]]:
    return [{**one, "said": surveys.said(one)} for one in problems]
