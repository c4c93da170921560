"""What was drawn, photographed or recorded with one version of a plan; sealed as class 3."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.casework.choices import PlanFileKind
from spean.casework.models.plan import Plan
from spean.core.models import Record


class PlanFile(Record):
    """One picture or recording; the sealed JSON is its content in base64."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="files", db_index=False)
    kind = models.CharField(_("kind"), max_length=12, choices=PlanFileKind)
    media_type = models.CharField(_("kind of file"), max_length=20)
    sealed = models.BinaryField()
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("file of a plan")
        constraints = [
            models.UniqueConstraint(fields=["plan", "kind"], name="one_plan_file_of_a_kind")
        ]

    def __str__(self) -> str:
        return str(self.pk)
