"""People put forward, their placements, and the links by which employers answer."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from spean.accounts.models import User
from spean.directory.perms import Scope, centres_where, scope_of
from spean.jobs.choices import ReferralState
from spean.jobs.flows import LIVE
from spean.jobs.models import Employer, EmployerLink, JobReferral, Placement, Vacancy
from spean.people.choices import Scope as Purpose
from spean.people.models import Person
from spean.people.selectors import consent_in_force, people_visible_to

_WORK = ("vacancy__employer__organisation", "vacancy__area", "vacancy__occupation")


def referrals_visible_to(viewer: User, action: str = "jobs.view") -> QuerySet[JobReferral]:
    """Return the referrals of people whom the viewer may see, and for whom she may do this."""
    if scope_of(viewer, action) == Scope.NONE:
        return JobReferral.objects.none()
    return JobReferral.objects.filter(
        person__in=people_visible_to(viewer), person__centre__in=centres_where(viewer, action)
    ).select_related("person__centre", "proposed_by", *_WORK)


def referrals_of(person: Person) -> QuerySet[JobReferral]:
    """Return the referrals of one person, the newest first."""
    return (
        JobReferral.objects.filter(person=person)
        .select_related(*_WORK)
        .order_by("-proposed_at", "id")
    )


def live_referral(person: Person, vacancy: Vacancy) -> JobReferral | None:
    """Return the live referral of this person for this vacancy, if there is one."""
    return JobReferral.objects.filter(person=person, vacancy=vacancy, state__in=LIVE).first()


def answered_vacancy_ids(person: Person) -> set[UUID]:
    """Return the vacancies that the person need not be asked about again.

    Those she is put forward for, and those that she or the employer said no to: we do not nudge.
    """
    asked = JobReferral.objects.filter(person=person).exclude(state=ReferralState.CLOSED)
    return set(asked.values_list("vacancy_id", flat=True))


def unread_answers(viewer: User, since: date) -> QuerySet[JobReferral]:
    """Return what employers said by their own link since a day, newest first."""
    said = Q(answered_by="link", answered_at__date__gte=since)
    started = Q(start_claimed_at__date__gte=since, state=ReferralState.MEETING)
    return referrals_visible_to(viewer).filter(said | started).order_by("-updated_at", "id")


def placements_visible_to(viewer: User, action: str = "jobs.view") -> QuerySet[Placement]:
    """Return the placements of people whom the viewer may see, and for whom she may do this."""
    if scope_of(viewer, action) == Scope.NONE:
        return Placement.objects.none()
    return Placement.objects.filter(
        person__in=people_visible_to(viewer), person__centre__in=centres_where(viewer, action)
    ).select_related(
        "person", "referral__vacancy__employer__organisation", "referral__vacancy__area"
    )


def placements_of(person: Person) -> QuerySet[Placement]:
    """Return the placements of one person, the newest first."""
    return (
        Placement.objects.filter(person=person)
        .select_related("referral__vacancy__employer__organisation", "referral__vacancy__area")
        .order_by("-started_on", "id")
    )


def links_of(viewer: User, vacancy: Vacancy) -> QuerySet[EmployerLink]:
    """Return the links that the viewer's centres made for a vacancy, the newest first."""
    return (
        EmployerLink.objects.filter(vacancy=vacancy, centre__in=centres_where(viewer, "jobs.refer"))
        .select_related("made_by", "centre")
        .order_by("-created_at", "id")
    )


def links_visible_to(viewer: User) -> QuerySet[EmployerLink]:
    """Return the links that the viewer's centres made."""
    return EmployerLink.objects.filter(centre__in=centres_where(viewer, "jobs.refer"))


def is_live(link: EmployerLink, now: datetime) -> bool:
    """Tell whether a link still opens."""
    return link.withdrawn_at is None and link.expires_at > now


def allows_employer(person: Person, employer: Employer, day: date) -> bool:
    """Tell whether the person lets this employer see her work profile on this day.

    An answer about this employer, by either of its names, goes before the one for all.
    """
    purpose, organisation = Purpose.SHARE_EMPLOYER, employer.organisation
    for_all = consent_in_force(person, purpose, day)
    for name in filter(None, (organisation.label_km, organisation.label_en)):
        named = consent_in_force(person, purpose, day, recipient=name)
        if named != for_all:
            return named
    return for_all


def candidate_numbers(link: EmployerLink) -> dict[UUID, int]:
    """Return the number by which an employer and the centre speak of each referral; it stays."""
    ever_sent = JobReferral.objects.filter(
        vacancy=link.vacancy_id, person__centre=link.centre_id, sent_at__isnull=False
    ).order_by("sent_at", "id")
    return {key: place for place, key in enumerate(ever_sent.values_list("pk", flat=True), start=1)}


def referrals_shown_by(link: EmployerLink, day: date) -> list[JobReferral]:
    """Return what a link shows: people of its centre who are with this employer, and agree today.

    Consent is asked again at every look: who takes it back is gone from the page at once.
    """
    rows = (
        JobReferral.objects.filter(
            vacancy=link.vacancy_id,
            person__centre=link.centre_id,
            person__is_sealed=False,
            person__merged_into=None,
            state__in=[ReferralState.SENT, ReferralState.MEETING, ReferralState.HIRED],
        )
        .select_related("person__area", "person__assigned_to")
        .order_by("sent_at", "id")
    )
    employer = link.vacancy.employer
    return [row for row in rows if allows_employer(row.person, employer, day)]
