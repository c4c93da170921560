"""How the seats of a round were given out: the promise, the closed list, the result."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import Centre
from spean.skills import choices as c


class SelectionRound(Record):
    """One giving out of seats: of one course, or of several that share their applicants' wishes.

    `commitment` is published before anybody applies; the seed lies sealed under the site's key
    until the seats are given, then stands in `seed`. `published` is the file anybody may have: lot
    numbers, no names.
    """

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(_("when too many apply"), max_length=10, choices=c.SelectionRule)
    commitment = models.CharField(max_length=64)
    committed_at = models.DateTimeField()
    sealed = models.BinaryField(blank=True, default=b"")
    seed = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    chosen_at = models.DateTimeField(null=True, blank=True)
    published = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("giving out of seats")

    def __str__(self) -> str:
        return str(self.pk)
