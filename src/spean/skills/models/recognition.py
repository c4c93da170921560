"""Recognition of prior learning: one application, its units, the sitting, the appeal, the wage."""

from typing import Final

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.people.models import Person
from spean.skills import choices as c
from spean.skills.models.assessor import Assessor
from spean.skills.models.standard import Standard, Unit, UnitTask

_USER: Final = settings.AUTH_USER_MODEL


class Recognition(Record):
    """One person, one standard: from the application to the certificate and what came of it."""

    application_no = models.CharField(_("application number"), max_length=24, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    standard = models.ForeignKey(
        Standard, on_delete=models.PROTECT, related_name="+", verbose_name=_("competency standard")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=c.RecognitionState, default=c.RecognitionState.APPLIED
    )
    since = models.DateTimeField(_("since"))
    facilitator = models.ForeignKey(
        _USER, on_delete=models.PROTECT, related_name="+", verbose_name=_("facilitator")
    )
    informed_on = models.DateField(_("told what it is, what it costs and what can happen"))
    consent = models.CharField(_("how she agreed"), max_length=8, choices=c.Heard)
    fee_khr = models.PositiveIntegerField(_("cost in riel"), default=0)
    fee_paid_by = models.CharField(
        _("paid by"), max_length=12, choices=c.Sponsor, default=c.Sponsor.PROGRAMME
    )
    wage_before = models.DecimalField(
        _("wage a month before, in dollars"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    is_read_aloud = models.BooleanField(_("the facilitator reads and marks"), default=False)
    self_rated_at = models.DateTimeField(_("rated herself"), null=True, blank=True)
    readiness = models.PositiveSmallIntegerField(
        _("readiness in percent"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    review_note = models.CharField(_("facilitator's note"), max_length=500, blank=True)
    reviewed_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    assessor = models.ForeignKey(
        Assessor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assessor"),
    )
    moderator = models.ForeignKey(
        Assessor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("second assessor"),
    )
    parts = models.JSONField(_("parts of the assessment"), default=list, blank=True)
    assessed_at = models.DateTimeField(_("assessed"), null=True, blank=True)
    sent_back = models.CharField(_("why it was sent back"), max_length=500, blank=True)
    moderated_at = models.DateTimeField(_("agreed by the second assessor"), null=True, blank=True)
    certified_at = models.DateTimeField(_("certificate given"), null=True, blank=True)

    class Meta:
        verbose_name = _("recognition of prior learning")
        constraints = [
            models.CheckConstraint(
                name="two_assess_together",
                condition=Q(moderator=None) | ~Q(moderator=F("assessor")),
                violation_error_message=_("The second assessor is somebody else."),
            )
        ]
        indexes = [
            models.Index(fields=["person", "state"], name="recognition_by_person"),
            models.Index(fields=["state", "since"], name="recognition_by_state"),
        ]

    def __str__(self) -> str:
        return self.application_no


class RecognitionUnit(Record):
    """One unit of an application: what was found in each part, and the result."""

    recognition = models.ForeignKey(Recognition, on_delete=models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    is_gap = models.BooleanField(_("something is missing"), default=False)
    practical = models.CharField(max_length=3, choices=c.Competence, blank=True)
    oral = models.CharField(max_length=3, choices=c.Competence, blank=True)
    knowledge = models.CharField(max_length=3, choices=c.Competence, blank=True)
    note = models.CharField(_("what was seen"), max_length=500, blank=True)
    result = models.CharField(_("result"), max_length=3, choices=c.Competence, blank=True)
    certified_at = models.DateTimeField(_("on a certificate since"), null=True, blank=True)

    class Meta:
        verbose_name = _("unit of a recognition")
        constraints = [
            models.UniqueConstraint(fields=["recognition", "unit"], name="one_row_a_unit")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class TaskAnswer(Record):
    """How she rates herself at one task."""

    recognition = models.ForeignKey(Recognition, on_delete=models.CASCADE, related_name="answers")
    task = models.ForeignKey(UnitTask, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("how well"), choices=c.OwnWord)

    class Meta:
        verbose_name = _("own word on a task")
        constraints = [
            models.UniqueConstraint(fields=["recognition", "task"], name="one_answer_a_task")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Sitting(Record):
    """The day of an assessment: who, when, where, how. An assessor is at one place at a time."""

    recognition = models.ForeignKey(Recognition, on_delete=models.CASCADE, related_name="sittings")
    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200)
    method = models.CharField(_("held"), max_length=8, choices=c.Method)
    is_cancelled = models.BooleanField(_("does not take place"), default=False)
    booked_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("day of an assessment")
        constraints = [
            models.CheckConstraint(
                name="sitting_ends_after_it_begins",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("It ends after it begins."),
            )
        ]
        indexes = [models.Index(fields=["assessor", "starts_at"], name="sitting_by_assessor")]

    def __str__(self) -> str:
        return str(self.pk)


class Appeal(Record):
    """Somebody does not accept a result: another assessor looks again."""

    recognition = models.ForeignKey(Recognition, on_delete=models.CASCADE, related_name="appeals")
    reason = models.CharField(_("why"), max_length=10, choices=c.AppealReason)
    words = models.CharField(_("in her words"), max_length=500, blank=True)
    filed_on = models.DateField(_("filed on"))
    filed_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    assessor = models.ForeignKey(
        Assessor,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("assessor of the appeal"),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=c.AppealState, default=c.AppealState.OPEN
    )
    answer = models.CharField(_("what was found"), max_length=500, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("appeal")

    def __str__(self) -> str:
        return str(self.pk)


class WageCheck(Record):
    """What she earns some months after the certificate."""

    recognition = models.ForeignKey(Recognition, on_delete=models.CASCADE, related_name="wages")
    months = models.PositiveSmallIntegerField(_("months after"))
    due_on = models.DateField(_("to be asked on"))
    state = models.CharField(
        _("state"), max_length=12, choices=c.WageState, default=c.WageState.DUE
    )
    wage = models.DecimalField(
        _("wage a month in dollars"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    asked_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("wage after a certificate")
        constraints = [
            models.UniqueConstraint(fields=["recognition", "months"], name="one_wage_a_month")
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="wage_check_due")]

    def __str__(self) -> str:
        return str(self.pk)
