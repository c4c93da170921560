"""The way of one person to one scheme, until the benefit has come or was refused with a reason."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.casework import choices as c
from spean.casework.models.case import Case
from spean.core.models import Record
from spean.directory.models import Scheme


class SchemeReferral(Record):
    """One application for one scheme. Words, papers, numbers and amounts are sealed under the

    person's key; the columns hold the state and days for lists. Of a scheme that tells of health,
    disability or debt, the scheme and the reason of a refusal are sealed too, and only the
    responsible officer and the manager see the row (`is_private`).
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="scheme_referrals")
    scheme = models.ForeignKey(
        Scheme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("scheme"),
    )
    is_private = models.BooleanField(default=True, editable=False)
    state = models.CharField(
        _("state"), max_length=12, choices=c.BenefitState, default=c.BenefitState.IDENTIFIED
    )
    started_on = models.DateField(_("begun"))
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # Since when an office owes an answer; empty while none does.
    waiting_since = models.DateField(_("waiting since"), null=True, blank=True)
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    received_on = models.DateField(_("first received"), null=True, blank=True)
    renew_by = models.DateField(_("to be renewed by"), null=True, blank=True)
    refusal = models.CharField(
        _("reason"), max_length=16, choices=c.BenefitRefusal, blank=True, default=""
    )
    # She applied again for the same: this row asks for nothing any more.
    is_replaced = models.BooleanField(default=False, editable=False)
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("referral to a scheme")
        constraints = [
            models.CheckConstraint(
                name="private_benefit_names_no_scheme",
                condition=Q(is_private=False) | Q(scheme=None, refusal=""),
                violation_error_message=_("What tells of health, disability or debt is sealed."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "waiting_since"], name="benefit_waiting"),
            models.Index(fields=["state", "renew_by"], name="benefit_to_renew"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
