"""A person put forward, the employer's answer, and the job she started."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import Centre
from spean.jobs import choices as c
from spean.jobs.models.vacancy import Vacancy
from spean.people.choices import Currency
from spean.people.models import Person


class JobReferral(Record):
    """One person for one vacancy. `reasons` are jobmatch's codes and numbers, kept as proposed."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="referrals")
    state = models.CharField(
        _("state"), max_length=10, choices=c.ReferralState, default=c.ReferralState.PROPOSED
    )
    fits = models.PositiveSmallIntegerField(default=0)
    fits_of = models.PositiveSmallIntegerField(default=0)
    reasons = models.JSONField(default=list)
    proposed_at = models.DateTimeField(_("proposed"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(_("the person said yes"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent to the employer"), null=True, blank=True)
    answered_at = models.DateTimeField(_("the employer answered"), null=True, blank=True)
    answered_by = models.CharField(max_length=10, choices=c.AnsweredBy, blank=True)
    # The employer says she has started; the officer asks her and records the placement.
    start_claimed_at = models.DateTimeField(
        _("the employer says: has started"), null=True, blank=True
    )
    decline_reason = models.CharField(
        _("why the person says no"), max_length=20, choices=c.Decline, blank=True
    )
    refusal_reason = models.CharField(
        _("why the employer says no"), max_length=20, choices=c.Refusal, blank=True
    )
    close_reason = models.CharField(
        _("why it was closed"), max_length=20, choices=c.CloseReason, blank=True
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("job referral")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "vacancy"],
                condition=Q(state__in=["proposed", "agreed", "sent", "meeting"]),
                name="one_live_referral_per_vacancy",
                violation_error_message=_("This person has already been put forward here."),
            ),
            models.CheckConstraint(
                name="every_no_has_a_reason",
                condition=(~Q(state="declined") | ~Q(decline_reason=""))
                & (~Q(state="refused") | ~Q(refusal_reason=""))
                & (~Q(state="closed") | ~Q(close_reason="")),
                violation_error_message=_("Please choose a reason."),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "state"], name="referral_by_person"),
            models.Index(fields=["vacancy", "state"], name="referral_by_vacancy"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.vacancy_id}"


class EmployerLink(Record):
    """A link by which an employer answers without an account, until a day.

    Only the SHA-256 of the token is kept; the link itself is shown once.
    """

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="links")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField(_("ends"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(_("first opened"), null=True, blank=True)

    class Meta:
        verbose_name = _("employer's link")

    def __str__(self) -> str:
        return str(self.pk)


class LinkUse(models.Model):
    """How often a link was opened in a day, and whom it showed first on that day (TM1)."""

    id = models.BigAutoField(primary_key=True)
    link = models.ForeignKey(EmployerLink, on_delete=models.CASCADE, related_name="uses")
    day = models.DateField()
    opened = models.PositiveIntegerField(default=0)
    shown = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "day"], name="one_use_per_link_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.link_id} {self.day:%Y-%m-%d}"


class Placement(Record):
    """The person has started the job. The proof of the programme."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    referral = models.OneToOneField(JobReferral, on_delete=models.PROTECT, related_name="placement")
    started_on = models.DateField(_("first day of work"))
    ended_on = models.DateField(_("last day of work"), null=True, blank=True)
    wage = models.DecimalField(_("wage"), max_digits=12, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency)
    pay_unit = models.CharField(_("paid by"), max_length=10, choices=c.PayUnit)
    hours_per_week = models.DecimalField(_("hours a week"), max_digits=4, decimal_places=1)
    contract = models.CharField(_("contract"), max_length=10, choices=c.ContractKind)
    has_contract_copy = models.BooleanField(
        _("the worker holds a copy of the contract"), null=True, blank=True
    )
    has_nssf = models.CharField(_("registered with NSSF"), max_length=10, choices=c.Known)
    proof = models.CharField(
        _("how we know"), max_length=2, choices=c.ProofGrade, default=c.ProofGrade.G0
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("placement")
        constraints = [
            models.CheckConstraint(
                name="placement_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                violation_error_message=_("The last day cannot come before the first."),
            ),
            models.CheckConstraint(
                name="placement_wage_not_negative",
                condition=Q(wage__gte=0),
                violation_error_message=_("A wage cannot be below zero."),
            ),
        ]
        indexes = [models.Index(fields=["started_on"], name="placement_started")]

    def __str__(self) -> str:
        return f"{self.person_id} from {self.started_on:%Y-%m-%d}"
