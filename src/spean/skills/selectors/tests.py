"""The questions of a test: those of the course, else those of its standard."""

from django.db.models import QuerySet

from spean.accounts.models import User
from spean.directory.perms import centres_where
from spean.skills.choices.attendance import ScoreMoment
from spean.skills.models import Course, TestQuestion, TestScore


def questions_of(course: Course) -> QuerySet[TestQuestion]:
    """Return what is asked in this course now; a course's own questions go before a standard's."""
    asked = TestQuestion.objects.filter(is_active=True).order_by("sort", "created_at", "pk")
    own = asked.filter(course=course)
    if course.standard_id is None or own.exists():
        return own
    return asked.filter(standard=course.standard_id)


def is_tested(course: Course) -> bool:
    """Tell whether the course ends with a test: it has questions, or somebody has a score."""
    if questions_of(course).exists():
        return True
    after = TestScore.objects.filter(enrolment__course=course, moment=ScoreMoment.AFTER)
    return after.exists()


def course_questions_visible_to(viewer: User) -> QuerySet[TestQuestion]:
    """Return the questions of single courses at the centres where the viewer runs courses."""
    centres = centres_where(viewer, "courses.edit")
    return TestQuestion.objects.filter(course__centre__in=centres).select_related("course")
