"""What devices were told about what they sent, and the pieces of files still on their way."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import Centre, Device
from spean.surveys import choices as c
from spean.surveys.models.submission import Submission


class Receipt(models.Model):
    """What became of one record of a device; told again, word for word, however often it comes.

    `id` is the order in which the server took them. `digest` is that of the operation
    (`rules.sync`). `parts` are the files the record names, {name: SHA-256 of its plain bytes}.
    """

    id = models.BigAutoField(primary_key=True)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="receipts")
    seq = models.PositiveIntegerField(_("number of the device"))
    operation = models.CharField(max_length=330, unique=True)
    digest = models.CharField(max_length=64)
    outcome = models.CharField(_("outcome"), max_length=10, choices=c.ReceiptOutcome)
    reason = models.CharField(max_length=60, blank=True)
    # Whether the device's own number was counted: not for a second record with a number.
    is_numbered = models.BooleanField(default=True)
    parts = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("receipt")
        indexes = [models.Index(fields=["device", "seq"], name="receipt_by_number")]

    def __str__(self) -> str:
        return f"{self.device_id} {self.seq} {self.outcome}"


class PartUpload(models.Model):
    """A sealed file of which pieces have arrived; gone once it is whole, or left for too long."""

    id = models.BigAutoField(primary_key=True)
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="+")
    # Of the plain bytes, which only the envelope shows.
    sha256 = models.CharField(max_length=64)
    total = models.PositiveIntegerField()
    arrived = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("file on its way")
        constraints = [
            models.UniqueConstraint(fields=["device", "sha256"], name="one_upload_per_file")
        ]

    def __str__(self) -> str:
        return f"{self.device_id} {self.arrived}/{self.total}"


class PartPiece(models.Model):
    """One piece of a sealed file, as it came."""

    id = models.BigAutoField(primary_key=True)
    upload = models.ForeignKey(PartUpload, on_delete=models.CASCADE, related_name="pieces")
    offset = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        verbose_name = _("piece of a file")
        constraints = [
            models.UniqueConstraint(fields=["upload", "offset"], name="one_piece_per_place")
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.offset}"


class BroughtFile(Record):
    """A file of a telephone that somebody carried in, and the receipts that go back with it.

    The file itself is not kept: what it held is in the records, each once.
    """

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+")
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    kept = models.PositiveIntegerField(_("received"))
    aside = models.PositiveIntegerField(_("set aside"))
    refused = models.PositiveIntegerField(_("not taken"))
    # Lines and files that were cut or damaged on the way.
    unreadable = models.PositiveIntegerField(_("not readable"))
    receipts = models.TextField()

    class Meta:
        verbose_name = _("file that was brought in")
        indexes = [models.Index(fields=["brought_by", "created_at"], name="brought_by_whom")]

    def __str__(self) -> str:
        return f"{self.device_id} {self.kept}"


class CorrectedField(models.Model):
    """Who wrote a field of a person on the way: the same telephone may correct itself.

    It counts as long as the field still says what was written (`digest` of it).
    """

    id = models.BigAutoField(primary_key=True)
    person_id = models.UUIDField()
    field = models.CharField(max_length=40)
    operation = models.CharField(max_length=255)
    device = models.CharField(max_length=60)
    seq = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("corrected field")
        constraints = [
            models.UniqueConstraint(fields=["person_id", "field"], name="one_mark_per_field")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.field}"


class FieldConflict(Record):
    """Two people changed the same field of a person: both values are kept until one is chosen.

    `theirs` is sealed: the value that came second and does not stand.
    """

    person_id = models.UUIDField()
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="conflicts")
    field = models.CharField(_("field"), max_length=40)
    theirs = models.BinaryField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    took_theirs = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("field that two people changed")
        constraints = [
            models.UniqueConstraint(fields=["submission", "field"], name="one_conflict_per_field")
        ]
        indexes = [models.Index(fields=["centre", "settled_at"], name="conflict_by_centre")]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.field}"
