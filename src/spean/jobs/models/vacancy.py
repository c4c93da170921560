"""The vacancy: the full record of 5.2, with unknown kept apart from no."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from spean.core.i18n import Bilingual
from spean.core.models import Record
from spean.directory.models import Area, Centre, Occupation, Skill
from spean.jobs import choices as c
from spean.jobs.models.employer import Employer
from spean.people.choices import Currency


class Vacancy(Bilingual, Record):
    """Posts of one kind that an employer offers. Money in `currency` for one `pay_unit`."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="vacancies")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=10, choices=c.VacancyState, default=c.VacancyState.OPEN
    )
    occupation = models.ForeignKey(
        Occupation, on_delete=models.PROTECT, related_name="+", verbose_name=_("occupation")
    )
    openings = models.PositiveSmallIntegerField(_("places"))
    sex_limit = models.CharField(
        _("for whom"), max_length=3, choices=c.SexLimit, default=c.SexLimit.ANY
    )
    sex_limit_ground = models.CharField(_("legal ground of the limit"), max_length=200, blank=True)
    wage_min = models.DecimalField(
        _("wage from"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    wage_max = models.DecimalField(
        _("wage to"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default="USD")
    pay_unit = models.CharField(
        _("paid by"), max_length=10, choices=c.PayUnit, default=c.PayUnit.MONTH
    )
    allowance_attendance = models.DecimalField(
        _("attendance bonus (USD)"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    allowance_transport = models.DecimalField(
        _("transport or rent allowance (USD)"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
    )
    allowance_meal = models.DecimalField(
        _("meal allowance (USD)"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    allowance_seniority = models.DecimalField(
        _("seniority allowance (USD)"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    hours_per_week = models.DecimalField(
        _("hours a week"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    shifts = models.CharField(_("shifts"), max_length=120, blank=True)
    has_night_work = models.CharField(_("night work"), max_length=10, choices=c.Known, blank=True)
    overtime = models.CharField(_("overtime"), max_length=120, blank=True)
    probation_months = models.DecimalField(
        _("probation (months)"), max_digits=3, decimal_places=1, null=True, blank=True
    )
    contract = models.CharField(
        _("contract"), max_length=10, choices=c.ContractKind, default=c.ContractKind.UNKNOWN
    )
    contract_months = models.PositiveSmallIntegerField(
        _("length of the contract (months)"), null=True, blank=True
    )
    has_nssf = models.CharField(
        _("registers with NSSF"), max_length=10, choices=c.Known, default=c.Known.UNKNOWN
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="+", verbose_name=_("place of work")
    )
    has_dormitory = models.CharField(_("dormitory"), max_length=10, choices=c.Known, blank=True)
    has_meals = models.CharField(_("meals"), max_length=10, choices=c.Known, blank=True)
    has_transport = models.CharField(_("transport"), max_length=10, choices=c.Known, blank=True)
    has_childcare = models.CharField(_("childcare"), max_length=10, choices=c.Known, blank=True)
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    skills = models.ManyToManyField(Skill, through="VacancyNeed", related_name="+")
    accepts_rpl = models.CharField(
        _("accepts recognition of prior learning"), max_length=10, choices=c.Known, blank=True
    )
    language = models.CharField(_("language needed"), max_length=60, blank=True)
    needs_literacy = models.BooleanField(_("must read and write"), null=True, blank=True)
    minimum_age = models.PositiveSmallIntegerField(_("age from"), null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(
        _("age to, as advertised"), null=True, blank=True
    )
    accepts_45_plus = models.BooleanField(_("takes people of 45 and older"), null=True, blank=True)
    accepts_disability = models.BooleanField(
        _("takes people with a disability"), null=True, blank=True
    )
    description = models.TextField(_("in words"), blank=True)
    source = models.CharField(_("source"), max_length=20, choices=c.VacancySource)
    verified_on = models.DateField(_("checked with the employer"), null=True, blank=True)
    closes_on = models.DateField(_("closes"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    is_invented = models.BooleanField(_("invented, from the demo"), default=False)

    class Meta:
        verbose_name = _("vacancy")
        constraints = [
            models.CheckConstraint(
                name="vacancy_wage_range",
                condition=(Q(wage_min=None) | Q(wage_min__gte=0))
                & (Q(wage_max=None) | Q(wage_min=None) | Q(wage_max__gte=F("wage_min"))),
                violation_error_message=_("The highest wage cannot be below the lowest."),
            ),
            models.CheckConstraint(
                name="vacancy_has_places",
                condition=Q(openings__gte=1),
                violation_error_message=_("A vacancy has at least one place."),
            ),
        ]
        indexes = [models.Index(fields=["state", "closes_on"], name="vacancy_open")]

    def __str__(self) -> str:
        return str(self.pk)


class VacancyNeed(models.Model):
    """A skill the vacancy needs, or welcomes."""

    id = models.BigAutoField(primary_key=True)
    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="needs")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    weight = models.CharField(max_length=5, choices=c.NeedWeight)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "skill"], name="one_need_per_vacancy_skill")
        ]

    def __str__(self) -> str:
        return f"{self.vacancy_id} {self.skill_id}"
