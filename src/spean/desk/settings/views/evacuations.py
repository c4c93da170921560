"""A centre works from elsewhere: the host, the days, who helps; taken back by one press."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spean.core.errors import DomainError
from spean.desk.settings.stay_forms import StayForm
from spean.directory.models import Centre
from spean.directory.perms import requires
from spean.directory.selectors.centres import centres_visible_to
from spean.directory.selectors.evacuations import stays_at
from spean.directory.services.evacuations import end_stay, work_from_elsewhere


@requires("accounts.manage")
def evacuate(request: HttpRequest, centre_id: UUID) -> HttpResponse:
    """Say where a centre works from, and give the host's colleagues reach until a day."""
    centre = get_object_or_404(centres_visible_to(request.user), pk=centre_id)
    others = centres_visible_to(request.user).exclude(pk=centre.pk)
    today = timezone.localdate()
    form = _form(request, centre, others.filter(code=request.GET.get("host", "")).first())
    if form is not None and form.is_valid():
        try:
            work_from_elsewhere(
                actor=request.user, stay=form.stay(), users=form.users(), today=today
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:centre_evacuate", centre.pk)
    context = {"centre": centre, "hosts": others, "form": form, "stays": stays_at(centre, today)}
    return render(request, "desk/settings/evacuate.html", context)


@requires("accounts.manage")
@require_POST
def end(request: HttpRequest, centre_id: UUID) -> HttpResponse:
    """Take back where a centre works from: nobody of the host reaches it any more."""
    centre = get_object_or_404(centres_visible_to(request.user), pk=centre_id)
    today = timezone.localdate()
    said = request.POST.get("stay", "")
    for shown in stays_at(centre, today):
        if shown.key == said:
            try:
                end_stay(actor=request.user, stay=shown.stay, today=today)
            except DomainError as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, _("Taken back. Nobody of the other centre opens a file."))
    return redirect("desk:centre_evacuate", centre.pk)


def _form(request: HttpRequest, centre: Centre, host: Centre | None) -> StayForm | None:
    if host is None:
        return None
    return StayForm(request.POST or None, centre=centre, host=host, today=timezone.localdate())
