"""Which units of a standard a person says she can do, out of her work abroad."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.people.models import Person
from spean.skills.models.standard import Unit


class UnitClaim(Record):
    """One unit and one person: her own yes or no, and who confirmed it with her.

    `from_kind` and `from_id` point to the job abroad that speaks most for it, across rooms;
    `reasons` are codes, [[kind, what], …] (`rules.translation`), never a chance: that is an
    estimate for the staff, reckoned anew each time and kept nowhere.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    from_kind = models.CharField(max_length=40, blank=True)
    from_id = models.UUIDField(null=True, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    says_yes = models.BooleanField(_("she says she can do it"))
    said_at = models.DateTimeField(_("said"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    class Meta:
        verbose_name = _("unit that a person claims")
        constraints = [
            models.UniqueConstraint(fields=["person", "unit"], name="one_claim_per_unit"),
            # Nobody confirms in her place what she did not say.
            models.CheckConstraint(
                name="only_what_she_says_is_confirmed",
                condition=Q(confirmed_at=None) | Q(says_yes=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
