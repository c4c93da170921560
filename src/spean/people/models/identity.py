"""How a person is found again: documents (F1 7) by a keyed hash, names by search tokens."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import Centre
from spean.people import choices as c
from spean.people.models.person import Person


class IdentityDocument(Record):
    """A document the person showed or told of. The sealed JSON holds {"number": …}."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("document"), max_length=20, choices=c.DocumentType)
    sealed = models.BinaryField(blank=True, default=b"")
    number_index = models.CharField(max_length=64, blank=True)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    was_seen = models.BooleanField(_("seen by the officer"), default=False)

    class Meta:
        verbose_name = _("identity document")
        indexes = [models.Index(fields=["number_index"], name="document_number_index")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class IdentityKey(models.Model):
    """An opaque key under which likely duplicates meet (`namematch.blocking_keys`, hashed)."""

    id = models.BigAutoField(primary_key=True)
    # Its index is that of the constraint or the index below, which begin with it.
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="identity_keys", db_index=False
    )
    key = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="one_identity_key")]
        indexes = [models.Index(fields=["key", "person"], name="identity_key")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.key}"


class SearchToken(models.Model):
    """One thing the register finds a person by: a kind, a colon and folded text in UTF-8.

    Kinds: `w` a part of a name, `k` its sound (`namematch.name_key`), `p` a telephone, `n` the
    record number. Bytes, not text, so that "starts with" is one range of the index in every
    database whatever its collation.
    """

    id = models.BigAutoField(primary_key=True)
    # Constraint and index below begin with these two: no index of their own.
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="search_tokens", db_index=False
    )
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+", db_index=False)
    token = models.BinaryField(max_length=255)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "token"], name="one_search_token")]
        indexes = [models.Index(fields=["centre", "token", "person"], name="search_token")]

    def __str__(self) -> str:
        return str(self.pk)
