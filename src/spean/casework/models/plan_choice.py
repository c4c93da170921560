"""Which option was chosen for a plan; against the rule only with a reason, which is kept."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.casework.models.plan import Plan
from spean.core.models import Record


class PlanChoice(Record):
    """One option of `rules.segments`, chosen with the person."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="choices")
    segment = models.CharField(_("option"), max_length=1)
    rule_version = models.CharField(_("version of the rule"), max_length=20)
    was_proposed = models.BooleanField(_("proposed by the rule"))
    reason = models.TextField(_("reason for another choice"), blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("chosen option")
        constraints = [
            models.CheckConstraint(
                name="another_option_has_a_reason",
                condition=models.Q(was_proposed=True) | ~models.Q(reason=""),
                violation_error_message=_("Please write why another option is chosen."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
