"""What somebody answered when she was reached (F11)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.casework import choices as c
from spean.casework.models.event import FollowUp
from spean.core.models import Record


class FollowUpAnswers(Record):
    """The answers of one call or visit, kept step by step; sealed under her key as a whole.

    Only what lists and counts need stands outside. Of a complaint there is no word here: the
    officer who calls may be the one whom it is about.
    """

    follow_up = models.OneToOneField(FollowUp, on_delete=models.CASCADE, related_name="answers")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    activity = models.CharField(_("main activity"), max_length=12, choices=c.Activity, blank=True)
    intention = models.CharField(
        _("going abroad again"), max_length=10, choices=c.Intention, blank=True
    )
    left_job_on = models.DateField(_("the job ended"), null=True, blank=True)
    # The day on which she said that her own work goes on and leaves her money; never how much.
    income_checked_on = models.DateField(_("own income checked"), null=True, blank=True)
    wishes_to_complain = models.BooleanField(_("wishes to complain"), default=False)
    # {step: {question: answer}}
    sealed = models.BinaryField()
    # Empty while the call goes on.
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("answers of a follow-up")

    def __str__(self) -> str:
        return str(self.follow_up_id)
