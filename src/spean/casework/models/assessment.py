"""How well somebody has settled in again (RSS, F11 and F12), and what its answers are worth."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.casework import choices as c
from spean.casework.models.case import Case
from spean.core.models import Record


class ScoringScheme(Record):
    """What each answer is worth, as it was published; the newest counts, none is ever changed."""

    version = models.CharField(_("version"), max_length=40, unique=True)
    source = models.CharField(_("source"), max_length=500)
    is_verified = models.BooleanField(_("checked"), default=False)
    # As `rules.sustainability.read_scheme` takes it.
    content = models.JSONField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("scoring scheme")

    def __str__(self) -> str:
        return self.version


class Assessment(Record):
    """One time that somebody was asked. The answers are sealed; lists and lines know the scores.

    A score is empty where too little was answered, never nought.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assessments")
    kind = models.CharField(_("form"), max_length=6, choices=c.AssessmentKind)
    moment = models.CharField(_("when"), max_length=12, choices=c.AssessmentMoment)
    taken_on = models.DateField(_("date"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # She was asked and did not wish to answer: nobody asks again next week.
    was_declined = models.BooleanField(_("did not wish to answer"), default=False)
    sealed = models.BinaryField()
    scheme_version = models.CharField(max_length=40)
    economic = models.FloatField(_("Income and work"), null=True)
    social = models.FloatField(_("Home and community"), null=True)
    psychosocial = models.FloatField(_("Well-being"), null=True)
    composite = models.FloatField(_("all together"), null=True)
    # {dimension: [items answered, items that apply]}
    answered = models.JSONField(default=dict)
    # {dimension: [change since the last time with this form, margin, items asked both times]}
    changes = models.JSONField(default=dict)
    # Dimensions in which she does badly; a supervisor looks at each.
    alarms = models.JSONField(default=list)
    is_alarming = models.BooleanField(default=False)
    seen_at = models.DateTimeField(_("looked at"), null=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("assessment")
        indexes = [
            models.Index(fields=["case", "-taken_on"], name="assessment_by_case"),
            models.Index(
                fields=["taken_on"],
                name="assessment_alarming",
                condition=models.Q(is_alarming=True, seen_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.taken_on}"
