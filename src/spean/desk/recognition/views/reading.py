"""One recognition: the chain, what comes next, the units and their results."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from spean.desk.recognition import shown
from spean.directory.perms import can, requires
from spean.skills import flows
from spean.skills.choices import Competence
from spean.skills.models import Recognition
from spean.skills.selectors.recognition import (
    appeal_until,
    recognitions_visible_to,
    units_of,
)


def recognition_or_404(
    request: HttpRequest, recognition_id: UUID, action: str = "rpl.view"
) -> Recognition:
    """Return a recognition that the viewer may see, or do `action` to.

    :raises Http404: if there is none for her
    """
    return get_object_or_404(recognitions_visible_to(request.user, action), pk=recognition_id)


@requires("rpl.view")
@require_safe
def recognition(request: HttpRequest, recognition_id: UUID) -> HttpResponse:
    """Show how it stands, what happened, and the one thing that comes next."""
    found = recognition_or_404(request, recognition_id)
    units = units_of(found)
    appeal = found.appeals.select_related("assessor__user").first()
    has_doubt = any(one.row.result == Competence.NOT_YET for one in units)
    may_edit = can(request.user, "rpl.edit", found.person)
    context = {
        "recognition": found,
        "person": found.person,
        "chain": shown.chain_of(found),
        "next": shown.next_for(request.user, found),
        "units": units,
        "sitting": found.sittings.filter(is_cancelled=False).order_by("-starts_at").first(),
        "wages": found.wages.order_by("months"),
        "appeal": appeal,
        "is_judge": appeal is not None and appeal.assessor.user_id == request.user.pk,
        "appeal_until": appeal_until(found) if has_doubt else None,
        "may_appeal": may_edit
        and appeal is None
        and has_doubt
        and found.state in flows.WITH_A_RESULT,
        "may_edit": may_edit,
        "may_withdraw": may_edit and found.state in flows.BEFORE_THE_RESULT,
        "is_assessing": not may_edit and not can(request.user, "people.view", found.person),
    }
    return render(request, "desk/recognition/recognition.html", context)
