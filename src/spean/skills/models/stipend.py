"""What somebody is paid while she learns: one row a month, written once, when it is paid."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.skills.choices import attendance as a
from spean.skills.models.course import Enrolment


class StipendPayment(Record):
    """The stipend of one month as it was paid; what was reckoned then stays beside it.

    The proof is class 3: a photograph of a receipt shows a name, a number, a thumbprint.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="payments")
    month = models.DateField(_("month"))
    due_khr = models.PositiveIntegerField(_("due, in riel"))
    paid_khr = models.PositiveIntegerField(_("paid, in riel"))
    days_held = models.PositiveSmallIntegerField(_("days held"))
    days_there = models.PositiveSmallIntegerField(_("days there"))
    paid_on = models.DateField(_("paid on"))
    how = models.CharField(_("how"), max_length=8, choices=a.PaidHow)
    proof = models.CharField(_("proof"), max_length=8, choices=a.PaidProof)
    media_type = models.CharField(_("kind of file"), max_length=20, blank=True)
    sealed = models.BinaryField(default=bytes)
    paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("stipend of a month")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "month"], name="a_stipend_is_paid_once"),
            models.CheckConstraint(
                name="stipend_paid_is_no_more_than_due",
                condition=Q(paid_khr__gt=0, paid_khr__lte=F("due_khr")),
                violation_error_message=_("More cannot be paid than is due."),
            ),
            models.CheckConstraint(
                name="stipend_counts_days_held",
                condition=Q(days_there__lte=F("days_held")),
                violation_error_message=_("More days attended than held: please check."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.month}"
