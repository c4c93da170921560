"""What a person's page shows below the cards: every answer of F1 to F4, to read."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from spean.accounts.models import User
from spean.desk.fields import Day, day_words
from spean.desk.people.forms.consent import (
    ASKED,
    NO,
    OTHER_SCOPES,
    YES,
    ConsentForm,
    WithheldForm,
)
from spean.desk.people.forms.convert import job_known, return_known
from spean.desk.people.forms.journey import JobForm, JobHarmForm, PapersForm, ReturnForm
from spean.desk.people.forms.needs import SensitiveForm
from spean.desk.people.forms.who import DocumentForm
from spean.desk.people.rows import Row, Rows, rows_of, shown
from spean.desk.people.timeline import country_of
from spean.people import choices as c
from spean.people import services as people
from spean.people.models import Consent, JobAbroad, Person, Return, SensitiveDetails
from spean.people.selectors import consents_of, documents_of, returns_of


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of the person, to read."""

    record: Consent
    rows: Rows
    scopes: Rows
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class Job:
    """One job abroad, to read."""

    record: JobAbroad
    title: str
    rows: Rows


@dataclass(frozen=True, slots=True)
class Episode:
    """One episode of work abroad with its jobs, to read."""

    record: Return
    title: str
    rows: Rows
    jobs: list[Job]


def registration_rows(person: Person) -> Rows:
    """Return when, by whom and where the person was registered (F1 1 and 2)."""
    day = timezone.localtime(person.registered_at).date()
    return Rows(
        [
            Row("client_number", _("Record number"), person.client_number),
            Row("registered_at", _("Registered on"), day_words(Day(day))),
            Row("registered_by", _("Registered by"), person.registered_by.display_name),
            Row("centre", _("Centre"), person.centre.label),
        ]
    )


def decisions_of(person: Person) -> list[Decision]:
    """Return the decisions of the person, the newest first."""
    found = []
    is_in_force = True
    for consent in consents_of(person):
        standing = is_in_force and consent.withdrawn_at is None
        found.append(Decision(consent, _consent_rows(consent), _scope_rows(consent), standing))
        is_in_force = False
    return found


def _consent_rows(consent: Consent) -> Rows:
    values = consent_known(consent)
    rows = rows_of(ConsentForm.base_fields, values)
    day = timezone.localtime(consent.decided_at).date()
    rows.insert(1, Row("decided_at", _("Decided on"), day_words(Day(day))))
    rows.append(Row("text_version", _("Text that was read"), consent.text_id))
    rows += rows_of(WithheldForm.base_fields, values)
    if consent.withdrawn_at:
        gone = timezone.localtime(consent.withdrawn_at).date()
        rows += [
            Row("withdrawn_at", _("Taken back on"), day_words(Day(gone))),
            Row("withdrawn_by", _("Taken back by"), consent.get_withdrawn_by_display()),
            Row("withdrawal_effect", _("What happens now"), consent.withdrawal_effect),
        ]
    return rows


def consent_known(consent: Consent) -> dict[str, Any]:
    """Return a decision as its form shows it."""
    granted = {one.scope: one.is_granted for one in consent.scopes.all()}
    asked = YES if granted.get(ASKED.value) else NO
    names = (*ConsentForm.base_fields, *WithheldForm.base_fields)
    values = {name: getattr(consent, name) for name in names if name != "decision"}
    is_consent = consent.legal_basis == c.LegalBasis.CONSENT
    return {**values, "decision": asked if is_consent else consent.legal_basis}


def _scope_rows(consent: Consent) -> Rows:
    answers = {one.scope: one for one in consent.scopes.all()}
    rows = Rows()
    for scope in OTHER_SCOPES:
        answer = answers.get(scope.value)
        said = ""
        if answer is not None:
            said = _("Yes") if answer.is_granted else _("No")
            until = day_words(Day(answer.expires_on)) if answer.expires_on else ""
            said = " · ".join(
                filter(
                    None, (said, answer.recipient, until and _("until %(day)s") % {"day": until})
                )
            )
        rows.append(Row(scope.value, scope.label, said))
    return rows


def episodes_of(person: Person) -> list[Episode]:
    """Return the episodes of work abroad, the latest first, without their class 3 part."""
    return [
        Episode(
            episode,
            _episode_title(episode),
            rows_of(ReturnForm.base_fields, return_known(episode)),
            [_job(job) for job in episode.jobs.all()],
        )
        for episode in returns_of(person)
    ]


def _job(job: JobAbroad) -> Job:
    title = job.occupation.label if job.occupation else (job.own_words or _("Work"))
    return Job(job, title, rows_of(JobForm.base_fields, job_known(job)))


def _episode_title(episode: Return) -> str:
    day = episode.returned_on
    until = day_words(Day(day, episode.returned_precision or "day")) if day else ""
    return " · ".join(filter(None, (country_of(episode), episode.place, until)))


def sensitive_groups(viewer: User, person: Person) -> list[tuple[str, Rows]]:
    """Open every class 3 answer of the person with one audit entry.

    :raises NotAllowed: unless the viewer is the assigned officer or the centre's manager
    """
    details = SensitiveDetails.objects.filter(person=person).first()
    documents, episodes = list(documents_of(person)), list(returns_of(person))
    jobs = [job for episode in episodes for job in episode.jobs.all()]
    boxes = {"details": (bytes(details.sealed) if details else b"", f"sensitive:{person.pk}")}
    boxes |= {f"document:{one.pk}": (bytes(one.sealed), f"document:{one.pk}") for one in documents}
    boxes |= {f"return:{one.pk}": (bytes(one.sealed), f"return:{one.pk}") for one in episodes}
    boxes |= {f"job:{one.pk}": (bytes(one.sealed), f"job_abroad:{one.pk}") for one in jobs}
    opened = people.open_all_for(viewer=viewer, person=person, items=boxes)
    number = DocumentForm.base_fields["number"]
    cards = Rows(
        Row("number", one.get_kind_display(), shown(number, (opened[key] or {}).get("number")))
        for one in documents
        for key in (f"document:{one.pk}",)
    )
    groups = [
        (_("Health and ethnic group"), rows_of(SensitiveForm.base_fields, opened["details"] or {})),
        (_("Numbers on documents"), cards),
    ]
    for one in episodes:
        rows = rows_of(PapersForm.base_fields, opened[f"return:{one.pk}"] or {})
        groups.append((_("Papers abroad") + f" · {_episode_title(one)}", rows))
    for job in jobs:
        rows = rows_of(JobHarmForm.base_fields, opened[f"job:{job.pk}"] or {})
        groups.append((_("Injury and papers kept") + f" · {_job(job).title}", rows))
    return [(heading, rows) for heading, rows in groups if rows]
