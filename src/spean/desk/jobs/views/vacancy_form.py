"""A vacancy is written down and corrected, every field of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.accounts.models import User
from spean.core.text import tidy
from spean.desk.jobs.forms import GROUPS, VacancyForm
from spean.desk.jobs.forms.base import kept
from spean.directory.perms import centres_where, requires
from spean.jobs import services as jobs
from spean.jobs.models import Employer, Vacancy
from spean.jobs.selectors import employers_visible_to, vacancies_visible_to

FIRST = {"currency": "USD", "pay_unit": "month", "sex_limit": "any", "contract": "unknown"}


@requires("jobs.vacancies")
def new(request: HttpRequest) -> HttpResponse:
    """Write down a vacancy."""
    employers = _employers(request.user)
    first = {"revision": 1, "openings": 1, "source": "employer_visit", **FIRST}
    chosen = request.GET.get("employer", "")
    first["employer"] = next((one for one in employers if str(one.pk) == chosen), None)
    form = VacancyForm(request.POST or None, employers=employers, initial=first)
    made = _saved(request, form, None)
    if made is not None:
        return redirect("desk:vacancy", made.pk)
    return _shown(request, form, None)


@requires("jobs.vacancies")
def edit(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    """Correct a vacancy; of two officers, the second is shown both versions."""
    centres = centres_where(request.user, "jobs.vacancies")
    visible = vacancies_visible_to(request.user).filter(centre__in=centres)
    found = get_object_or_404(visible, pk=vacancy_id)
    form = VacancyForm(
        request.POST or None,
        employers=Employer.objects.filter(pk=found.employer_id).select_related("organisation"),
        initial=VacancyForm.initial_of(found),
    )
    if _saved(request, form, found) is not None:
        return redirect("desk:vacancy", found.pk)
    return _shown(request, form, found)


def _employers(viewer: User) -> Any:
    """Return the employers for whom the viewer may write down a vacancy, by name."""
    centres = centres_where(viewer, "jobs.vacancies")
    own = employers_visible_to(viewer).filter(centre__in=centres)
    return own.order_by("organisation__label_km", "organisation__label_en", "pk")


def _saved(request: HttpRequest, form: VacancyForm, found: Vacancy | None) -> Vacancy | None:
    form.offer_needs(more=_sought(request))
    if request.POST.get("then") == "search" or not form.is_valid():
        return None
    made = kept(
        form,
        lambda: jobs.record_vacancy(
            actor=request.user,
            id=found.pk if found else form.cleaned_data["id"],
            employer=form.cleaned_data["employer"],
            values=form.values(),
            needs=form.needs(),
            revision=form.cleaned_data["revision"] if found else None,
        ),
    )
    if made is not None:
        messages.success(request, _("Saved"))
    return made


def _shown(request: HttpRequest, form: VacancyForm, found: Vacancy | None) -> HttpResponse:
    groups = [(heading, form.order(*names)) for heading, names in GROUPS]
    context = {"form": form, "groups": groups, "vacancy": found, "more": _sought(request)}
    return render(request, "desk/jobs/vacancy_form.html", context)


@requires("jobs.vacancies")
@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """Return the tick-boxes of the work chosen, of what is ticked, and of what is searched for."""
    form = VacancyForm(request.GET, employers=Employer.objects.none())
    form.offer_needs(more=_sought(request))
    return render(request, "desk/jobs/_needs.html", {"form": form})


def _sought(request: HttpRequest) -> str:
    data = request.POST if request.method == "POST" else request.GET
    return tidy(data.get("more", "")[:100])
