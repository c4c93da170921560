"""The loans of a person (debt desk), and what lenders answered. All of it is class 3."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.casework.models.case import Case
from spean.core.models import Record


class Debt(Record):
    """One loan; the sealed JSON is `contracts.DebtWords`."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("loan")

    def __str__(self) -> str:
        return str(self.pk)


class LenderReply(Record):
    """One request to the lender and its answer; the sealed JSON is `contracts.ReplyWords`."""

    debt = models.ForeignKey(Debt, on_delete=models.CASCADE, related_name="replies")
    sealed = models.BinaryField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("lender's reply")

    def __str__(self) -> str:
        return str(self.pk)
