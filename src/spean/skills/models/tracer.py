"""What somebody knows before and after a course, and what came of it months later."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.core.i18n import Bilingual
from spean.core.models import Record
from spean.skills.choices import attendance as a
from spean.skills.models.course import Course, Enrolment
from spean.skills.models.standard import Standard

PERCENT = [MaxValueValidator(100)]


class TestQuestion(Bilingual, Record):
    """One question of a test, of a course or of every course to a standard.

    `options` are {"picture": name of an icon, "km": …, "en": …}; who does not read looks at the
    pictures and points. `answer` is the place of the right one.
    """

    # Not a test of this code, whatever its name begins with.
    __test__ = False

    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    standard = models.ForeignKey(
        Standard, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    sort = models.PositiveSmallIntegerField(default=0)
    picture = models.CharField(_("picture"), max_length=40, blank=True)
    options = models.JSONField(_("answers"), default=list)
    answer = models.PositiveSmallIntegerField(_("right answer"))
    is_active = models.BooleanField(_("asked now"), default=True)

    class Meta:
        verbose_name = _("question of a test")
        constraints = [
            models.CheckConstraint(
                name="question_of_a_course_or_a_standard",
                condition=Q(course=None, standard__isnull=False)
                | Q(course__isnull=False, standard=None),
                violation_error_message=_("A question belongs to one course or to one standard."),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class TestScore(Record):
    """What somebody scored in one test, in percent."""

    __test__ = False

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="scores")
    moment = models.CharField(_("when"), max_length=8, choices=a.ScoreMoment)
    score = models.PositiveSmallIntegerField(_("score of 100"), validators=PERCENT)
    right = models.PositiveSmallIntegerField(_("right answers"), null=True, blank=True)
    asked = models.PositiveSmallIntegerField(_("questions asked"), null=True, blank=True)
    taken_on = models.DateField(_("day"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("score of a test")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "moment"], name="one_score_a_moment"),
            models.CheckConstraint(
                name="score_is_of_a_hundred",
                condition=Q(score__lte=100),
                violation_error_message=_("A score lies between 0 and 100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.moment}"


class Trace(Record):
    """What came of a course after 3, 6 or 12 months. Wage and hours are sealed, as in a call."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="traces")
    moment = models.CharField(_("when"), max_length=8, choices=a.TraceMoment)
    state = models.CharField(_("state"), max_length=12, choices=a.TraceState)
    asked_on = models.DateField(_("asked on"))
    work = models.CharField(_("works now"), max_length=8, choices=a.WorkNow, blank=True)
    in_trade = models.BooleanField(_("in the trade of the course"), null=True, blank=True)
    uses_it = models.BooleanField(_("uses what was learnt"), null=True, blank=True)
    recommends = models.BooleanField(_("would recommend the course"), null=True, blank=True)
    sealed = models.BinaryField(default=bytes)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("what came of a course")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "moment"], name="one_trace_a_moment"),
            models.CheckConstraint(
                name="trace_with_an_answer_says_what_she_does",
                condition=Q(work="") | Q(state=a.TraceState.ANSWERED),
                violation_error_message=_("Only who was asked has an answer."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.moment}"
