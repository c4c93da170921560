"""Write a draft, or change one's own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from spean.core.errors import DomainError
from spean.desk.law.forms import DraftForm, form_for
from spean.directory import services as directory
from spean.directory.models import RuleRow, RuleSubject
from spean.directory.perms import requires
from spean.directory.selectors.standing import (
    rules_visible_to,
    subjects_visible_to,
    words_of_conditions,
)
from spean.directory.services.rule_drafts import NotYourDraft


@requires("rules.draft")
def new(request: HttpRequest, subject_id: UUID) -> HttpResponse:
    """Draft a rule of a subject, or a correction of one that is in force (`?corrects=`)."""
    subject = get_object_or_404(subjects_visible_to(request.user), pk=subject_id)
    rows = rules_visible_to(request.user).filter(code=subject.code, state="published")
    corrected = _corrected(request, rows)
    first = _first(corrected or rows.order_by("-valid_from").first(), corrected is not None)
    form = form_for(subject, request.POST or None, first)
    return _written(request, form, corrected, None)


@requires("rules.draft")
def change(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Change one's own draft; another's is read, not changed."""
    row = get_object_or_404(rules_visible_to(request.user), pk=rule_id)
    if row.drafted_by_id != request.user.pk or row.state != "draft":
        messages.warning(request, str(NotYourDraft()))
        return redirect("desk:rule_draft", row.pk)
    subject = get_object_or_404(subjects_visible_to(request.user), code=row.code)
    form = form_for(subject, request.POST or None, DraftForm.initial_of(row))
    return _written(request, form, row.corrects, row)


def _written(
    request: HttpRequest, form: DraftForm, corrected: RuleRow | None, known: RuleRow | None
) -> HttpResponse:
    if form.is_valid():
        try:
            row = directory.draft_rule(
                actor=request.user,
                id=known.pk if known else form.cleaned_data["id"],
                words=form.words(corrected.pk if corrected else None),
                now=timezone.now(),
                revision=form.cleaned_data["revision"],
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The draft is kept. Nothing is in force by it yet."))
            return redirect("desk:rule_draft", row.pk)
    return render(request, "desk/law/rule_form.html", _context(form, corrected, known))


def _context(form: DraftForm, corrected: RuleRow | None, known: RuleRow | None) -> dict[str, Any]:
    subject: RuleSubject = form.subject
    is_condition = subject.kind == "condition"
    return {
        "form": form,
        "subject": subject,
        "corrected": corrected,
        "known": known,
        "words": words_of_conditions() if is_condition else [],
    }


def _corrected(request: HttpRequest, rows: Any) -> RuleRow | None:
    asked = request.GET.get("corrects", "")
    try:
        return rows.filter(pk=UUID(asked)).first() if asked else None
    except ValueError:
        return None


def _first(row: RuleRow | None, is_correction: bool) -> dict[str, Any]:
    """Return what stands in an empty form: what the rule says now, so that a change is small."""
    if row is None:
        return {"revision": 1}
    if is_correction:
        known = DraftForm.initial_of(row)
        return {**{name: known[name] for name in known if name != "id"}, "is_checked": False}
    return {"revision": 1, "value": row.value}
