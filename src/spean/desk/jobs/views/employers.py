"""Employers: written down, checked by two people, barred where workers were harmed."""

from collections.abc import Callable
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
from spean.desk.jobs.forms import BarForm, EmployerForm
from spean.desk.jobs.forms.base import kept, on, rows_of
from spean.desk.jobs.reading import vacancy_row
from spean.directory.models import Centre
from spean.directory.perms import can, centres_where, requires
from spean.jobs import services as jobs
from spean.jobs.models import Employer
from spean.jobs.selectors import employers_visible_to, find_employers, vacancies_visible_to

PAGE = 25
SHOWN = 20


@requires("jobs.view")
@require_safe
def employers(request: HttpRequest) -> HttpResponse:
    """List employers by name."""
    text, today = tidy(request.GET.get("q", "")[:100]), timezone.localdate()
    page = Paginator(find_employers(request.user, text), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [
            (row, row.is_cleared_on(today), row.is_blocked_on(today)) for row in page.object_list
        ],
        "text": text,
        "may_write": can(request.user, "jobs.vacancies"),
    }
    return render(request, "desk/jobs/employers.html", context)


@requires("jobs.view")
@require_safe
def employer(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """Show one employer: the two checks, the bar, its vacancies, all that is known."""
    found = get_object_or_404(employers_visible_to(request.user), pk=employer_id)
    return _shown(request, found, BarForm())


def _shown(request: HttpRequest, found: Employer, bar_form: BarForm) -> HttpResponse:
    today = timezone.localdate()
    vacancies = vacancies_visible_to(request.user).filter(employer=found).order_by("-created_at")
    context = {
        "employer": found,
        "rows": rows_of(EmployerForm.base_fields, EmployerForm.initial_of(found)),
        "vacancies": [vacancy_row(row, today, None) for row in vacancies[:SHOWN]],
        "is_cleared": found.is_cleared_on(today),
        "is_blocked": found.is_blocked_on(today),
        "may_check": found.second_verified_by_id is None
        and found.verified_by_id != request.user.pk,
        "may_write": can(request.user, "jobs.vacancies", found),
        "bar_form": bar_form,
    }
    return render(request, "desk/jobs/employer.html", context)


@requires("jobs.vacancies")
def new(request: HttpRequest) -> HttpResponse:
    """Write down an employer."""
    centres = Centre.objects.filter(pk__in=centres_where(request.user, "jobs.vacancies"))
    form = EmployerForm(
        request.POST or None, centres=centres, initial={"revision": 1, "centre": centres.first()}
    )
    made = None
    if form.is_valid():
        made = kept(
            form,
            lambda: jobs.record_employer(
                actor=request.user,
                id=form.cleaned_data["id"],
                centre=form.cleaned_data["centre"],
                values=form.values(),
            ),
        )
    if made is not None:
        messages.success(request, _("Saved"))
        return redirect("desk:employer", made.pk)
    return render(request, "desk/jobs/employer_form.html", {"form": form, "employer": None})


@requires("jobs.vacancies")
def edit(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """Correct an employer's record; a new name or number takes the two checks back."""
    found = _own(request, employer_id)
    form = EmployerForm(
        request.POST or None,
        centres=Centre.objects.filter(pk=found.centre_id),
        initial=EmployerForm.initial_of(found),
    )
    made = None
    if form.is_valid():
        made = kept(
            form,
            lambda: jobs.record_employer(
                actor=request.user,
                id=found.pk,
                centre=found.centre,
                values=form.values(),
                revision=form.cleaned_data["revision"],
            ),
        )
    if made is not None:
        messages.success(request, _("Saved"))
        return redirect("desk:employer", found.pk)
    return render(request, "desk/jobs/employer_form.html", {"form": form, "employer": found})


def _own(request: HttpRequest, employer_id: UUID) -> Employer:
    centres = centres_where(request.user, "jobs.vacancies")
    own = employers_visible_to(request.user).filter(centre__in=centres)
    return get_object_or_404(own, pk=employer_id)


@requires("jobs.vacancies")
@require_POST
def check(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """Say that the papers were compared: one of the two checks."""
    found = _own(request, employer_id)
    return _done(
        request,
        found,
        lambda: jobs.verify_employer(
            actor=request.user, employer_id=found.pk, today=timezone.localdate()
        ),
    )


@requires("jobs.vacancies")
@require_POST
def bar(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """Send nobody there, with a reason."""
    found = _own(request, employer_id)
    form = BarForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    return _done(
        request,
        found,
        lambda: jobs.blacklist_employer(
            actor=request.user,
            employer_id=found.pk,
            reason=form.cleaned_data["reason"],
            until=on(form.cleaned_data["until"]),
        ),
    )


@requires("jobs.vacancies")
@require_POST
def lift(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """Let people be sent there again."""
    found = _own(request, employer_id)
    return _done(
        request,
        found,
        lambda: jobs.lift_blacklisting(actor=request.user, employer_id=found.pk),
    )


def _done(request: HttpRequest, found: Employer, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved"))
    return redirect("desk:employer", found.pk)
