"""Referral to another service (F9), the link by which the partner answers, and shared papers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.casework import choices as c
from spean.casework.models.case import Case
from spean.core.models import Record
from spean.directory.models import Organisation, ServiceOffer, ServiceType
from spean.people.models import Consent


class ServiceReferral(Record):
    """One person sent to one partner for one service, until something came of it.

    `sealed` holds the reason, which is class 3; `shared` is the exact list of what the person let
    the partner know. `due_at` and `remind_at` follow the state (rules.referrals): nothing is
    "late" by a state of its own.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("partner")
    )
    service_type = models.ForeignKey(
        ServiceType, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind of service")
    )
    offer = models.ForeignKey(
        ServiceOffer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    focal_point = models.CharField(_("whom to ask for there"), max_length=120, blank=True)
    urgency = models.CharField(_("how soon"), max_length=10, choices=c.ReferralUrgency)
    needs_transport = models.BooleanField(_("needs transport"), default=False)
    needs_escort = models.BooleanField(_("needs somebody to go along"), default=False)
    sealed = models.BinaryField()
    shared = models.JSONField(_("what the partner may know"), default=list)
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    consent_scope = models.CharField(max_length=30)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=c.ServiceReferralState,
        default=c.ServiceReferralState.SENT,
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent"))
    acknowledged_at = models.DateTimeField(_("received"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    contacted_at = models.DateTimeField(_("first contact"), null=True, blank=True)
    started_at = models.DateTimeField(_("service begun"), null=True, blank=True)
    ended_at = models.DateTimeField(_("over"), null=True, blank=True)
    answered_by = models.CharField(max_length=10, blank=True)
    reason_code = models.CharField(_("reason for the no"), max_length=20, blank=True)
    outcome = models.CharField(_("what came of it"), max_length=300, blank=True)
    told_at = models.DateTimeField(_("the person was told"), null=True, blank=True)
    remind_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("referral to a service")
        constraints = [
            models.CheckConstraint(
                name="every_partners_no_has_a_reason",
                condition=~Q(state__in=["declined", "not_done", "withdrawn"]) | ~Q(reason_code=""),
                violation_error_message=_("Please choose a reason."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="service_referral_due"),
            models.Index(fields=["organisation", "sent_at"], name="service_referral_partner"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ReferralLink(Record):
    """A link by which a partner answers without an account, until a day, so many times.

    Only the SHA-256 of the token is kept; the link itself is shown once.
    """

    referral = models.ForeignKey(ServiceReferral, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField(_("ends"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(_("first opened"), null=True, blank=True)
    opened = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("partner's link")

    def __str__(self) -> str:
        return str(self.pk)


class SharedPaper(Record):
    """A paper the partner may take while the link lives; afterwards only that it was there.

    `sealed` is emptied when the paper is deleted; `name` and content lie in it together.
    """

    referral = models.ForeignKey(ServiceReferral, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=4)
    size = models.PositiveIntegerField()
    sealed = models.BinaryField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    delete_after = models.DateTimeField(_("deleted after"))
    taken_at = models.DateTimeField(_("first taken by the partner"), null=True, blank=True)
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True)

    class Meta:
        verbose_name = _("paper for a partner")
        indexes = [
            models.Index(
                fields=["delete_after"],
                condition=Q(deleted_at__isnull=True),
                name="paper_to_delete",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
