"""The keys that seal certificates, the lists that say which of them hold, and the root above."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import Centre
from spean.skills import choices as c


def _one_at_a_time(which: str, condition: Q) -> list[models.BaseConstraint]:
    """Return that of a centre, and of the list, one key signs and one at most waits."""
    open_still = condition & Q(ended_at=None)
    return [
        models.UniqueConstraint(
            fields=["centre"], condition=open_still, name=f"one_key_of_a_centre_{which}"
        ),
        models.UniqueConstraint(
            fields=["use"],
            condition=open_still & Q(use="list"),
            name=f"one_key_of_the_list_{which}",
        ),
    ]


class SigningKey(Record):
    """A centre's key for certificates, or the key of the list (without a centre).

    The private half is wrapped by the site's master key. A key seals nothing before the root has
    signed a list with it (`trusted_at`).
    """

    use = models.CharField(_("use"), max_length=12, choices=c.KeyUse)
    centre = models.ForeignKey(
        Centre,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("centre"),
    )
    public = models.CharField(_("public key"), max_length=60, unique=True)
    wrapped = models.BinaryField()
    valid_from = models.DateTimeField(_("valid from"))
    valid_to = models.DateTimeField(_("valid until"), null=True, blank=True)
    trusted_at = models.DateTimeField(_("signed by the root"), null=True, blank=True)
    ended_at = models.DateTimeField(_("signs no more since"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=12, choices=c.KeyReason, blank=True)
    # Where badges of this key say that revocations are looked up; set by its first badge.
    status_url = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("key of certificates")
        constraints = [
            models.CheckConstraint(
                name="a_key_belongs_to_a_centre_or_the_list",
                condition=Q(use="certificates", centre__isnull=False)
                | Q(use="list", centre__isnull=True),
                violation_error_message=_("A key is a centre's, or the list's."),
            ),
            models.CheckConstraint(
                name="a_key_is_revoked_for_a_reason",
                condition=Q(revoked_at=None) | (~Q(reason="") & Q(ended_at__isnull=False)),
                violation_error_message=_("Please choose a reason."),
            ),
            *_one_at_a_time("signs", Q(trusted_at__isnull=False)),
            *_one_at_a_time("waits", Q(trusted_at=None)),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class KeyList(Record):
    """The list of keys as the root signed it, away from any network."""

    version = models.PositiveIntegerField(_("version"), unique=True)
    root = models.CharField(_("public key of the root"), max_length=60)
    content = models.BinaryField()
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    loaded_at = models.DateTimeField(_("loaded"))

    class Meta:
        verbose_name = _("list of keys")

    def __str__(self) -> str:
        return str(self.version)


class TrustList(Record):
    """What a verifier carries: the list of keys, and under it the units and the revocations."""

    version = models.PositiveIntegerField(_("version"), unique=True)
    keys = models.ForeignKey(KeyList, on_delete=models.PROTECT, related_name="+")
    content = models.BinaryField()
    # {id of a key: its status list as a credential}, for the Open Badges it signed.
    statuses = models.JSONField(default=dict)
    made_at = models.DateTimeField(_("made"))
    next_at = models.DateTimeField(_("the next one is due"))

    class Meta:
        verbose_name = _("trust list")

    def __str__(self) -> str:
        return str(self.version)
