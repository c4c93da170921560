"""The file that follows one person's reintegration, its triage (F5), its end (F12)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.casework import choices as c
from spean.core.models import Record
from spean.people.models import Person


class Case(Record):
    """One reintegration file. `triage` is the newest screening's result, for today's list."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(
        _("state"), max_length=10, choices=c.CaseState, default=c.CaseState.OPEN
    )
    opened_at = models.DateTimeField(_("opened"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    triage = models.CharField(_("when we act"), max_length=10, choices=c.Triage, blank=True)
    triaged_at = models.DateTimeField(_("screened"), null=True, blank=True)
    # The newest useful service.
    last_service_on = models.DateField(_("last service"), null=True, blank=True)
    # That day, or the day the case was opened: who waits too long is found by it.
    waiting_since = models.DateField(_("waiting since"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    exit_reason = models.CharField(
        _("reason for closing"), max_length=20, choices=c.ExitReason, blank=True
    )
    # F12 is asked for by the officer and approved by the manager; until then the case is open.
    exit_asked_at = models.DateTimeField(_("closing asked for"), null=True, blank=True)
    exit_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    exit_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closing_rss = models.DecimalField(
        _("sustainability score at the end (0 to 1)"),
        max_digits=4,
        decimal_places=3,
        null=True,
        blank=True,
    )
    closing_result = models.TextField(_("result at closing"), blank=True)

    class Meta:
        verbose_name = _("case")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="open"), name="one_open_case_per_person"
            ),
            models.CheckConstraint(
                name="closed_case_has_a_reason",
                condition=Q(state="open") | ~Q(exit_reason=""),
                violation_error_message=_("Please choose why the case is closed."),
            ),
            models.CheckConstraint(
                name="closing_rss_between_0_and_1",
                condition=Q(closing_rss=None) | (Q(closing_rss__gte=0) & Q(closing_rss__lte=1)),
                violation_error_message=_("The score lies between 0 and 1."),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "id"], name="case_by_person"),
            models.Index(fields=["state", "triage"], name="case_state_triage"),
            models.Index(fields=["state", "waiting_since"], name="case_state_waiting"),
            models.Index(
                fields=["exit_asked_at"],
                condition=Q(exit_asked_at__isnull=False),
                name="case_to_close",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.opened_at:%Y-%m-%d}"


class Screening(Record):
    """Rapid screening (F5). The answers are class 3, sealed under the person's key;

    only the result, and an override with its reason, are readable by the centre.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="screenings")
    taken_at = models.DateTimeField(_("asked"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sealed = models.BinaryField()
    rule_version = models.CharField(max_length=20)
    proposed = models.CharField(_("proposed"), max_length=10, choices=c.Triage)
    triage = models.CharField(_("when we act"), max_length=10, choices=c.Triage)
    override_reason = models.CharField(_("reason for another choice"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("screening")
        constraints = [
            models.CheckConstraint(
                name="override_has_a_reason",
                condition=Q(triage=models.F("proposed")) | ~Q(override_reason=""),
                violation_error_message=_("Please write why you choose otherwise."),
            ),
        ]
        indexes = [models.Index(fields=["case", "-taken_at"], name="screening_by_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.taken_at:%Y-%m-%d}"


class HandOver(Record):
    """A caseload that went from one officer to another, in one act."""

    from_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    handed_at = models.DateTimeField(_("handed over"))
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    people = models.PositiveIntegerField(_("people"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("hand-over")

    def __str__(self) -> str:
        return f"{self.from_user_id} -> {self.to_user_id}"
