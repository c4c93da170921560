"""The open vacancies, and one of them with all that is known of it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spean.core.errors import DomainError
from spean.core.text import tidy
from spean.desk.jobs import reading
from spean.desk.jobs.forms import LinkForm
from spean.directory.models import Area
from spean.directory.perms import can, requires
from spean.jobs import flows
from spean.jobs import services as jobs_services
from spean.jobs.selectors import (
    find_vacancies,
    is_live,
    links_of,
    referrals_visible_to,
    running,
    vacancies_visible_to,
)
from spean.jobs.selectors.pay import pay_of_vacancy
from spean.pathways.matching import people_for, rates_on

PAGE = 25
SHOWN = 10
SHOW = ("free", "open", "closed", "all")


@requires("jobs.view")
@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """List vacancies by work, place and state; those with a free place first of all."""
    today = timezone.localdate()
    text = tidy(request.GET.get("q", "")[:100])
    province = request.GET.get("place", "")
    show = request.GET.get("show", "")
    show = show if show in SHOW else SHOW[0]
    found = find_vacancies(request.user, text, province=province if _is_code(province) else "")
    if show == "free":
        found = found.filter(running(today), free_places__gt=0)
    elif show == "open":
        found = found.filter(running(today))
    elif show == "closed":
        found = found.exclude(running(today))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    lawful_age = rates_on(today).hazardous_age
    context = {
        "page": page,
        "rows": [reading.vacancy_row(row, today, lawful_age) for row in page.object_list],
        "text": text,
        "province": province,
        "provinces": Area.objects.filter(level=1, valid_to=None).order_by("code"),
        "show": show,
        "may_write": can(request.user, "jobs.vacancies"),
    }
    return render(request, "desk/jobs/jobs.html", context)


def _is_code(text: str) -> bool:
    return len(text) == 2 and text.isascii() and text.isdecimal()


@requires("jobs.view")
@require_safe
def vacancy(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    """Show one vacancy: its facts, whom we put forward, and the employer's link."""
    found = get_object_or_404(vacancies_visible_to(request.user), pk=vacancy_id)
    return shown(request, found)


def shown(request: HttpRequest, found: object, **more: object) -> HttpResponse:
    """Return the page of a vacancy."""
    viewer, now, today = request.user, timezone.now(), timezone.localdate()
    links = list(links_of(viewer, found)[:SHOWN])
    context = {
        **reading.vacancy_page(found, today, rates_on(today).hazardous_age),
        "pay": pay_of_vacancy(found, today),
        "referrals": referrals_visible_to(viewer).filter(vacancy=found).order_by("-proposed_at"),
        "links": [(link, is_live(link, now)) for link in links],
        "link_form": LinkForm(),
        "moves": flows.VACANCY.actions_from(found.state),
        "may_write": can(viewer, "jobs.vacancies", found),
        "may_refer": can(viewer, "jobs.refer"),
        **more,
    }
    return render(request, "desk/jobs/vacancy.html", context)


@requires("jobs.vacancies")
@require_POST
def move(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    """Close a vacancy, or open it again."""
    found = get_object_or_404(vacancies_visible_to(request.user), pk=vacancy_id)
    close = request.POST.get("how") == "close"
    act = jobs_services.close_vacancy if close else jobs_services.reopen_vacancy
    try:
        act(actor=request.user, vacancy_id=found.pk)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("The vacancy is closed.") if close else _("The vacancy is open.")
        messages.success(request, said)
    return redirect("desk:vacancy", found.pk)


@requires("jobs.refer")
@require_safe
def people(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    """Show which of the centre's people a vacancy could suit, with reasons and without a score."""
    found = get_object_or_404(
        vacancies_visible_to(request.user).prefetch_related("needs__skill"), pk=vacancy_id
    )
    candidates = people_for(
        viewer=request.user, vacancy=found, today=timezone.localdate(), limit=SHOWN
    )
    mine = referrals_visible_to(request.user).filter(vacancy=found)
    states = {row.person_id: row for row in mine}
    context = {
        "vacancy": found,
        "candidates": candidates,
        "rows": reading.candidate_rows(candidates.fitting, states),
    }
    part = "desk/jobs/_people.html" if request.htmx else "desk/jobs/people.html"
    return render(request, part, context)
