"""The employer's link: made, shown once, and ended."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spean.desk.codes import square
from spean.desk.jobs.forms import LinkForm
from spean.desk.jobs.forms.base import kept
from spean.desk.jobs.views.vacancies import shown
from spean.directory.models import Centre
from spean.directory.perms import centres_where, requires
from spean.jobs import services as jobs
from spean.jobs.selectors import links_visible_to, vacancies_visible_to


@requires("jobs.refer")
@require_POST
def make(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    """Make a link and show it; it is kept nowhere, so this page shows it once."""
    found = get_object_or_404(vacancies_visible_to(request.user), pk=vacancy_id)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return shown(request, found, link_form=form)
    centre = _centre(request)
    made = kept(
        form,
        lambda: jobs.make_link(
            actor=request.user,
            id=form.cleaned_data["id"],
            vacancy=found,
            centre=centre,
            days=int(form.cleaned_data["days"]),
            now=timezone.now(),
        ),
    )
    if made is None:
        return shown(request, found, link_form=form)
    link, token = made
    address = request.build_absolute_uri(reverse("portal:answer", args=[token]))
    drawing = square(address, _("The link, to scan with a telephone"))
    return shown(request, found, new_link=link, address=address, drawing=drawing)


def _centre(request: HttpRequest) -> Centre:
    """Return the centre in whose name the viewer makes the link: her first."""
    mine = Centre.objects.filter(pk__in=centres_where(request.user, "jobs.refer"))
    return get_object_or_404(mine.order_by("code")[:1])


@requires("jobs.refer")
@require_POST
def end(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """End a link at once."""
    link = get_object_or_404(links_visible_to(request.user), pk=link_id)
    jobs.withdraw_link(actor=request.user, link_id=link.pk, now=timezone.now())
    messages.success(request, _("The link no longer works."))
    return redirect("desk:vacancy", link.vacancy_id)
