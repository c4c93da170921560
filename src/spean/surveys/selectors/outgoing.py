"""Answers on their way out: whose, by whom, under which columns, opened a few at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from spean.accounts.models import User
from spean.directory.perms import centres_where
from spean.people.models import Person
from spean.surveys.choices import AsideReason, Effect, SubmissionState
from spean.surveys.models import (
    Publication,
    Questionnaire,
    QuestionnaireVersion,
    Submission,
    SubmissionPart,
)
from spean.surveys.rules.tables import Plan, Version
from spean.surveys.selectors.answers import opened, submissions_visible_to

# Read in one statement and opened in memory at one time.
AT_ONCE: Final = 200
# What was corrected speaks no more. What was set aside is not taken, and if somebody only saw to it
# (its reason stays) it never was; but what waited and was seen to is an answer like any other.
_OUT: Final = Q(
    state__in=(SubmissionState.RECEIVED, SubmissionState.APPLIED, SubmissionState.WAITING)
) | (Q(state=SubmissionState.SETTLED) & ~Q(reason=AsideReason.NO_LONGER_THEIRS))


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One answer: who gave it, where and when, to which version, and the document (`xml`).

    `submitter` is a number that stands for its author and for nobody else; it is no name.
    """

    id: UUID
    instance_id: str
    version_id: UUID
    version: str
    created_at: datetime
    updated_at: datetime
    submitter: int
    centre: str
    review: str
    files: int
    files_here: int
    xml: bytes


def questionnaires_to_take_out(viewer: User) -> QuerySet[Questionnaire]:
    """Return the questionnaires in use, or once answered, where the viewer may take answers out."""
    if not viewer.is_authenticated or not viewer.is_active:
        return Questionnaire.objects.none()
    centres = centres_where(viewer, "surveys.export")
    answered = Submission.objects.filter(version__questionnaire=OuterRef("pk"), centre__in=centres)
    used = Publication.objects.filter(questionnaire=OuterRef("pk"), centre__in=centres)
    return Questionnaire.objects.filter(Exists(used) | Exists(answered)).order_by("form_id")


def answers_to_take_out(viewer: User) -> QuerySet[Submission]:
    """Return the answers that the viewer may take out of the site, the newest first.

    None of a person whose file is sealed or no longer there, and no feedback.
    """
    there = Person.objects.filter(pk=OuterRef("person_id"), is_sealed=False).exclude(
        merged_into__is_sealed=True
    )
    return (
        submissions_visible_to(viewer)
        .filter(_OUT, centre__in=centres_where(viewer, "surveys.export"))
        .filter(Q(person_id=None) | Exists(there))
        .exclude(version__questionnaire__effect=Effect.FEEDBACK)
        .order_by("-created_at", "-pk")
    )


def submitter_of(user_id: UUID) -> int:
    """Return the number that stands for an author: 48 bits of her id, exact in any program."""
    return user_id.int >> 80


def plan_of(questionnaire_id: UUID) -> Plan:
    """Return the tables of a questionnaire in all versions that were ever in use."""
    versions = QuestionnaireVersion.objects.filter(questionnaire=questionnaire_id)
    published = versions.exclude(published_at=None).order_by("-number")
    return _plan(tuple(published.values_list("pk", flat=True)))


@lru_cache(maxsize=64)
def _plan(version_ids: tuple[UUID, ...]) -> Plan:
    """Return the tables of these versions; a version never changes, so they are laid out once."""
    rows = QuestionnaireVersion.objects.filter(pk__in=version_ids).only("questions", "xform")
    found = {one.pk: Version(one.pk, one.questions, one.xform) for one in rows}
    return Plan(found[id] for id in version_ids)


def outgoing_answers(ids: Sequence[UUID], *, with_xml: bool = True) -> Iterator[Outgoing]:
    """Return these answers in their order, opened a few at a time; who is gone is left out.

    :raises CannotUnseal: if the site's key is another one, or a row was altered
    """
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        found = {row["pk"]: row for row in _rows(some, with_xml)}
        # Counted only where there are any: most questionnaires ask for no pictures.
        have = _files_here([pk for pk, row in found.items() if row["files"]])
        for id in some:
            if id in found:
                yield _outgoing(found[id], have.get(id, 0))


def _rows(ids: Sequence[UUID], with_xml: bool) -> QuerySet[Submission, dict[str, Any]]:
    named = {
        "said": F("version__version"),
        "centre_code": F("centre__code"),
    }
    columns = ["pk", "instance_id", "version_id", "created_at", "updated_at", "author_id"]
    columns += ["state", "replaces_id", "files", *(["xml"] if with_xml else [])]
    rows: QuerySet[Submission, dict[str, Any]] = Submission.objects.filter(pk__in=ids).values(
        *columns, **named
    )
    return rows


def _files_here(ids: Sequence[UUID]) -> dict[UUID, int]:
    if not ids:
        return {}
    rows = SubmissionPart.objects.filter(submission__in=ids).values_list("submission")
    return dict(rows.annotate(n=Count("pk")))


def _outgoing(row: dict[str, Any], files_here: int) -> Outgoing:
    review = "hasIssues" if row["state"] == SubmissionState.WAITING else ""
    return Outgoing(
        id=row["pk"],
        instance_id=row["instance_id"],
        version_id=row["version_id"],
        version=row["said"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        submitter=submitter_of(row["author_id"]),
        centre=row["centre_code"],
        review=review or ("edited" if row["replaces_id"] else ""),
        files=len(row["files"]),
        files_here=files_here,
        xml=opened(row["pk"], bytes(row["xml"])) if "xml" in row else b"",
    )
