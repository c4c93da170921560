"""Standards as a table: taken along, and brought in after a look."""

import base64

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.core.errors import DomainError
from spean.desk.standards.forms import TableForm
from spean.desk.standards.words import faults_said
from spean.directory.perms import requires
from spean.skills.gateways.standards_csv import COLUMNS, read, written
from spean.skills.selectors.standards import newest, standards_visible_to
from spean.skills.selectors.standards_table import table_of
from spean.skills.services import standards_import as act

_FEW = 100


@requires("standards.view")
@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the newest versions as a table, in the shape that comes in again."""
    found = newest(standards_visible_to(request.user)).order_by("code")
    answer = HttpResponse(written(table_of(found)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="standards.csv"'
    return answer


@requires("standards.edit")
def bring_in(request: HttpRequest) -> HttpResponse:
    """Look at a table first: what is new, what changes, what cannot be taken. Then bring it in."""
    if request.method != "POST":
        return _page(request, TableForm())
    form = TableForm(request.POST, files=request.FILES)
    if not form.is_valid():
        return _page(request, form)
    content = form.content()
    try:
        rows = read(content)
        if "bring" in request.POST:
            return _brought_in(request, rows)
        plan = act.plan_of(rows)
    except act.TableRefused as refusal:
        plan = act.Plan(faults=list(refusal.details["faults"]))  # type: ignore[call-overload]
    except DomainError as refusal:
        form.add_error("file", str(refusal))
        return _page(request, form)
    return _page(request, form, plan, base64.b64encode(content).decode())


def _brought_in(request: HttpRequest, rows: list[dict[str, str]]) -> HttpResponse:
    plan = act.bring_in(actor=request.user, rows=rows)
    counts = {"new": len(plan.new), "changed": len(plan.changed)}
    messages.success(request, _("Brought in: %(new)d new, %(changed)d changed.") % counts)
    return redirect("desk:standards")


def _page(
    request: HttpRequest, form: TableForm, plan: act.Plan | None = None, kept: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "plan": plan,
        "kept": kept,
        "faults": faults_said(plan.faults[:_FEW]) if plan else [],
        "more_faults": max(0, len(plan.faults) - _FEW) if plan else 0,
        "columns": COLUMNS,
    }
    return render(request, "desk/standards/bring_in.html", context)
