"""Tests before and after a course: questions with pictures, and what somebody scored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import can
from spean.skills.choices.attendance import ScoreMoment
from spean.skills.models import Course, TestQuestion, TestScore
from spean.skills.rules.attendance import score_of
from spean.skills.selectors.tests import questions_of
from spean.skills.services.completion import held_enrolment

FEWEST, MOST = 2, 4


class QuestionIncomplete(DomainError):
    """A question without words, with one answer alone, or without the right one."""

    code = "question-incomplete"
    message = _("Please write the question, at least two answers, and choose the right one.")


class NothingAnswered(DomainError):
    """A test without questions, or one that nobody answered."""

    code = "nothing-answered"
    message = _("Please choose an answer to each question.")


class ScoreUnknown(DomainError):
    """A score that is none."""

    code = "score-unknown"
    message = _("A score lies between 0 and 100.")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: a picture, words, or both."""

    picture: str = ""
    km: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """A question as it is written: words in Khmer, a picture, the answers, which one is right."""

    km: str
    options: Sequence[Option]
    answer: int
    en: str = ""
    picture: str = ""


@one_writer()
def add_question(*, actor: User, course_id: UUID, id: UUID, words: QuestionWords) -> TestQuestion:
    """Write a question for the tests of a course. The same `id` again is harmless.

    :raises NotAllowed: if the actor does not run courses at that centre
    :raises QuestionIncomplete: if it has no words, too few answers, or no right one
    """
    course = Course.objects.select_for_update(of=("self",)).filter(pk=course_id).first()
    if course is None or not can(actor, "courses.edit", course):
        raise NotAllowed
    made = TestQuestion.objects.filter(pk=id, course=course).first()
    if made is not None:
        return made
    options = [one for one in words.options if one.picture or one.km.strip()]
    if not words.km.strip() or not FEWEST <= len(options) <= MOST:
        raise QuestionIncomplete
    if not 0 <= words.answer < len(options):
        raise QuestionIncomplete
    question = TestQuestion.objects.create(
        id=id,
        course=course,
        label_km=words.km.strip(),
        label_en=words.en.strip(),
        picture=words.picture,
        options=[{"picture": one.picture, "km": one.km, "en": one.en} for one in options],
        answer=words.answer,
        sort=TestQuestion.objects.filter(course=course).count(),
    )
    audit(actor=actor, action="skills.question_added", on=Ref("course", course.pk))
    return question


@one_writer()
def shelve_question(*, actor: User, question_id: UUID) -> None:
    """Ask a question no more; scores made with it stay.

    :raises NotAllowed: if it is not of a course that the actor runs
    """
    rows = TestQuestion.objects.select_for_update(of=("self",)).select_related("course")
    question = rows.filter(pk=question_id, course__isnull=False).first()
    course = question.course if question is not None else None
    if question is None or course is None or not can(actor, "courses.edit", course):
        raise NotAllowed
    if question.is_active:
        question.is_active = False
        question.save()
        ref = Ref("course", course.pk)
        audit(actor=actor, action="skills.question_shelved", on=ref)


@one_writer()
def take_test(
    *, actor: User, enrolment_id: UUID, moment: ScoreMoment, said: Mapping[UUID, int], on: date
) -> TestScore:
    """Score what somebody pointed at; the same test again takes the place of the one before.

    :raises NotAllowed: if the actor keeps no lists at that centre
    :raises NothingAnswered: if there are no questions, or one has no answer
    """
    enrolment = held_enrolment(actor, enrolment_id, "courses.attend")
    asked = list(questions_of(enrolment.course))
    if not asked or any(question.pk not in said for question in asked):
        raise NothingAnswered
    right = sum(said[question.pk] == question.answer for question in asked)
    values = {"score": score_of(right, len(asked)), "right": right, "asked": len(asked)}
    return _keep(actor, enrolment.pk, moment, {**values, "taken_on": on})


@one_writer()
def keep_score(
    *, actor: User, enrolment_id: UUID, moment: ScoreMoment, score: int, on: date
) -> TestScore:
    """Keep the score of a test that was held on paper.

    :raises NotAllowed: if the actor keeps no lists at that centre
    :raises ScoreUnknown: if it is not between 0 and 100
    """
    if not 0 <= score <= 100:
        raise ScoreUnknown
    enrolment = held_enrolment(actor, enrolment_id, "courses.attend")
    values = {"score": score, "right": None, "asked": None, "taken_on": on}
    return _keep(actor, enrolment.pk, moment, values)


def _keep(
    actor: User, enrolment_id: UUID, moment: ScoreMoment, values: Mapping[str, object]
) -> TestScore:
    row, _is_new = TestScore.objects.update_or_create(
        enrolment_id=enrolment_id, moment=moment, defaults={**values, "recorded_by": actor}
    )
    ref = Ref("enrolment", enrolment_id)
    audit(actor=actor, action="skills.tested", on=ref, moment=str(moment))
    return row
