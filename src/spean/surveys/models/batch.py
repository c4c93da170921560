"""An imported list: its file and rows kept raw for ever, its repairs, and what became of them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import Centre
from spean.surveys import choices as c


class ImportBatch(Record):
    """One uploaded list. The original bytes stay, whatever becomes of the rows."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    file_name = models.CharField(_("file"), max_length=200)
    original = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        _("state"), max_length=10, choices=c.BatchState, default=c.BatchState.UPLOADED
    )
    refusal_code = models.CharField(max_length=40, blank=True)
    refusal_details = models.JSONField(default=dict)
    sheet = models.CharField(max_length=100, blank=True)
    header_row = models.PositiveIntegerField(null=True)
    headers = models.JSONField(default=list)
    # Column letter -> field name, as chosen by the officer.
    mapping = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    applied_at = models.DateTimeField(null=True)
    undo_until = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("imported list")
        indexes = [models.Index(fields=["centre", "-created_at"], name="batch_by_centre")]

    def __str__(self) -> str:
        return str(self.pk)


class ImportRow(Record):
    """One row: as it was, as it is understood, and what still has to be asked."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    state = models.CharField(_("state"), max_length=10, choices=c.RowState)
    raw = models.JSONField()
    understood = models.JSONField(default=dict)
    # [{code, field, cell, was, becomes, details, answer}]
    questions = models.JSONField(default=list)
    person_id = models.UUIDField(null=True)
    was_created = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("row of an imported list")
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="one_row_per_number_in_batch")
        ]
        indexes = [models.Index(fields=["batch", "state", "number"], name="row_by_state")]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.number}"


class ColumnMapping(models.Model):
    """What a centre's column heads mean, remembered for its next list."""

    id = models.BigAutoField(primary_key=True)
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+")
    heading = models.CharField(max_length=200)
    field = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "heading"], name="one_meaning_per_heading")
        ]

    def __str__(self) -> str:
        return f"{self.heading} = {self.field}"
