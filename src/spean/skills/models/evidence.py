"""The portfolio: pieces of proof, sealed in parts so that a film is never whole in memory."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.skills import choices as c
from spean.skills.models.recognition import Recognition
from spean.skills.models.standard import Unit


class Evidence(Record):
    """One piece of proof, and what the facilitator found when she checked it."""

    recognition = models.ForeignKey(Recognition, on_delete=models.CASCADE, related_name="evidence")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit of competency")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=c.EvidenceKind)
    made_on = models.DateField(_("from which day"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=4, choices=c.EvidenceLanguage)
    media_type = models.CharField(_("kind of file"), max_length=20)
    size = models.PositiveIntegerField(_("bytes"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    is_authentic = models.BooleanField(_("authentic"), null=True, blank=True)
    is_sufficient = models.BooleanField(_("sufficient"), null=True, blank=True)
    is_valid = models.BooleanField(_("valid"), null=True, blank=True)
    is_current = models.BooleanField(_("current"), null=True, blank=True)
    check_note = models.CharField(_("note"), max_length=300, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)

    class Meta:
        verbose_name = _("piece of proof")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_accepted(self) -> bool:
        """Tell whether it passed all four checks."""
        four = (self.is_authentic, self.is_sufficient, self.is_valid, self.is_current)
        return all(answer is True for answer in four)


class EvidencePart(models.Model):
    """One part of a file, sealed under the person's key."""

    id = models.BigAutoField(primary_key=True)
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="parts")
    place = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("part of a piece of proof")
        constraints = [
            models.UniqueConstraint(fields=["evidence", "place"], name="one_part_in_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} {self.place}"
