"""What people say against or about the programme itself (F19); nameless if they wish."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.casework import choices as w
from spean.core.models import Record
from spean.directory.models import Centre


class Grievance(Record):
    """One word of praise or complaint. It hangs on no person and no case.

    `sealed` holds what was told and how to answer, under a key of its own (`wrapped_key`, under the
    site's key): both go when it is erased. The receipt's number is kept as a keyed hash alone.
    `is_outside` keeps it from the centre's manager.
    """

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what it is about"), max_length=24, choices=w.GrievanceKind)
    way = models.CharField(_("how it came"), max_length=12, choices=w.GrievanceWay)
    about = models.CharField(_("about whom"), max_length=10, choices=w.AboutWhom)
    received_at = models.DateTimeField(_("received"))
    # Empty where nobody of the staff took it in.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    wrapped_key = models.BinaryField()
    sealed = models.BinaryField()
    receipt = models.CharField(max_length=64, unique=True)
    due_on = models.DateField(_("answer due"))
    is_outside = models.BooleanField(_("looked at outside the centre"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=w.GrievanceState, default=w.GrievanceState.RECEIVED
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=w.GrievanceOutcome, blank=True)
    # What is told to whoever gives the number of the receipt.
    answer = models.BinaryField(null=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    satisfied = models.PositiveSmallIntegerField(_("content with the answer"), null=True)

    class Meta:
        verbose_name = _("grievance")
        constraints = [
            models.CheckConstraint(
                name="grievance_satisfied_1_to_5",
                condition=Q(satisfied=None) | Q(satisfied__range=(1, 5)),
            ),
        ]
        indexes = [models.Index(fields=["centre", "state", "due_on"], name="grievance_waiting")]

    def __str__(self) -> str:
        return str(self.pk)


class GrievanceAbout(Record):
    """A member of staff whom a grievance is about: she never sees it, not even that it is there."""

    grievance = models.ForeignKey(Grievance, on_delete=models.CASCADE, related_name="accused")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("about whom")
        constraints = [
            models.UniqueConstraint(fields=["grievance", "user"], name="accused_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
