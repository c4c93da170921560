"""What a person can do, and who says so."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import Skill
from spean.people.models import Person
from spean.skills.choices import EvidenceGrade


class ClaimedSkill(Record):
    """A skill from the job history, with the grade of its evidence.

    `from_kind` and `from_id` point to where it comes from (a job abroad), across rooms.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    grade = models.CharField(_("proof"), max_length=12, choices=EvidenceGrade)
    months = models.PositiveSmallIntegerField(_("months"), null=True, blank=True)
    from_kind = models.CharField(max_length=40, blank=True)
    from_id = models.UUIDField(null=True, blank=True)
    evidence = models.CharField(_("what was seen"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("skill of a person")
        constraints = [
            models.UniqueConstraint(fields=["person", "skill"], name="one_claim_per_skill")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.skill_id}"
