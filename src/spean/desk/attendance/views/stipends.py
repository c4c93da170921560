"""Stipends: what is due by month, what was paid and how, what is late."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.core.errors import DomainError
from spean.core.wording import money_text
from spean.desk.attendance.forms import PayForm
from spean.desk.attendance.request import StaffRequest
from spean.desk.attendance.views.days import class_or_404
from spean.desk.attendance.words import share_text
from spean.directory.perms import requires
from spean.skills.selectors.attendance import class_of, enrolments_visible_to, terms_on
from spean.skills.selectors.stipends import (
    StipendRow,
    late_stipends,
    payments_visible_to,
    stipends_of,
)
from spean.skills.services.stipends import open_receipt, pay_stipend


@requires("courses.edit")
@require_safe
def of_course(request: StaffRequest, course_id: UUID) -> HttpResponse:
    """Show every month of everybody in a class."""
    course = class_or_404(request, course_id, "courses.edit")
    today = timezone.localdate()
    rows = stipends_of(class_of(course).select_related("course"), today)
    full = terms_on(today)["stipend_full"]
    context = {"course": course, "rows": _shown(rows), "full": int(full or 100)}
    return render(request, "desk/attendance/stipends.html", context)


@requires("courses.edit")
@require_safe
def late(request: StaffRequest) -> HttpResponse:
    """Show what should have been paid by now at the viewer's centres."""
    rows = late_stipends(request.user, timezone.localdate())
    return render(request, "desk/attendance/late.html", {"rows": _shown(rows)})


@requires("courses.edit")
def pay(request: StaffRequest, enrolment_id: UUID) -> HttpResponse:
    """Write down that a month was paid."""
    seen = enrolments_visible_to(request.user, "courses.edit")
    found = get_object_or_404(seen, pk=enrolment_id)
    row = _row(stipends_of([found], timezone.localdate()), request.GET.get("month", ""))
    form = PayForm(
        request.POST or None,
        files=request.FILES or None,
        initial={"amount": row.due.due_khr, "how": "cash"},
    )
    if form.is_valid():
        try:
            pay_stipend(
                actor=request.user,
                enrolment_id=found.pk,
                id=form.cleaned_data["id"],
                paid=form.paid(row.due.month),
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:class_stipends", found.course_id)
    due = money_text(row.due.due_khr, "KHR")
    context = {
        "form": form,
        "course": found.course,
        "title": found.person.name,
        "month": row.due.month,
        "hint": f"{share_text(row.due.share)} · {due}",
        "has_file": True,
        "back_url": reverse("desk:class_stipends", args=[found.course_id]),
        "where": found.course.label,
    }
    return render(request, "desk/attendance/form.html", context)


@requires("people.sensitive")
@require_safe
def receipt(request: StaffRequest, payment_id: UUID) -> HttpResponse:
    """Give out the photograph of a receipt; each opening is written down."""
    payment = get_object_or_404(payments_visible_to(request.user), pk=payment_id)
    content = open_receipt(viewer=request.user, payment=payment)
    answer = HttpResponse(content, content_type=payment.media_type)
    answer["Content-Disposition"] = "inline"
    answer["Cache-Control"] = "no-store, private"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _row(rows: list[StipendRow], asked: str) -> StipendRow:
    """Return the month that the address names, else the first that can be paid.

    :raises Http404: if she has no stipend
    """
    try:
        month = date.fromisoformat(asked)
    except ValueError:
        month = next((row.due.month for row in rows if row.may_be_paid), None)  # type: ignore[assignment]
    found = [row for row in rows if row.due.month == month] or rows[:1]
    if not found:
        raise Http404
    return found[0]


def _shown(rows: list[StipendRow]) -> list[dict[str, object]]:
    return [{"row": row, "share": share_text(row.due.share)} for row in rows]
