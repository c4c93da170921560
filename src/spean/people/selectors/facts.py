"""Facts of one file, read through the viewer's reach."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from spean.accounts.models import User
from spean.people import choices as c
from spean.people.models import (
    Consent,
    ConsentText,
    ContactPoint,
    EmergencyContact,
    IdentityDocument,
    JobAbroad,
    Person,
    Return,
)
from spean.people.rules import Answer, Decision, is_declined, is_granted
from spean.people.rules import missing_fields as _missing
from spean.people.selectors.visible import people_visible_to


def contacts_of(person: Person) -> QuerySet[ContactPoint]:
    """Return the telephones in use, the first choice first."""
    return ContactPoint.objects.filter(person=person, is_current=True).order_by(
        "sort", "created_at"
    )


def retired_contacts_of(person: Person) -> QuerySet[ContactPoint]:
    """Return the telephones no longer in use."""
    return ContactPoint.objects.filter(person=person, is_current=False).order_by("-updated_at")


def emergency_contacts_of(person: Person) -> QuerySet[EmergencyContact]:
    """Return whom to tell in an emergency."""
    return EmergencyContact.objects.filter(person=person).order_by("created_at")


def documents_of(person: Person) -> QuerySet[IdentityDocument]:
    """Return the documents; their numbers stay sealed."""
    return IdentityDocument.objects.filter(person=person).order_by("created_at")


def household_members_of(viewer: User, person: Person) -> QuerySet[Person]:
    """Return who shares the household, as far as the viewer may see them."""
    if person.household_id is None:
        return Person.objects.none()
    members = people_visible_to(viewer).filter(household=person.household_id)
    return members.exclude(pk=person.pk).order_by("registered_at")


def returns_of(person: Person) -> QuerySet[Return]:
    """Return the migration episodes with their jobs, the latest first."""
    jobs = (
        JobAbroad.objects.select_related("sector", "occupation")
        .prefetch_related("tasks")
        .order_by("created_at")
    )
    return (
        Return.objects.filter(person=person)
        .prefetch_related(Prefetch("jobs", jobs))
        .order_by("-returned_on", "-created_at")
    )


def returns_visible_to(viewer: User) -> QuerySet[Return]:
    """Return the migration episodes of the people whom the viewer may see."""
    return Return.objects.filter(person__in=people_visible_to(viewer))


def jobs_abroad_visible_to(viewer: User) -> QuerySet[JobAbroad]:
    """Return the jobs abroad of the people whom the viewer may see."""
    visible = JobAbroad.objects.filter(episode__person__in=people_visible_to(viewer))
    return visible.select_related("episode", "sector", "occupation").prefetch_related("tasks")


def jobs_abroad_of(people: Iterable[UUID]) -> QuerySet[JobAbroad]:
    """Return all jobs abroad of some people, with occupation and tasks: what they can do."""
    found = JobAbroad.objects.filter(episode__person__in=people)
    return found.select_related("episode", "sector", "occupation").prefetch_related("tasks")


def tasks_abroad_of(people: Iterable[UUID]) -> list[tuple[UUID, UUID, UUID, int | None]]:
    """Return (person, job, task, months of the job) of the jobs abroad of some people."""
    tasks = JobAbroad.tasks.through.objects.filter(jobabroad__episode__person__in=people)
    columns = ("jobabroad__episode__person_id", "jobabroad_id", "skill_id", "jobabroad__months")
    return list(tasks.order_by("pk").values_list(*columns))


def consents_of(person: Person) -> QuerySet[Consent]:
    """Return the decisions, the newest first, with their answers."""
    found = Consent.objects.filter(person=person).select_related("text", "recorded_by")
    return found.prefetch_related("scopes").order_by("-decided_at", "-created_at")


def consent_in_force(person: Person, scope: str, day: date, *, recipient: str = "") -> bool:
    """Tell whether the person allows this purpose on this day. Sharing asks here, always."""
    decisions = [_decision(consent) for consent in consents_of(person)]
    return is_granted(decisions, scope, day, recipient=recipient)


def not_to_telephone(people: Collection[UUID]) -> set[UUID]:
    """Return those of some people who said no to being telephoned. Two queries."""
    decisions: dict[UUID, list[Decision]] = defaultdict(list)
    for consent in Consent.objects.filter(person__in=people).prefetch_related("scopes"):
        decisions[consent.person_id].append(_decision(consent))
    return {one for one, told in decisions.items() if is_declined(told, c.Scope.CONTACT_PHONE)}


def scopes_in_force(person: Person, day: date) -> list[str]:
    """Return the purposes allowed on this day to all recipients, in the order of the form."""
    decisions = [_decision(consent) for consent in consents_of(person)]
    return [scope for scope in c.Scope.values if is_granted(decisions, scope, day)]


def consent_text_on(day: date) -> ConsentText | None:
    """Return the words to read to the person on this day."""
    return text_on(day, consent_texts())


def consent_texts() -> list[ConsentText]:
    """Return every version of the words that are read to people, the newest first."""
    return list(ConsentText.objects.order_by("-valid_from", "-version"))


def text_on(day: date, texts: Sequence[ConsentText]) -> ConsentText | None:
    """Return the one of the texts, newest first, that is in force on a day; at worst the oldest."""
    in_force = next((text for text in texts if text.valid_from <= day), None)
    return in_force or (texts[-1] if texts else None)


def missing_fields(person: Person) -> list[str]:
    """Return what the registration still lacks, as codes in the order of the form."""
    return _missing(
        {
            "born_on": person.born_on,
            "main_needs": person.main_needs,
            "contacts": any(contact.is_current for contact in person.contacts.all()),
            "consent": Consent.objects.filter(person=person, withdrawn_at=None).exists(),
        }
    )


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline: a code, its day, how exact the day is, and who noted it."""

    code: str
    at: datetime | date
    precision: str = "day"
    record_id: UUID | None = None
    by: User | None = None
    is_abroad: bool = False


def person_history(person: Person) -> list[Happening]:
    """Return what this room knows of the person's way, in no order: the desk sorts all rooms.

    Codes: "registered", "consent_recorded", "consent_withdrawn", "left", "returned".
    """
    happenings = [
        Happening("registered", person.registered_at, record_id=person.pk, by=person.registered_by)
    ]
    for consent in consents_of(person):
        by = consent.recorded_by
        happenings.append(
            Happening("consent_recorded", consent.decided_at, record_id=consent.pk, by=by)
        )
        if consent.withdrawn_at:
            happenings.append(
                Happening("consent_withdrawn", consent.withdrawn_at, record_id=consent.pk)
            )
    for episode in returns_of(person):
        happenings += _journey(episode)
    return happenings


def _journey(episode: Return) -> list[Happening]:
    moments = (
        ("left", episode.left_on, episode.left_precision, True),
        ("returned", episode.returned_on, episode.returned_precision, False),
    )
    return [
        Happening(code, day, precision or "day", episode.pk, is_abroad=abroad)
        for code, day, precision, abroad in moments
        if day is not None
    ]


def _decision(consent: Consent) -> Decision:
    return Decision(
        decided_at=consent.decided_at,
        recorded_at=consent.created_at,
        answers=tuple(
            Answer(one.scope, one.is_granted, one.recipient, one.expires_on)
            for one in consent.scopes.all()
        ),
        is_withdrawn=consent.withdrawn_at is not None,
        record=str(consent.merged_from or ""),
        merged_at=consent.merged_at,
    )
