"""What other systems call our services; editable, because their lists change without us."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models.organisation import ServiceType

OSCAR = "oscar"


class ServiceMapping(Record):
    """One of our kinds of service, and its code in another system's list."""

    scheme = models.CharField(_("list"), max_length=20, default=OSCAR)
    service_type = models.ForeignKey(
        ServiceType, on_delete=models.PROTECT, related_name="+", verbose_name=_("our service")
    )
    their_code = models.CharField(_("their code"), max_length=80)
    note = models.CharField(_("note"), max_length=300, blank=True)
    is_verified = models.BooleanField(_("verified"), default=False)

    class Meta:
        verbose_name = _("code of another system")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "service_type"],
                name="one_code_per_service_and_list",
                violation_error_message=_("This service has a code on that list already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.service_type_id} {self.their_code}"
