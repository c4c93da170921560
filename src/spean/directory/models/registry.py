"""Other registries: who may ask us, who may be asked, and our own keys."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models.organisation import Organisation


class RegistryPeer(Record):
    """Another registry, and what was agreed with it.

    `public_keys` is [{"id", "key" (base64), "until" (a day or "")}], several while one is being
    changed for the next. What it may learn is `record_kinds` and `fields`, of people whose consent
    covers `scope`, for one of `purposes`.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    sender_id = models.CharField(_("its name in messages"), max_length=99, unique=True)
    # Answers go here and nowhere else, whatever a message says.
    callback_uri = models.URLField(_("address for answers"), max_length=300, blank=True)
    # Where we ask: the address before /registry/…
    service_uri = models.URLField(_("address for questions"), max_length=300, blank=True)
    # Which way: an answer in the same breath, or at our door when the registry has it.
    is_asked_later = models.BooleanField(_("it answers later"), default=False)
    public_keys = models.JSONField(_("public keys"), default=list)
    purposes = models.JSONField(_("purposes it may name"), default=list)
    # Agreed for every question that names none; empty: such a question finds nobody.
    default_purpose = models.CharField(_("purpose agreed for all"), max_length=60, blank=True)
    scope = models.CharField(_("purpose in the consent"), max_length=30)
    recipient = models.CharField(_("name in the consent"), max_length=120, blank=True)
    record_kinds = models.JSONField(_("kinds of records"), default=list)
    fields = models.JSONField(_("what it may learn"), default=list)
    # Of a password that it must send besides its signature; empty: none is asked for.
    token_digest = models.CharField(max_length=64, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("registry")

    def __str__(self) -> str:
        return self.sender_id


class RegistryKey(Record):
    """Our own key for signing; the private half is wrapped by the site's master key."""

    public = models.CharField(_("public key"), max_length=60, unique=True)
    wrapped = models.BinaryField()
    retired_at = models.DateTimeField(_("replaced"), null=True, blank=True)

    class Meta:
        verbose_name = _("signing key")

    def __str__(self) -> str:
        return str(self.pk)
