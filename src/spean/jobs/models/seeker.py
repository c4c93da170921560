"""What a person looks for: the wishes and limits that matching respects."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import Occupation, Sector
from spean.jobs import choices as c
from spean.people.models import Person


class JobSeeker(Record):
    """A person's wishes for work. Wages in US dollars a month; empty means not known, never no.

    `wage_floor` is what the household needs to make the work worth taking; why it is that much
    (a debt, a rent) stands elsewhere and never here.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    is_looking = models.BooleanField(_("looks for work now"), default=True)
    radius_km = models.PositiveSmallIntegerField(_("longest daily way (km)"), null=True, blank=True)
    accepts_dormitory = models.BooleanField(_("would live in a dormitory"), null=True, blank=True)
    will_relocate = models.BooleanField(_("would move for work"), null=True, blank=True)
    available_from = models.DateField(_("can start from"), null=True, blank=True)
    wage_wanted = models.DecimalField(
        _("wage asked for (USD a month)"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    wage_floor = models.DecimalField(
        _("lowest wage that works (USD a month)"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
    )
    night_work = models.CharField(
        _("can work at night"), max_length=10, choices=c.Known, blank=True
    )
    licences = models.CharField(_("licences held"), max_length=200, blank=True)
    wanted_occupations = models.ManyToManyField(
        Occupation, related_name="+", blank=True, verbose_name=_("work wanted")
    )
    wanted_sectors = models.ManyToManyField(
        Sector, related_name="+", blank=True, verbose_name=_("sectors wanted")
    )
    refused_occupations = models.ManyToManyField(
        Occupation, related_name="+", blank=True, verbose_name=_("work not wanted any more")
    )
    # People who must go together share a word here (a couple, a mother and her daughter).
    party = models.CharField(_("goes together with"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("wishes for work")
        constraints = [
            models.CheckConstraint(
                name="seeker_wages_not_negative",
                condition=(Q(wage_wanted=None) | Q(wage_wanted__gte=0))
                & (Q(wage_floor=None) | Q(wage_floor__gte=0)),
                violation_error_message=_("A wage cannot be below zero."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person_id)
