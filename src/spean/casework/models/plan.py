"""The reintegration plan (F7): her goal in her words, and the promised steps."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.casework import choices as c
from spean.casework.models.case import Case
from spean.core.models import Record
from spean.directory.models import Organisation, ServiceType
from spean.people.choices import Currency


class Plan(Record):
    """One version of the plan; the newest that is not superseded is in force."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="plans", db_index=False)
    version = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(
        _("state"), max_length=12, choices=c.PlanState, default=c.PlanState.DRAFT
    )
    goal = models.TextField(_("goal in the person's own words"))
    goal_code = models.CharField(_("kind of goal"), max_length=20, choices=c.Goal)
    dimension = models.CharField(_("dimension"), max_length=20, choices=c.Dimension)
    baseline_rss = models.DecimalField(
        _("sustainability score at the start (0 to 1)"),
        max_digits=4,
        decimal_places=3,
        null=True,
        blank=True,
    )
    strengths = models.TextField(_("strengths"), blank=True)
    barriers = models.TextField(_("obstacles"), blank=True)
    household_agrees = models.BooleanField(_("the household agrees"), null=True, blank=True)
    has_debt_plan = models.BooleanField(_("there is a plan for the debt"), null=True, blank=True)
    review_on = models.DateField(_("next review"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True)
    agreed_mode = models.CharField(
        _("agreed by"), max_length=12, choices=c.AgreementMode, blank=True
    )
    # What she said yes to: the fingerprint of the goal and the steps (services/plan_files.py).
    agreed_words = models.CharField(max_length=64, blank=True, editable=False)
    agreement_witness = models.CharField(_("witness"), max_length=120, blank=True)
    closure_result = models.TextField(_("result at closing"), blank=True)

    class Meta:
        verbose_name = _("plan")
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="one_plan_per_version"),
            models.CheckConstraint(
                name="agreed_plan_says_how",
                condition=Q(agreed_at=None) | ~Q(agreed_mode=""),
                violation_error_message=_("Please choose how the person agreed."),
            ),
            models.CheckConstraint(
                name="rss_between_0_and_1",
                condition=Q(baseline_rss=None) | (Q(baseline_rss__gte=0) & Q(baseline_rss__lte=1)),
                violation_error_message=_("The score lies between 0 and 1."),
            ),
        ]
        # Case and version are unique together; counts ask for the day of the agreement alone.
        indexes = [models.Index(fields=["case", "agreed_at"], name="plan_agreed")]

    def __str__(self) -> str:
        return f"{self.case_id} v{self.version}"


class PlanAction(Record):
    """One promised step: what, by whom, by when, and the proof that it was done."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="actions")
    what = models.CharField(_("what"), max_length=300)
    service_type = models.ForeignKey(
        ServiceType,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kind of service"),
    )
    provider = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("provider"),
    )
    provider_name = models.CharField(_("provider in words"), max_length=200, blank=True)
    owner = models.CharField(_("who does it"), max_length=10, choices=c.ActionOwner)
    due_on = models.DateField(_("by"), null=True, blank=True)
    cost = models.DecimalField(_("cost"), max_digits=12, decimal_places=2, null=True, blank=True)
    cost_currency = models.CharField(_("currency"), max_length=3, choices=Currency, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=c.ActionState, default=c.ActionState.PLANNED
    )
    done_on = models.DateField(_("done on"), null=True, blank=True)
    evidence = models.CharField(_("proof"), max_length=300, blank=True)
    # A pointer across rooms (core.refs.Ref), written by a pathway.
    evidence_kind = models.CharField(max_length=40, blank=True)
    evidence_id = models.UUIDField(null=True, blank=True)
    sort = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("step of the plan")
        constraints = [
            models.CheckConstraint(
                name="action_cost_not_negative",
                condition=Q(cost=None) | Q(cost__gte=0),
                violation_error_message=_("A cost cannot be below zero."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
