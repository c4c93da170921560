"""Vacancies and employers: shared by all centres."""

from datetime import date

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from spean.accounts.models import User
from spean.core.text import fold
from spean.directory.perms import can
from spean.jobs.choices import ReferralState, VacancyState
from spean.jobs.models import Employer, JobReferral, Vacancy

LONGEST_SEARCH = 100
MOST_WORDS = 6


def vacancies_with_places() -> QuerySet[Vacancy]:
    """Return every vacancy with `taken` and `free_places`, its employer and place."""
    hired = (
        JobReferral.objects.filter(vacancy=OuterRef("pk"), state=ReferralState.HIRED)
        .order_by()
        .values("vacancy")
        .annotate(count=Count("pk"))
        .values("count")
    )
    taken = Coalesce(Subquery(hired, output_field=IntegerField()), 0)
    return (
        Vacancy.objects.annotate(taken=taken)
        .annotate(free_places=F("openings") - F("taken"))
        .select_related("employer__organisation__sector", "occupation", "area")
    )


def running(day: date) -> Q:
    """Return the condition of a vacancy that is open on a day, whether or not a place is free."""
    return Q(Q(closes_on=None) | Q(closes_on__gte=day), state=VacancyState.OPEN)


def open_vacancies(today: date) -> QuerySet[Vacancy]:
    """Return the vacancies a person could be referred to today: open, and with a free place."""
    found = vacancies_with_places().filter(running(today))
    return found.filter(free_places__gt=0)  # type: ignore[misc]


def vacancies_visible_to(viewer: User) -> QuerySet[Vacancy]:
    """Return all vacancies: staff who place people see those of every centre."""
    if not can(viewer, "jobs.view"):
        return vacancies_with_places().none()
    return vacancies_with_places()


def find_vacancies(viewer: User, text: str, *, province: str = "") -> QuerySet[Vacancy]:
    """Return the vacancies whose work, employer or place holds every word; newest first.

    `province` is the code of a province (two digits), or empty for all.
    """
    found = vacancies_visible_to(viewer)
    if province:
        found = found.filter(area__code__startswith=province)
    for word in text[:LONGEST_SEARCH].split()[:MOST_WORDS]:
        found = found.filter(_holds(word))
    return found.order_by("-created_at", "pk")


def _holds(word: str) -> Q:
    names = (
        "label_km",
        "label_en",
        "employer__organisation__label_km",
        "employer__organisation__label_en",
        "area__label_km",
        "area__label_en",
    )
    held = Q(occupation__search__contains=fold(word) or word)
    for name in names:
        held |= Q(**{f"{name}__icontains": word})
    return held


def employers_visible_to(viewer: User) -> QuerySet[Employer]:
    """Return all employers, for staff who place people."""
    if not can(viewer, "jobs.view"):
        return Employer.objects.none()
    return Employer.objects.select_related(
        "organisation__area", "organisation__sector", "centre", "verified_by", "second_verified_by"
    )


def find_employers(viewer: User, text: str) -> QuerySet[Employer]:
    """Return the employers whose name or number holds every word, by name; with `open_count`."""
    running_now = Count("vacancies", filter=Q(vacancies__state=VacancyState.OPEN))
    found = employers_visible_to(viewer).annotate(open_count=running_now)
    for word in text[:LONGEST_SEARCH].split()[:MOST_WORDS]:
        held = Q()
        for name in ("label_km", "label_en", "moc_number", "mlvt_number", "nssf_number"):
            held |= Q(**{f"organisation__{name}__icontains": word})
        found = found.filter(held)
    return found.order_by("organisation__label_km", "organisation__label_en", "pk")


def free_places(vacancy: Vacancy) -> int:
    """Return how many places of a vacancy nobody has taken yet."""
    return vacancies_with_places().get(pk=vacancy.pk).free_places  # type: ignore[attr-defined,no-any-return]
