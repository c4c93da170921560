"""Reads of this room: vacancies are shared by all centres, people are not."""

from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from spean.accounts.models import User
from spean.directory.perms import Scope, can, centres_where, scope_of
from spean.jobs.choices import ReferralState, VacancyState
from spean.jobs.flows import LIVE
from spean.jobs.models import Employer, EmployerLink, JobReferral, JobSeeker, Placement, Vacancy
from spean.people.models import Person
from spean.people.selectors import people_visible_to


def vacancies_with_places() -> QuerySet[Vacancy]:
    """Return every vacancy with `taken` and `free_places`, its employer and place."""
    hired = Count("referrals", filter=Q(referrals__state=ReferralState.HIRED))
    return (
        Vacancy.objects.annotate(taken=hired)
        .annotate(free_places=F("openings") - F("taken"))
        .select_related("employer__organisation", "occupation", "area")
    )


def open_vacancies(today: date) -> QuerySet[Vacancy]:
    """Return the vacancies a person could be referred to today: open, and with a free place."""
    return vacancies_with_places().filter(
        Q(closes_on=None) | Q(closes_on__gte=today), state=VacancyState.OPEN, free_places__gt=0
    )


def vacancies_visible_to(viewer: User) -> QuerySet[Vacancy]:
    """Return all vacancies: staff who place people see those of every centre."""
    if not can(viewer, "jobs.view"):
        return vacancies_with_places().none()
    return vacancies_with_places()


def employers_visible_to(viewer: User) -> QuerySet[Employer]:
    """Return all employers, for staff who place people."""
    if not can(viewer, "jobs.view"):
        return Employer.objects.none()
    return Employer.objects.select_related("organisation__area", "organisation__sector", "centre")


def free_places(vacancy: Vacancy) -> int:
    """Return how many places of a vacancy nobody has taken yet."""
    return vacancies_with_places().get(pk=vacancy.pk).free_places  # type: ignore[attr-defined,no-any-return]


def referrals_visible_to(viewer: User) -> QuerySet[JobReferral]:
    """Return the referrals of people whom the viewer may see."""
    if scope_of(viewer, "jobs.view") == Scope.NONE:
        return JobReferral.objects.none()
    return JobReferral.objects.filter(person__in=people_visible_to(viewer)).select_related(
        "person", "vacancy__employer__organisation", "vacancy__area", "vacancy__occupation"
    )


def referrals_of(person: Person) -> QuerySet[JobReferral]:
    """Return the referrals of one person, the newest first."""
    return (
        JobReferral.objects.filter(person=person)
        .select_related("vacancy__employer__organisation", "vacancy__area", "vacancy__occupation")
        .order_by("-proposed_at", "id")
    )


def live_vacancy_ids(person: Person) -> set[UUID]:
    """Return the vacancies for which the person has a live referral."""
    return set(
        JobReferral.objects.filter(person=person, state__in=LIVE).values_list(
            "vacancy_id", flat=True
        )
    )


def unread_answers(viewer: User, since: date) -> QuerySet[JobReferral]:
    """Return the referrals that employers answered by their own link since a day, newest first."""
    return (
        referrals_visible_to(viewer)
        .filter(answered_by="link", answered_at__date__gte=since)
        .order_by("-answered_at", "id")
    )


def placements_visible_to(viewer: User) -> QuerySet[Placement]:
    """Return the placements of people whom the viewer may see."""
    if scope_of(viewer, "jobs.view") == Scope.NONE:
        return Placement.objects.none()
    return Placement.objects.filter(person__in=people_visible_to(viewer)).select_related(
        "person", "referral__vacancy__employer__organisation", "referral__vacancy__area"
    )


def placements_of(person: Person) -> QuerySet[Placement]:
    """Return the placements of one person, the newest first."""
    return (
        Placement.objects.filter(person=person)
        .select_related("referral__vacancy__employer__organisation", "referral__vacancy__area")
        .order_by("-started_on", "id")
    )


def wishes_of(person: Person) -> JobSeeker | None:
    """Return what the person looks for, if anybody has asked."""
    return (
        JobSeeker.objects.filter(person=person)
        .prefetch_related("wanted_occupations", "wanted_sectors", "refused_occupations")
        .first()
    )


def links_of(viewer: User, vacancy: Vacancy) -> QuerySet[EmployerLink]:
    """Return the links that the viewer's centres made for a vacancy, the newest first."""
    return EmployerLink.objects.filter(
        vacancy=vacancy, centre__in=centres_where(viewer, "jobs.refer")
    ).order_by("-created_at", "id")


def referrals_behind(link: EmployerLink) -> QuerySet[JobReferral]:
    """Return what a link shows: people of its centre who are with this employer now.

    A person who took back her consent is gone from it at once; `portal` asks consent again.
    """
    return (
        JobReferral.objects.filter(
            vacancy_id=link.vacancy_id,
            person__centre_id=link.centre_id,
            person__is_sealed=False,
            person__merged_into=None,
            state__in=[ReferralState.SENT, ReferralState.MEETING, ReferralState.HIRED],
        )
        .select_related("person__area", "vacancy")
        .order_by("sent_at", "id")
    )


def wishes_of_people(people: list[UUID]) -> dict[UUID, JobSeeker]:
    """Return the wishes of many people by their id, for matching."""
    rows = JobSeeker.objects.filter(person__in=people).prefetch_related(
        "wanted_occupations", "wanted_sectors", "refused_occupations"
    )
    return {row.person_id: row for row in rows}
