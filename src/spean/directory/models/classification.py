"""Sectors (ISIC), occupations (ISCO-08) and skills, with the project's own Khmer drafts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.i18n import Bilingual
from spean.core.models import Record
from spean.directory.choices import Classification, SkillKind, SkillWeight


class Sector(Bilingual, Record):
    """An economic activity: ISIC Rev. 4, plus the local groups returnees use."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The short list offered in forms; the full classification stays behind search.
    is_offered = models.BooleanField(default=False)
    sort = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("sector")

    def __str__(self) -> str:
        return self.code


class Occupation(Bilingual, Record):
    """An occupation: ISCO-08 group (1 to 4 digits), or an ESCO occupation below it."""

    code = models.CharField(_("code"), max_length=80, unique=True)
    scheme = models.CharField(max_length=10, choices=Classification)
    isco = models.CharField("ISCO-08", max_length=4)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    skill_level = models.CharField(max_length=5, blank=True)
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Other words for the same work, one a line, in any script; searched folded.
    also = models.TextField(_("also called"), blank=True)
    search = models.TextField(blank=True, editable=False)
    is_offered = models.BooleanField(default=False)
    uri = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("occupation")
        indexes = [models.Index(fields=["isco", "scheme"], name="occupation_isco")]

    def __str__(self) -> str:
        return self.code


class Skill(Bilingual, Record):
    """What a person can do or handle: a task, a tool, knowledge."""

    code = models.CharField(_("code"), max_length=80, unique=True)
    scheme = models.CharField(max_length=10, choices=Classification)
    kind = models.CharField(_("kind"), max_length=20, choices=SkillKind)
    also = models.TextField(_("also called"), blank=True)
    search = models.TextField(blank=True, editable=False)
    uri = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("skill")

    def __str__(self) -> str:
        return self.code


class OccupationSkill(models.Model):
    """A skill that an occupation needs (essential) or profits from (optional)."""

    id = models.BigAutoField(primary_key=True)
    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="needs")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    weight = models.CharField(max_length=10, choices=SkillWeight)
    sort = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occupation", "skill"], name="one_need_per_skill")
        ]

    def __str__(self) -> str:
        return f"{self.occupation_id} {self.skill_id}"
