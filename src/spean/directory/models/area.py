"""Province, district, commune, village: the national codes, and every spelling they go by."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.core.i18n import Bilingual
from spean.core.models import Record
from spean.directory.choices import AreaLevel


class Area(Bilingual, Record):
    """One place of the national gazetteer, for as long as its code was in force.

    `code` keeps its leading zeros: 2 digits for a province, 4 district, 6 commune, 8 village.
    `path` is "Province, District, …" without itself, in both languages, so that a list of places
    reads well without a query for each parent.
    """

    code = models.CharField(_("code"), max_length=8)
    level = models.PositiveSmallIntegerField(_("level"), choices=AreaLevel)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    kind_km = models.CharField(_("kind in Khmer"), max_length=30, blank=True)
    kind_en = models.CharField(_("kind in English"), max_length=30, blank=True)
    path_km = models.CharField(max_length=300, blank=True)
    path_en = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    # Where the point comes from: "self", a province's largest "town", or the level it borrows from.
    point_from = models.CharField(max_length=20, blank=True)
    source = models.CharField(_("source"), max_length=200)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("place")
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to=None), name="one_current_area_per_code"
            ),
            models.CheckConstraint(
                name="area_code_fits_level",
                condition=Q(level__in=[1, 2, 3, 4]),
                violation_error_message=_("This code does not fit its level."),
            ),
        ]
        indexes = [models.Index(fields=["level", "code"], name="area_level_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.label_en or self.label_km}"


class AreaName(models.Model):
    """One spelling of a place, folded for search (Khmer, Latin, old names, usual mistakes)."""

    id = models.BigAutoField(primary_key=True)
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    # An index of its own, so that PostgreSQL also builds the one that serves beginnings.
    folded = models.CharField(max_length=200, db_index=True)
    source = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "folded"], name="one_spelling_per_area")
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.text}"
