"""Two records that may be one person, the question about them, and a merge that can be undone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.people import choices as c
from spean.people.models.person import Person


class Suspicion(Record):
    """A pair of records that look alike. Between two centres neither sees the other's file:

    each side's manager (or a ministry registrar) says what he thinks, and only two yes make one.
    `lines` holds field names and verdicts ("same", "near", "differs"), never values.
    """

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(
        _("state"), max_length=10, choices=c.SuspicionState, default=c.SuspicionState.OPEN
    )
    likelihood = models.FloatField()
    lines = models.JSONField(default=list)
    crosses_centres = models.BooleanField(default=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # The asker's side: if both agree, this is the record that stays.
    asked_from = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    question = models.CharField(_("question to the other centre"), max_length=300, blank=True)
    first_agrees = models.BooleanField(null=True)
    first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    second_agrees = models.BooleanField(null=True)
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("possible duplicate")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_suspicion_per_pair"),
            models.CheckConstraint(name="two_different_records", condition=~Q(first=F("second"))),
        ]
        indexes = [models.Index(fields=["state"], name="suspicion_state")]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"


class Merge(Record):
    """Two records made one. `sealed`, under the kept person's key, holds how to undo it."""

    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    merged = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sealed = models.BinaryField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("merge")

    def __str__(self) -> str:
        return f"{self.kept_id} <- {self.merged_id}"
