"""The supervisor's list: in whose answers (RSS) something is wrong, until somebody saw to it."""

from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.casework import services as casework
from spean.casework.models import Assessment
from spean.casework.selectors.assessments import assessments_waiting_for
from spean.core.errors import NotAllowed
from spean.desk.cases.doing import words_of_alarms
from spean.directory.perms import requires

_ROWS = 25


class Row(NamedTuple):
    """One assessment, and in words where she does badly."""

    row: Assessment
    words: list[str]


@requires("people.assign")
@require_safe
def alarms(request: HttpRequest) -> HttpResponse:
    """List them, the worst first."""
    waiting = assessments_waiting_for(request.user)  # type: ignore[arg-type]
    page = Paginator(waiting, _ROWS).get_page(request.GET.get("page"))
    rows = [Row(one, words_of_alarms(one)) for one in page]
    return render(request, "desk/cases/alarms.html", {"rows": rows, "page": page})


@requires("people.assign")
@require_POST
def seen(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Take one off the list."""
    try:
        casework.look_at_assessment(
            actor=request.user,  # type: ignore[arg-type]
            assessment_id=assessment_id,
            now=timezone.now(),
        )
    except NotAllowed:
        raise Http404 from None
    messages.success(request, _("Saved"))
    return redirect("desk:alarms")
