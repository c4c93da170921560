"""A person's business: the idea, its plans, coaching, the checks, and who lends to it."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import ServiceOffer
from spean.people.models import Person
from spean.skills.choices import enterprise as c
from spean.skills.rules.enterprise import CHECKS

# No business of a village is larger; what is above was typed wrongly.
MOST_RIEL = 2_000_000_000
_RIEL = [MaxValueValidator(MOST_RIEL)]


class Business(Record):
    """One business of one person, from the idea in her own words on."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind of business"), max_length=12, choices=c.BusinessKind)
    state = models.CharField(
        _("state"), max_length=8, choices=c.BusinessState, default=c.BusinessState.IDEA
    )
    idea = models.CharField(_("the idea in her own words"), max_length=600)
    strengths = models.CharField(_("what she can do"), max_length=600, blank=True)
    nearby = models.CharField(_("what is sold nearby"), max_length=600, blank=True)
    buyers = models.CharField(_("who buys"), max_length=600, blank=True)
    started_on = models.DateField(_("first day"), null=True, blank=True)
    ended_on = models.DateField(_("last day"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("business")
        constraints = [
            models.CheckConstraint(
                name="a_running_business_has_a_first_day",
                condition=~Q(state__in=["started", "ended"]) | Q(started_on__isnull=False),
                violation_error_message=_("Please say on which day the business began."),
            ),
        ]
        indexes = [models.Index(fields=["state", "started_on"], name="business_by_start")]

    def __str__(self) -> str:
        return str(self.pk)


class BusinessPlan(Record):
    """One saved version of a plan; it never changes. `sealed` holds the loan, which is class 3."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="plans")
    version = models.PositiveSmallIntegerField(_("version"))
    arithmetic = models.CharField(max_length=12)
    sheet = models.JSONField(_("what the plan says"))
    sealed = models.BinaryField(default=b"")
    saved_at = models.DateTimeField(_("saved"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("business plan")
        constraints = [
            models.UniqueConstraint(
                fields=["business", "version"], name="one_business_plan_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.business_id} v{self.version}"


class CoachingVisit(Record):
    """A visit to a business: what was promised last time, what was advised, what comes next."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="visits")
    happened_on = models.DateField(_("day"))
    kept = models.CharField(_("what became of the last promises"), max_length=600, blank=True)
    advice = models.CharField(_("advice"), max_length=600)
    promises = models.CharField(_("what she will do"), max_length=600, blank=True)
    next_on = models.DateField(_("next visit"), null=True, blank=True)
    visited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("coaching visit")

    def __str__(self) -> str:
        return str(self.pk)


class BusinessCheck(Record):
    """How a business does after 1, 3, 6, 12 months; `sealed` holds how its loan is paid."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="checks")
    month = models.PositiveSmallIntegerField(_("month"))
    checked_on = models.DateField(_("day"))
    is_alive = models.BooleanField(_("still runs"))
    sales = models.PositiveIntegerField(_("sales in the last month"), default=0, validators=_RIEL)
    costs = models.PositiveIntegerField(_("costs in the last month"), default=0, validators=_RIEL)
    owner_pay = models.PositiveIntegerField(_("the owner's own pay"), default=0, validators=_RIEL)
    women = models.PositiveSmallIntegerField(_("women who work there"), default=0)
    men = models.PositiveSmallIntegerField(_("men who work there"), default=0)
    keeps_records = models.BooleanField(_("writes sales and costs down"), null=True, blank=True)
    sealed = models.BinaryField(default=b"")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("check of a business")
        constraints = [
            models.UniqueConstraint(fields=["business", "month"], name="one_check_per_month"),
            models.CheckConstraint(
                name="a_check_is_of_a_known_month", condition=Q(month__in=CHECKS)
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def profit(self) -> int:
        """Return what the last month left before the owner's own pay."""
        return self.sales - self.costs

    @property
    def people(self) -> int:
        """Return how many people work there."""
        return self.women + self.men


class FinanceLink(Record):
    """An application to a lender or a savings group of the directory; the sum is class 3."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="finance")
    offer = models.ForeignKey(
        ServiceOffer, on_delete=models.PROTECT, related_name="+", verbose_name=_("service")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=c.FinanceState, default=c.FinanceState.ASKED
    )
    asked_on = models.DateField(_("asked on"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    sealed = models.BinaryField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("application for money")

    def __str__(self) -> str:
        return str(self.pk)
