"""Migration episodes (F3), each told from its end: the return; and the jobs abroad (F4)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import Occupation, Sector, Skill
from spean.people import choices as c
from spean.people.models.person import Person

# Where people come back from, as the register offers it (ISO 3166-1; ZZ is "another").
COUNTRIES = (
    ("TH", _("Thailand")),
    ("MY", _("Malaysia")),
    ("VN", _("Viet Nam")),
    ("LA", _("Laos")),
    ("KR", _("Korea")),
    ("JP", _("Japan")),
    ("SG", _("Singapore")),
    ("SA", _("Saudi Arabia")),
    ("HK", _("Hong Kong")),
    ("ZZ", _("Another country")),
)


class Return(Record):
    """One episode of work abroad: out, back, why and how.

    Legal status is class 3 (data-protection 6.4): the sealed JSON holds channel_out,
    documents_abroad, documents_held_by, exit_status, cost_financed_by.
    """

    # Its index is that of the constraint or the index below, which begin with it.
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="returns", db_index=False
    )
    country = models.CharField(_("country"), max_length=2, default="TH")
    place = models.CharField(_("province or city abroad"), max_length=120, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    left_precision = models.CharField(
        _("how exact is the departure"), max_length=10, choices=c.DatePrecision, blank=True
    )
    returned_on = models.DateField(_("came back on"), null=True, blank=True)
    returned_precision = models.CharField(
        _("how exact is the return"), max_length=10, choices=c.DatePrecision, blank=True
    )
    border_point = models.CharField(
        _("came back through"), max_length=20, choices=c.BorderPoint, blank=True
    )
    recruiter = models.CharField(_("recruiter or agency"), max_length=120, blank=True)
    recruiter_licence = models.CharField(_("agency licence"), max_length=60, blank=True)
    cost_paid = models.DecimalField(
        _("cost of leaving"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    cost_currency = models.CharField(
        _("currency of the cost"), max_length=3, choices=c.Currency, blank=True
    )
    sealed = models.BinaryField(blank=True, default=b"")
    reason = models.CharField(
        _("reason for coming back"), max_length=20, choices=c.ReturnReason, blank=True
    )
    was_assisted = models.BooleanField(_("helped to come back"), null=True, blank=True)
    assisted_by = models.CharField(_("helped by"), max_length=120, blank=True)
    cost_transport = models.DecimalField(
        _("return: transport (USD)"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    cost_food = models.DecimalField(
        _("return: food (USD)"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    cost_unofficial = models.DecimalField(
        _("return: unofficial payments (USD)"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
    )
    children_along = models.PositiveSmallIntegerField(
        _("children who came along"), null=True, blank=True
    )
    left_behind = models.CharField(_("belongings left behind"), max_length=300, blank=True)
    remittance = models.DecimalField(
        _("sent home each month"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    remittance_currency = models.CharField(
        _("currency of the money sent"), max_length=3, choices=c.Currency, blank=True
    )
    savings = models.DecimalField(
        _("savings brought"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    savings_currency = models.CharField(
        _("currency of the savings"), max_length=3, choices=c.Currency, blank=True
    )

    class Meta:
        verbose_name = _("return")
        constraints = [
            models.CheckConstraint(
                name="return_after_departure",
                condition=Q(left_on=None) | Q(returned_on=None) | Q(returned_on__gte=F("left_on")),
                violation_error_message=_("The return cannot come before the departure."),
            ),
        ]
        indexes = [models.Index(fields=["person", "-returned_on"], name="return_by_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.country} {self.returned_on}"


class JobAbroad(Record):
    """One job of an episode (F4). Injury and papers kept are class 3, sealed:

    {"was_injured": …, "injury": …, "documents_retained": …, "deposit_retained": …,
    "social_security_number": …}.
    """

    episode = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="jobs")
    employer_thai = models.CharField(_("employer in Thai letters"), max_length=200, blank=True)
    employer_lat = models.CharField(_("employer in Latin letters"), max_length=200, blank=True)
    owner_contact = models.CharField(_("owner's telephone or LINE"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    sector = models.ForeignKey(
        Sector,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sector"),
    )
    occupation = models.ForeignKey(
        Occupation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("occupation"),
    )
    tasks = models.ManyToManyField(Skill, related_name="+", blank=True, verbose_name=_("tasks"))
    own_words = models.TextField(_("the work in the person's own words"), blank=True)
    tools = models.CharField(_("tools and machines"), max_length=300, blank=True)
    months = models.PositiveSmallIntegerField(_("months"), null=True, blank=True)
    team_size = models.PositiveSmallIntegerField(_("people in the team"), null=True, blank=True)
    was_supervisor = models.BooleanField(_("led a team"), null=True, blank=True)
    wage = models.DecimalField(_("wage"), max_digits=12, decimal_places=2, null=True, blank=True)
    wage_unit = models.CharField(_("wage for"), max_length=10, choices=c.WageUnit, blank=True)
    wage_currency = models.CharField(
        _("currency of the wage"), max_length=3, choices=c.Currency, blank=True
    )
    hours_per_day = models.DecimalField(
        _("hours a day"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    days_per_week = models.DecimalField(
        _("days a week"), max_digits=3, decimal_places=1, null=True, blank=True
    )
    overtime_paid = models.BooleanField(_("overtime paid"), null=True, blank=True)
    had_contract = models.BooleanField(_("written contract"), null=True, blank=True)
    had_social_security = models.BooleanField(_("Thai social security"), null=True, blank=True)
    training_received = models.CharField(
        _("training or certificate received"), max_length=300, blank=True
    )
    wages_owed = models.BooleanField(_("wages still owed"), null=True, blank=True)
    wages_owed_amount = models.DecimalField(
        _("amount owed"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    sealed = models.BinaryField(blank=True, default=b"")
    reference_contact = models.CharField(_("who can confirm"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("job abroad")
        constraints = [
            models.CheckConstraint(
                name="job_abroad_wage_not_negative",
                condition=Q(wage=None) | Q(wage__gte=0),
                violation_error_message=_("A wage cannot be below zero."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
