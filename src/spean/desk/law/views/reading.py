"""The rules on a day, grouped by subject; and the history of one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from spean.desk.law.forms import OnDayForm
from spean.desk.law.words import history, shown
from spean.directory.perms import can, requires
from spean.directory.selectors.standing import (
    SubjectLine,
    rows_of,
    rules_visible_to,
    subjects_visible_to,
    topics_on,
)


@requires("rules.view")
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """List what is in force on a day and what comes, by subject; drafts that wait stand first."""
    form = OnDayForm(request.GET or None)
    day = form.day(timezone.localdate())
    names = {subject.code: subject for subject in subjects_visible_to(request.user)}
    drafts = rules_visible_to(request.user).filter(state="draft").order_by("-drafted_at")
    context = {
        "form": form,
        "day": day,
        "topics": [
            (topic, [_line(line, day) for line in topic.lines])
            for topic in topics_on(request.user, day)
        ],
        "drafts": [
            (names[row.code], shown(row, names[row.code].kind, day))
            for row in drafts
            if row.code in names
        ],
    }
    return render(request, "desk/law/rules.html", context)


@requires("rules.view")
@require_safe
def rule(request: HttpRequest, subject_id: UUID) -> HttpResponse:
    """Show what one rule says, and all it ever said, as a line of time."""
    subject = get_object_or_404(subjects_visible_to(request.user), pk=subject_id)
    today = timezone.localdate()
    rows = history(subject, rows_of(request.user, subject.code), today)
    context = {
        "subject": subject,
        "rows": rows,
        "now": next((one for one in rows if one.standing == "in-force"), None),
        "coming": next((one for one in reversed(rows) if one.standing == "coming"), None),
        "may_draft": can(request.user, "rules.draft"),
    }
    return render(request, "desk/law/rule.html", context)


def _line(line: SubjectLine, day: Any) -> dict[str, Any]:
    kind = line.subject.kind
    return {
        "subject": line.subject,
        "now": shown(line.now, kind, day) if line.now else None,
        "coming": shown(line.coming, kind, day) if line.coming else None,
        "drafts": line.drafts,
    }
