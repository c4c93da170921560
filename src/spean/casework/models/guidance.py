"""What she chose in a career session, and psychosocial first aid (class 3)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.casework.models.case import Case
from spean.casework.models.event import ServiceEvent
from spean.core.models import Record
from spean.directory.models import Occupation


class CareerChoice(Record):
    """A career session (COU1): the work that was named and what she said, in her own words.

    Nobody scores it, and nothing is decided by it: the plan may take it up.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    event = models.OneToOneField(ServiceEvent, on_delete=models.CASCADE, related_name="+")
    occupations = models.ManyToManyField(
        Occupation, related_name="+", blank=True, verbose_name=_("work that was named")
    )
    words = models.CharField(_("in the person's own words"), max_length=400)
    next_wish = models.CharField(_("what the person wants next"), max_length=300, blank=True)
    chosen_on = models.DateField(_("date"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("choice of work")

    def __str__(self) -> str:
        return str(self.pk)


class FirstAidRecord(Record):
    """One talk of psychosocial first aid (COU3); the sealed JSON is `contracts.FirstAidWords`.

    Its service event holds the day and the code alone, for the monthly count.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    event = models.OneToOneField(ServiceEvent, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("psychosocial first aid")

    def __str__(self) -> str:
        return str(self.pk)
