"""An imported list: its file and rows kept raw for ever, its repairs, and what became of them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import Centre
from spean.surveys import choices as c
from spean.surveys.models.sealed import SealedJSONField


class ImportBatch(Record):
    """One uploaded list. The original bytes stay, sealed, whatever becomes of the rows."""

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
    sheet = models.CharField(max_length=100, blank=True)
    sheets = models.JSONField(default=list)
    header_row = models.PositiveIntegerField(null=True)
    # [[column letter, heading]] in the order of the sheet.
    headers = models.JSONField(default=list)
    # Column letter -> field name, as chosen by the officer.
    mapping = models.JSONField(default=dict)
    # [{code, …}]: hidden rows, merged cells and the like, as they were found in the file.
    notes = models.JSONField(default=list)
    with_hidden = models.BooleanField(default=False)
    # How these people came and what they allowed, answered once for the list.
    basis = SealedJSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # Since when the present job runs, and that somebody asked it to stop.
    started_at = models.DateTimeField(null=True)
    is_stopping = models.BooleanField(default=False)
    applied_at = models.DateTimeField(null=True)
    undo_until = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("imported list")
        indexes = [
            models.Index(fields=["centre", "-created_at"], name="batch_by_centre"),
            models.Index(fields=["centre", "sha256"], name="batch_by_content"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ImportRow(Record):
    """One row: as it was, as it is understood, and what still has to be asked."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    state = models.CharField(_("state"), max_length=10, choices=c.RowState)
    # {column letter: {t: text, k: kind, f: font, n: [notes]}}
    raw = SealedJSONField()
    # {values: {…}, notes: [{code, field, cell}]}
    understood = SealedJSONField(default=dict)
    # [{key, code, field, cell, was, becomes, answers, details}], only those not yet answered.
    questions = SealedJSONField(default=list)
    # {key of a question: answer, "write:field": what the officer wrote instead of the cell}
    answers = SealedJSONField(default=dict)
    # Ids of people of the centre who look alike, and the earlier row that says the same.
    likely = models.JSONField(default=list)
    repeats = models.PositiveIntegerField(null=True)
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
    # Folded, as it is looked up.
    heading = models.CharField(max_length=200)
    field = models.CharField(max_length=40, choices=c.Column)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "heading"], name="one_meaning_per_heading")
        ]

    def __str__(self) -> str:
        return f"{self.heading} = {self.field}"
