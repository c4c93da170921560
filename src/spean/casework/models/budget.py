"""What a household's months were reckoned from, kept with the plan it belongs to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.casework.models.case import Case
from spean.casework.models.plan import Plan
from spean.core.models import Record


class Budget(Record):
    """One saved reckoning: who, when, and everything it was reckoned from. It never changes.

    Debts and a pregnancy stand in it, so all of it is class 3: the sealed JSON is a
    `rules.sheet.Sheet`. `arithmetic` names the reckoning that was shown.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", db_index=False)
    plan = models.ForeignKey(
        Plan, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    version = models.PositiveSmallIntegerField(_("version"))
    arithmetic = models.CharField(max_length=20)
    saved_at = models.DateTimeField(_("saved"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("household reckoning")
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="one_budget_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} v{self.version}"
