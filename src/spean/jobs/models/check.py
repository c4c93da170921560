"""What the worker says of her job at day 30 and 90 (decent-work check)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.jobs import choices as c
from spean.jobs.models.referral import Placement


class DecentWorkCheck(Record):
    """One time that the worker was asked. Her answers and the result are sealed (class 3):

    that papers are kept is nobody's to read but the responsible officer's and the manager's.
    """

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="checks")
    moment = models.CharField(_("when"), max_length=8, choices=c.CheckMoment)
    asked_on = models.DateField(_("date"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sealed = models.BinaryField()
    rule_version = models.CharField(max_length=20)

    class Meta:
        verbose_name = _("decent-work check")
        indexes = [models.Index(fields=["placement", "asked_on"], name="check_by_placement")]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.moment}"
