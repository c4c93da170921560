"""Who was there on which day of a course, and what was talked about with who may stop."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.skills.choices import attendance as a
from spean.skills.choices import courses as c
from spean.skills.models.course import Course, Enrolment

MOST_IN_A_CLASS = 2000


class ClassDay(Record):
    """One day on which a course was held; a tally counts people only where no name is kept."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    held_on = models.DateField(_("day"))
    topic = models.CharField(_("what was taught"), max_length=200, blank=True)
    women = models.PositiveSmallIntegerField(
        _("women, without names"), default=0, validators=[MaxValueValidator(MOST_IN_A_CLASS)]
    )
    men = models.PositiveSmallIntegerField(
        _("men, without names"), default=0, validators=[MaxValueValidator(MOST_IN_A_CLASS)]
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("day of a course")
        constraints = [
            models.UniqueConstraint(fields=["course", "held_on"], name="one_class_day_a_date")
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.held_on}"


class Presence(Record):
    """Whether one of the class was there on one day."""

    day = models.ForeignKey(ClassDay, on_delete=models.CASCADE, related_name="marks")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="presences")
    mark = models.CharField(_("there"), max_length=8, choices=a.Mark)
    reason = models.CharField(_("why not"), max_length=12, choices=a.AbsentReason, blank=True)
    # Somebody said on the way that she stops; only a facilitator ends it, after a talk.
    says_stops = models.BooleanField(_("says that she stops"), default=False)

    class Meta:
        verbose_name = _("attendance of a day")
        constraints = [
            models.UniqueConstraint(fields=["day", "enrolment"], name="one_mark_a_day"),
            models.CheckConstraint(
                name="absence_alone_has_a_reason",
                condition=Q(reason="") | Q(mark=a.Mark.ABSENT),
                violation_error_message=_("A reason goes with an absence alone."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day_id} {self.enrolment_id}"


class PresenceChange(Record):
    """What stood before a mark was put right; who did it, and when."""

    presence = models.ForeignKey(Presence, on_delete=models.CASCADE, related_name="changes")
    mark = models.CharField(max_length=8, choices=a.Mark)
    reason = models.CharField(max_length=12, choices=a.AbsentReason, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("corrected attendance")

    def __str__(self) -> str:
        return str(self.presence_id)


class DropTalk(Record):
    """One talk with somebody who may stop: why, and whether she goes on."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="talks")
    held_on = models.DateField(_("day"))
    reason = models.CharField(_("reason"), max_length=12, choices=c.DropReason)
    outcome = models.CharField(_("what came of it"), max_length=8, choices=a.TalkOutcome)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("talk with somebody who may stop")

    def __str__(self) -> str:
        return str(self.enrolment_id)
