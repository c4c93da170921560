"""A person's whole file goes to another centre, when she wishes it and both managers say yes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.casework.choices import TransferState
from spean.core.models import Record
from spean.directory.models import Centre
from spean.people.models import Person


class Transfer(Record):
    """One request: from where, to where, with her yes, and what became of it.

    Until the other manager says yes the file stays where it is, and that manager sees nothing of
    it but the number of the record. Afterwards `services` is what the sending centre keeps: how
    many services it gave, as a count.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    from_centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    to_centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=10, choices=TransferState, default=TransferState.ASKED
    )
    # Class 1: why, in words that name nobody; the receiving manager reads it before the file.
    reason = models.CharField(_("reason"), max_length=300)
    agreed_on = models.DateField(_("the person said yes on"))
    asked_at = models.DateTimeField(_("asked"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    services = models.PositiveIntegerField(_("services given before"), default=0)

    class Meta:
        verbose_name = _("transfer to another centre")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="asked"), name="one_transfer_asked_for"
            ),
            models.CheckConstraint(
                name="transfer_goes_elsewhere",
                condition=~Q(from_centre=models.F("to_centre")),
                violation_error_message=_("Please choose another centre."),
            ),
        ]
        indexes = [models.Index(fields=["to_centre", "state"], name="transfer_waiting")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.state}"
