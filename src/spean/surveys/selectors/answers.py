"""Answers that came in: who sees them, and what they say once they are opened."""

import zlib
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from spean.accounts.models import User
from spean.core import crypto
from spean.directory.perms import centres_where, centres_where_assigned
from spean.surveys.choices import Effect, SubmissionState
from spean.surveys.contracts import Given
from spean.surveys.models import BroughtFile, FieldConflict, SetAside, Submission
from spean.surveys.rules.instance import read_instance
from spean.surveys.selectors.forms import layout_of

_WAITS = (SubmissionState.WAITING, SubmissionState.SET_ASIDE)


def submissions_visible_to(viewer: User) -> QuerySet[Submission]:
    """Return the answers of the viewer's centres, or those she filled in herself, newest first.

    Feedback is no answer to be read here, not even by who wrote it down: it may be about anybody
    who serves there. It becomes a grievance at once; what of it waits is seen to be there by who
    settles answers, without its words (`services.settling`).
    """
    if not viewer.is_authenticated or not viewer.is_active:
        return Submission.objects.none()
    everything = centres_where(viewer, "surveys.answers")
    own = centres_where_assigned(viewer, "surveys.answers") - everything
    waits = Q(centre__in=centres_where(viewer, "surveys.settle"), state__in=_WAITS)
    open_to_her = waits | ~Q(version__questionnaire__effect=Effect.FEEDBACK)
    reach = Q(centre__in=everything) | Q(centre__in=own, author=viewer.pk)
    return (
        Submission.objects.filter(reach & open_to_her)
        .select_related("version__questionnaire", "author", "centre")
        .defer("xml", "version__original", "version__xform", "version__questions")
        .order_by("-created_at", "pk")
    )


def waiting_for(viewer: User) -> QuerySet[Submission]:
    """Return the answers that need a person, of the centres where the viewer settles them."""
    centres = centres_where(viewer, "surveys.settle")
    return submissions_visible_to(viewer).filter(centre__in=centres, state__in=_WAITS)


def answers_to(viewer: User, questionnaire_id: UUID) -> QuerySet[Submission]:
    """Return the answers to one questionnaire that the viewer may see, newest first."""
    return submissions_visible_to(viewer).filter(version__questionnaire=questionnaire_id)


def states_of(answers: QuerySet[Submission]) -> dict[str, int]:
    """Return how many of these answers are in each state that occurs."""
    rows = answers.order_by().values("state").annotate(n=Count("pk"))
    return {row["state"]: row["n"] for row in rows}


def received_answers(effect: str) -> QuerySet[Submission]:
    """Return every answer with this effect that was received and did not take effect, oldest first.

    For replay (`pathways.replaying`), which applies each in its author's name; not for a page.
    """
    return (
        Submission.objects.filter(
            state=SubmissionState.RECEIVED, version__questionnaire__effect=effect
        )
        .defer("xml")
        .order_by("created_at", "pk")
    )


def set_aside_for(viewer: User) -> QuerySet[SetAside]:
    """Return what arrived and differed, of the centres where the viewer settles such things."""
    centres = centres_where(viewer, "surveys.settle")
    return (
        SetAside.objects.filter(centre__in=centres, settled_at=None)
        .select_related("sent_by")
        .defer("content")
    )


def conflicts_among(people: QuerySet[Any]) -> QuerySet[FieldConflict]:
    """Return the fields of these people for which somebody must choose, the oldest first."""
    found = FieldConflict.objects.filter(settled_at=None, person_id__in=people.values("pk"))
    return found.select_related("submission__author").order_by("created_at", "pk")


def brought_files_of(viewer: User) -> QuerySet[BroughtFile]:
    """Return the files of telephones that the viewer carried in, the newest first."""
    found = BroughtFile.objects.filter(brought_by=viewer.pk).select_related("device__user")
    return found.order_by("-created_at", "pk")


def answer_as_sent(submission: Submission) -> bytes:
    """Return the document of an answer, byte for byte as it came.

    :raises CannotUnseal: if the site's key is another one, or the row was altered
    """
    return opened(submission.pk, bytes(submission.xml))


def opened(id: UUID, sealed: bytes) -> bytes:
    """Return what was sealed for this row.

    :raises CannotUnseal: if the site's key is another one, or it was moved or altered
    """
    plain = crypto.unseal_bytes(settings.SPEAN_MASTER_KEY, sealed, context=f"answer:{id}")
    return zlib.decompress(plain[1:]) if plain[:1] == b"z" else plain[1:]


def given_by(submission: Submission) -> Given:
    """Return an answer that is kept, opened, as it takes effect."""
    layout = layout_of(submission.version_id)
    instance = read_instance(answer_as_sent(submission), repeats=layout.repeats)
    return Given(submission=submission, answers=instance.answers)
