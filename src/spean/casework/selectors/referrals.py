"""What is asked of referrals to other services: which wait, for whom, and how fast partners are."""

from collections import defaultdict
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from spean.accounts.models import User
from spean.casework import flows
from spean.casework.models import ReferralLink, ServiceReferral, SharedPaper
from spean.casework.rules import referrals as rules
from spean.casework.selectors import within_reach
from spean.core.text import fold
from spean.directory.models import Organisation
from spean.people.models import Consent, Person
from spean.people.selectors import consent_in_force, consents_of


def service_referrals_visible_to(
    viewer: User, action: str = "casework.view"
) -> QuerySet[ServiceReferral]:
    """Return the referrals to services of people whose reintegration the viewer may see."""
    found = ServiceReferral.objects.filter(within_reach(viewer, action, "case__person"))
    return found.select_related(
        "case__person__centre", "case__person__area", "organisation", "service_type", "sent_by"
    )


def open_referrals(viewer: User) -> QuerySet[ServiceReferral]:
    """Return those that are not over, the one waited for longest first."""
    mine = service_referrals_visible_to(viewer).filter(state__in=flows.LIVE_REFERRALS)
    return mine.order_by(F("due_at").asc(nulls_last=True), "pk")


def late_referrals(viewer: User, now: datetime) -> QuerySet[ServiceReferral]:
    """Return what the manager must see: no answer, beginning or end in time, the worst first."""
    mine = service_referrals_visible_to(viewer, "people.assign")
    return mine.filter(state__in=flows.LIVE_REFERRALS, due_at__lt=now).order_by("due_at", "pk")


def referrals_of(viewer: User, person: Person) -> QuerySet[ServiceReferral]:
    """Return the referrals of one person, the newest first."""
    mine = service_referrals_visible_to(viewer).filter(case__person=person)
    return mine.order_by("-sent_at", "pk")


def partners_of(viewer: User) -> QuerySet[Organisation]:
    """Return the partners to whom people in reach were ever referred."""
    seen = service_referrals_visible_to(viewer).order_by().values("organisation")
    return Organisation.objects.filter(pk__in=seen).order_by("label_km", "label_en")


def live_links_of(referral: ServiceReferral, now: datetime) -> QuerySet[ReferralLink]:
    """Return the links of a referral that still open, the newest first."""
    mine = referral.links.filter(withdrawn_at=None, expires_at__gt=now)
    return mine.order_by("-created_at")


def papers_of(referral: ServiceReferral) -> QuerySet[SharedPaper]:
    """Return the papers that are or were there for the partner, the oldest first."""
    return referral.papers.order_by("created_at", "pk")


def hours_to_answer() -> dict[UUID, list[float]]:
    """Return for each partner how many hours each of its answers took. One query.

    Counted over all centres: how fast a partner answers tells nothing of a person.
    """
    hours: dict[UUID, list[float]] = defaultdict(list)
    shown = Q(case__person__is_sealed=False, case__person__merged_into=None)
    answered = ServiceReferral.objects.filter(shown, answered_at__isnull=False)
    rows = answered.order_by().values_list("organisation", "sent_at", "answered_at")
    for organisation, sent_at, answered_at in rows:
        if answered_at is not None:
            hours[organisation].append((answered_at - sent_at).total_seconds() / 3600)
    return hours


def partner_figures(viewer: User) -> list[tuple[Organisation, int, int, float | None]]:
    """Return each partner in reach, how many are open, how many were sent, and the median days."""
    hours = hours_to_answer()
    mine = service_referrals_visible_to(viewer).order_by()
    is_open = Count("pk", filter=Q(state__in=flows.LIVE_REFERRALS))
    counted = mine.values_list("organisation").annotate(open=is_open, all=Count("pk"))
    counts = {organisation: (waiting, all_) for organisation, waiting, all_ in counted}
    return [
        (one, *counts[one.pk], rules.median_days(hours.get(one.pk, [])))
        for one in partners_of(viewer)
        if one.pk in counts
    ]


def purpose_covering(person: Person, organisation: Organisation, day: date) -> str:
    """Return the purpose by which the person lets this organisation know of her today, or "".

    A named organisation is found by either of its names, however it is spelt in the consent. One
    "no" to it goes before every yes.
    """
    for scope in rules.purposes_for(organisation.kind):
        spelt = _spelt(person, organisation, scope) or [organisation.label_km]
        if all(consent_in_force(person, scope, day, recipient=name) for name in spelt):
            return scope
    return ""


def decision_in_force(person: Person) -> Consent | None:
    """Return the newest decision that was not withdrawn."""
    return consents_of(person).filter(withdrawn_at=None).first()


def is_covered(referral: ServiceReferral, day: date) -> bool:
    """Tell whether the partner may still be told of this person: asked again at every look."""
    person = referral.case.person
    if person.is_sealed or person.merged_into_id is not None:
        return False
    if referral.consent.withdrawn_at is not None:
        return False
    return bool(purpose_covering(person, referral.organisation, day))


def _spelt(person: Person, organisation: Organisation, scope: str) -> list[str]:
    names = {fold(one) for one in (organisation.label_km, organisation.label_en) if one.strip()}
    said = {
        answer.recipient
        for consent in consents_of(person)
        for answer in consent.scopes.all()
        if answer.scope == scope and answer.recipient
    }
    return [name for name in said if fold(name) in names]


def named_in_consent(person: Person, day: date) -> list[str]:
    """Return the organisations that the person has named and allows today."""
    said = {
        (answer.scope, answer.recipient)
        for consent in consents_of(person)
        for answer in consent.scopes.all()
        if answer.recipient and answer.is_granted and answer.scope.startswith("share_")
    }
    return sorted(
        {
            recipient
            for scope, recipient in said
            if consent_in_force(person, scope, day, recipient=recipient)
        }
    )
