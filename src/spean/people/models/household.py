"""The household (F1 12): who lives together, without naming those who did not register."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.people import choices as c


class Household(Record):
    """The people who eat from one pot; several registered persons may share it."""

    size = models.PositiveSmallIntegerField(_("people in the household"), null=True, blank=True)
    children_under_5 = models.PositiveSmallIntegerField(
        _("children under 5"), null=True, blank=True
    )
    children_5_17 = models.PositiveSmallIntegerField(_("children 5 to 17"), null=True, blank=True)
    out_of_school = models.PositiveSmallIntegerField(
        _("children out of school"), null=True, blank=True
    )
    elderly = models.PositiveSmallIntegerField(_("people of 60 and older"), null=True, blank=True)
    with_disability = models.PositiveSmallIntegerField(
        _("people with a disability"), null=True, blank=True
    )
    has_pregnant_member = models.CharField(
        _("somebody is pregnant"), max_length=10, choices=c.YesNoUnknown, blank=True
    )
    head_sex = models.CharField(_("head of household"), max_length=1, choices=c.Sex, blank=True)

    class Meta:
        verbose_name = _("household")

    def __str__(self) -> str:
        return str(self.pk)
