"""Questionnaires: who may see which, what a telephone is given, and how a version is laid out."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from uuid import UUID

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from spean.accounts.models import User
from spean.directory.perms import Scope, centres_where, scope_of
from spean.surveys.choices import QuestionnaireState
from spean.surveys.models import FormMedia, Questionnaire, QuestionnaireVersion

_HEAVY: Final = ("original", "xform", "questions", "problems", "changes")
# Types of a question whose answer is the name of a file.
_FILES: Final = frozenset(
    {"photo", "image", "audio", "video", "file", "background-audio", "audit", "annotate"}
)

# Without the bytes, which may be many.
_FILES_NEEDED: Final = Prefetch("media", FormMedia.objects.defer("content").order_by("name"))


@dataclass(frozen=True, slots=True)
class Layout:
    """What is needed to read an answer: the names of repeats, and of questions for files."""

    repeats: frozenset[str]
    media: frozenset[str]


def questionnaires_visible_to(viewer: User) -> QuerySet[Questionnaire]:
    """Return the questionnaires that the viewer makes, or that are in use where she answers."""
    if not viewer.is_authenticated or not viewer.is_active:
        return Questionnaire.objects.none()
    if scope_of(viewer, "surveys.design") >= Scope.CENTRE:
        return Questionnaire.objects.order_by("form_id")
    centres = centres_where(viewer, "surveys.fill")
    return (
        Questionnaire.objects.filter(publications__centre__in=centres)
        .distinct()
        .order_by("form_id")
    )


def versions_to_fill(viewer: User, centre_id: UUID | None = None) -> QuerySet[QuestionnaireVersion]:
    """Return the newest version in use of each questionnaire that the viewer may answer.

    `media.all()` of each lists the files that it needs, without their bytes.
    """
    if not viewer.is_authenticated or not viewer.is_active:
        return QuestionnaireVersion.objects.none()
    centres = centres_where(viewer, "surveys.fill")
    centres &= {centre_id} if centre_id is not None else centres
    newest = (
        QuestionnaireVersion.objects.filter(questionnaire=OuterRef("questionnaire"))
        .exclude(published_at=None)
        .order_by("-number")
    )
    return (
        QuestionnaireVersion.objects.filter(
            Q(questionnaire__state=QuestionnaireState.OPEN),
            questionnaire__publications__centre__in=centres,
            pk=Subquery(newest.values("pk")[:1]),
        )
        .distinct()
        .select_related("questionnaire")
        .prefetch_related(_FILES_NEEDED)
        .defer(*_HEAVY)
        .order_by("questionnaire__form_id")
    )


def version_to_fill(viewer: User, version_id: UUID) -> QuestionnaireVersion | None:
    """Return a published version of a questionnaire that the viewer may answer, whole.

    An older one too: a telephone may still be fetching it.
    """
    centres = centres_where(viewer, "surveys.fill")
    return (
        QuestionnaireVersion.objects.filter(
            pk=version_id, questionnaire__publications__centre__in=centres
        )
        .exclude(published_at=None)
        .select_related("questionnaire")
        .prefetch_related(_FILES_NEEDED)
        .first()
    )


def file_to_fill(viewer: User, version_id: UUID, name: str) -> FormMedia | None:
    """Return a file that a version needs, whole, for whoever may answer the version."""
    version = version_to_fill(viewer, version_id)
    return version.media.filter(name=name).first() if version is not None else None


def known_versions(form_ids: set[str]) -> dict[str, list[QuestionnaireVersion]]:
    """Return the versions of these forms that were ever published, the oldest first."""
    found: dict[str, list[QuestionnaireVersion]] = defaultdict(list)
    rows = (
        QuestionnaireVersion.objects.filter(questionnaire__form_id__in=form_ids)
        .exclude(published_at=None)
        .select_related("questionnaire")
        .prefetch_related("questionnaire__publications")
        .defer(*_HEAVY)
        .order_by("number")
    )
    for version in rows:
        found[version.questionnaire.form_id].append(version)
    return dict(found)


@lru_cache(maxsize=256)
def layout_of(version_id: UUID) -> Layout:
    """Return how a version is laid out; a version never changes, so it is read once."""
    questions = QuestionnaireVersion.objects.values_list("questions", flat=True).get(pk=version_id)
    return Layout(
        repeats=frozenset(name for one in questions for name in one.get("repeats", ())),
        media=frozenset(one["name"] for one in questions if one["type"] in _FILES),
    )
