"""The centres, who serves there in which role, and the numbers they hand out."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from spean.accounts.choices import Role
from spean.core.i18n import Bilingual
from spean.core.models import Record
from spean.directory.choices import OperatorKind
from spean.directory.models.area import Area
from spean.directory.models.organisation import Organisation


class Centre(Bilingual, Record):
    """A Migrant Worker Resource Centre, whoever runs it."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    operator_kind = models.CharField(_("run by"), max_length=20, choices=OperatorKind)
    operator = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    telegram = models.CharField("Telegram", max_length=60, blank=True)
    hours_km = models.CharField(_("opening hours in Khmer"), max_length=200, blank=True)
    hours_en = models.CharField(_("opening hours in English"), max_length=200, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    is_open = models.BooleanField(_("open to the public"), default=True)
    is_invented = models.BooleanField(_("invented, from the demo"), default=False)

    class Meta:
        verbose_name = _("centre")

    def __str__(self) -> str:
        return self.code


class Posting(Record):
    """A member of staff serves at a centre, or nationally, in a role, for a time."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="postings"
    )
    # Empty for the national roles: ministry, ILO, donor, auditor.
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, null=True, blank=True, related_name="postings"
    )
    role = models.CharField(_("role"), max_length=30, choices=Role)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        verbose_name = _("posting")
        constraints = [
            models.CheckConstraint(
                name="posting_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day cannot come before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.centre_id}"


class NumberBlock(Record):
    """A run of client numbers that a centre may hand out, also while it is offline.

    The row is the queue: who issues a number locks it.
    """

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    first = models.PositiveIntegerField(_("first number"))
    last = models.PositiveIntegerField(_("last number"))
    next = models.PositiveIntegerField(_("next number"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "first"], name="one_block_per_start"),
            models.CheckConstraint(
                name="block_next_inside",
                condition=Q(next__gte=F("first")) & Q(next__lte=F("last") + 1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.first}-{self.last}"
