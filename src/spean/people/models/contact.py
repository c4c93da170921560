"""How to reach the person, and whether it is safe to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.people import choices as c
from spean.people.models.person import Person


class ContactPoint(Record):
    """A telephone (F1 8), with whose it is, when to call, and whether one may."""

    # Its index is that of the constraint or the index below, which begin with it.
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="contacts", db_index=False
    )
    # E.164 where it could be read (+85512000417), else the digits as they were given.
    number = models.CharField(_("telephone"), max_length=20)
    owner = models.CharField(
        _("whose telephone"), max_length=20, choices=c.PhoneOwner, default=c.PhoneOwner.SELF
    )
    safe_to_call = models.CharField(
        _("safe to call"), max_length=10, choices=c.SafeToCall, default=c.SafeToCall.SAFE
    )
    best_time = models.CharField(_("best time"), max_length=80, blank=True)
    call_after = models.TimeField(_("not before"), null=True, blank=True)
    app = models.CharField(
        _("messages by"), max_length=20, choices=c.MessagingApp, default=c.MessagingApp.NONE
    )
    is_current = models.BooleanField(_("in use"), default=True)
    sort = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("telephone")
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="one_row_per_number")
        ]
        indexes = [models.Index(fields=["number"], name="contact_number")]

    def __str__(self) -> str:
        return str(self.pk)


class EmergencyContact(Record):
    """Somebody to tell in an emergency, or to ask when the person cannot be reached (F1 9)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="emergency_contacts")
    name = models.CharField(_("name"), max_length=120)
    relation = models.CharField(_("relation"), max_length=20, choices=c.Relation)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("emergency contact")

    def __str__(self) -> str:
        return str(self.pk)
