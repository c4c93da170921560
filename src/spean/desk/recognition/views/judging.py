"""The assessor's own pages: her day, the results in few taps, looking over another's work."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.core.errors import DomainError, NotAllowed
from spean.desk.recognition.judging_forms import AgreeForm, ResultsForm
from spean.desk.recognition.views.reading import recognition_or_404
from spean.directory.perms import requires
from spean.pathways.training import agree_with_results
from spean.skills.choices import AppealState, Competence
from spean.skills.models import Appeal, Recognition
from spean.skills.selectors.assessors import assessor_of, sittings_of
from spean.skills.selectors.recognition import recognitions_visible_to, units_of
from spean.skills.services.appeals import decide_appeal
from spean.skills.services.assessing import moderate, write_results

_AHEAD = timedelta(days=28)


@requires("rpl.assess")
@require_safe
def assessor_day(request: HttpRequest) -> HttpResponse:
    """Show an assessor today's candidates, what she looks over, and the weeks ahead."""
    viewer = request.user
    start = timezone.make_aware(datetime.combine(timezone.localdate(), time()))
    tomorrow = start + timedelta(days=1)
    mine = recognitions_visible_to(viewer, "rpl.assess")
    hers = mine.filter(assessor__user=viewer.pk, state="booked")
    context = {
        "assessor": assessor_of(viewer),
        "today": list(sittings_of(viewer, start, tomorrow)),
        "ahead": list(sittings_of(viewer, tomorrow, tomorrow + _AHEAD)),
        "waiting": list(hers.filter(sittings__starts_at__lt=start).distinct()),
        "over": list(mine.filter(moderator__user=viewer.pk, state="assessed")),
        "appeals": list(
            mine.filter(appeals__assessor__user=viewer.pk, appeals__state=AppealState.OPEN)
        ),
    }
    return render(request, "desk/recognition/day.html", context)


@requires("rpl.assess")
def results(request: HttpRequest, recognition_id: UUID) -> HttpResponse:
    """Write down what was found of each unit; of an appeal, of the units in doubt."""
    found = recognition_or_404(request, recognition_id, "rpl.assess")
    appeal = found.appeals.filter(assessor__user=request.user.pk, state=AppealState.OPEN).first()
    is_hers = found.assessor is not None and found.assessor.user_id == request.user.pk
    if appeal is None and not (is_hers and found.state == "booked"):
        raise Http404
    rows = found.units.filter(is_gap=False).select_related("unit").order_by("unit__sort")
    if appeal is not None:
        rows = rows.filter(result=Competence.NOT_YET)
    form = ResultsForm(request.POST or None, units=list(rows), parts=found.parts)
    if form.is_valid():
        try:
            _keep(request, found, appeal, form)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:assessor_day")
    return _step(request, "desk/recognition/results.html", found, form=form, appeal=appeal)


@requires("rpl.assess")
def agree(request: HttpRequest, recognition_id: UUID) -> HttpResponse:
    """Look over the results of another assessor: agree, or send them back."""
    found = recognition_or_404(request, recognition_id, "rpl.assess")
    is_hers = found.moderator is not None and found.moderator.user_id == request.user.pk
    if not is_hers or found.state != "assessed":
        raise Http404
    form = AgreeForm(request.POST or None)
    if form.is_valid():
        try:
            _look_over(request, found, form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:assessor_day")
    return _step(request, "desk/recognition/agree.html", found, form=form, units=units_of(found))


def _look_over(request: HttpRequest, found: Recognition, said: dict[str, Any]) -> None:
    asked = {"actor": request.user, "recognition_id": found.pk, "now": timezone.now()}
    if said["agrees"] == "yes":
        agree_with_results(**asked)
    else:
        moderate(**asked, agrees=False, reason=said["reason"])


def _keep(
    request: HttpRequest, found: Recognition, appeal: Appeal | None, form: ResultsForm
) -> None:
    said, now = form.found(), timezone.now()
    if not request.user.is_authenticated:
        raise NotAllowed
    if appeal is None:
        write_results(actor=request.user, recognition_id=found.pk, found=said, now=now)
    else:
        decide_appeal(actor=request.user, appeal_id=appeal.pk, found=said, now=now)


def _step(request: HttpRequest, template: str, found: Recognition, **more: Any) -> HttpResponse:
    context = {
        "recognition": found,
        "person": found.person,
        "back_url": reverse("desk:recognition", args=[found.pk]),
        "where": _("Assessment"),
        **more,
    }
    return render(request, template, context)
