"""What changed: the definitions and the promises; the counts come from the rooms themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.i18n import Bilingual
from spean.core.models import Record
from spean.directory.models import Centre
from spean.results import choices as c


class Indicator(Bilingual, Record):
    """A definition: `code` names the function in `indicators` that counts it."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    number = models.PositiveSmallIntegerField(_("number in the list"))
    unit = models.CharField(_("unit"), max_length=10, choices=c.Unit)
    level = models.CharField(_("level"), max_length=10, choices=c.ResultLevel)
    source = models.CharField(_("source"), max_length=200, blank=True)
    sort = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("indicator")

    def __str__(self) -> str:
        return self.code


class Target(Record):
    """What was promised, for a centre or the whole programme, by a day."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.DateField(_("by"))
    value = models.PositiveIntegerField(_("target"))
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("target")
        constraints = [
            models.UniqueConstraint(fields=["indicator", "centre", "by"], name="one_target")
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.by}"
