"""A draft is read, tried on the register, published by another person, or turned down."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.core.errors import DomainError
from spean.desk.law.forms import ReadForm, ReasonForm
from spean.desk.law.words import shown, tried_lines
from spean.directory import services as directory
from spean.directory.models import RuleRow, RuleSubject
from spean.directory.perms import can, requires
from spean.directory.selectors.standing import (
    doubts_of,
    faults_of,
    rows_of,
    rules_visible_to,
    standing_of,
    subjects_visible_to,
)
from spean.results.selectors.simulating import simulate


@requires("rules.draft")
@require_safe
def draft(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Show a draft beside what it would change, and what speaks against it."""
    return _page(request, _or_404(request, rule_id))


@requires("rules.draft")
@require_POST
def try_out(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Count for how many people in the register the answer would change; nobody is named."""
    row = _or_404(request, rule_id)
    directory.note_simulation(actor=request.user, row=row)
    found = simulate(row, timezone.localdate())
    return _page(request, row, tried=True, simulation=found)


@requires("rules.publish")
@require_POST
def publish(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Put another person's draft in force from its day."""
    row = _or_404(request, rule_id)
    form = ReadForm(request.POST)
    try:
        read = form.cleaned_data["revision"] if form.is_valid() else 0
        directory.publish_rule(
            actor=request.user, rule_id=row.pk, revision=read, now=timezone.now()
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:rule_draft", row.pk)
    messages.success(request, _("Published. What was decided before keeps its rule."))
    return redirect("desk:rule", _subject(request, row).pk)


@requires("rules.draft")
@require_POST
def turn_down(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Turn a draft down with a reason; it is kept."""
    row = _or_404(request, rule_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, row, reason_form=form)
    try:
        directory.reject_rule(
            actor=request.user,
            rule_id=row.pk,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Turned down. The draft and the reason are kept."))
    return redirect("desk:rule_draft", row.pk)


def _page(request: HttpRequest, row: RuleRow, **more: Any) -> HttpResponse:
    subject, viewer = _subject(request, row), request.user
    is_open = row.state == "draft"
    day = row.valid_from
    stands = (one for one in rows_of(viewer, row.code) if standing_of(one, day) == "in-force")
    before = row.corrects or next((one for one in stands if one.pk != row.pk), None)
    context = {
        "row": row,
        "subject": subject,
        "draft": shown(row, subject.kind, timezone.localdate()),
        "before": shown(before, subject.kind, day) if before else None,
        "faults": faults_of(row) if is_open else [],
        "doubts": doubts_of(row) if is_open else [],
        "is_open": is_open,
        "is_mine": row.drafted_by_id == viewer.pk,
        "may_publish": can(viewer, "rules.publish"),
        "read_form": ReadForm(initial={"revision": row.revision}),
        "reason_form": ReasonForm(),
        "tried": False,
        "simulation": None,
        "tried_lines": tried_lines(more.get("simulation")),
        **more,
    }
    return render(request, "desk/law/rule_draft.html", context)


def _or_404(request: HttpRequest, rule_id: UUID) -> RuleRow:
    # A row that came with the site was never a draft.
    rows = rules_visible_to(request.user).exclude(drafted_by=None)
    return get_object_or_404(rows, pk=rule_id)


def _subject(request: HttpRequest, row: RuleRow) -> RuleSubject:
    return get_object_or_404(subjects_visible_to(request.user), code=row.code)
