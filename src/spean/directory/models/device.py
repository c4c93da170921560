"""The telephones and computers that work without a connection and send later."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record


class Device(Record):
    """One user on one telephone or browser: its key, and how far its numbers have come.

    `public_key` is a JSON Web Key (P-256) with which its records are signed; a telephone with
    ODK Collect has none. All numbers up to `complete_to` arrived; they have no gap, so one that is
    missing below a higher one can be named.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="devices"
    )
    name = models.CharField(_("name"), max_length=100)
    public_key = models.JSONField(null=True)
    complete_to = models.PositiveIntegerField(default=0)
    revoked_at = models.DateTimeField(_("reported lost"), null=True)

    class Meta:
        verbose_name = _("device")

    def __str__(self) -> str:
        return str(self.pk)
