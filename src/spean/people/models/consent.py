"""What the person allowed (F2), in which words, and what she took back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.people import choices as c
from spean.people.models.person import Person


class ConsentText(models.Model):
    """A version of the words that are read to the person."""

    version = models.CharField(_("version"), max_length=20, primary_key=True)
    text_km = models.TextField(_("text in Khmer"))
    text_en = models.TextField(_("text in English"))
    question_km = models.CharField(_("comprehension question in Khmer"), max_length=300)
    question_en = models.CharField(_("comprehension question in English"), max_length=300)
    valid_from = models.DateField(_("valid from"))
    # The Khmer is the project's own draft until a counsellor has read it to people.
    is_km_reviewed = models.BooleanField(_("Khmer reviewed"), default=False)

    def __str__(self) -> str:
        return self.version


class Consent(Record):
    """One decision of the person; the newest one that is not withdrawn is in force."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    legal_basis = models.CharField(
        _("legal basis"), max_length=20, choices=c.LegalBasis, default=c.LegalBasis.CONSENT
    )
    given_by = models.CharField(
        _("given by"), max_length=20, choices=c.ConsentGiver, default=c.ConsentGiver.SELF
    )
    giver_name = models.CharField(_("name of the guardian or other"), max_length=120, blank=True)
    mode = models.CharField(_("how"), max_length=20, choices=c.ConsentMode, blank=True)
    witness = models.CharField(_("witness"), max_length=120, blank=True)
    text = models.ForeignKey(
        ConsentText, on_delete=models.PROTECT, related_name="+", verbose_name=_("text version")
    )
    language = models.CharField(_("language"), max_length=20, default="km")
    was_read_aloud = models.BooleanField(_("read aloud"), default=False)
    was_understood = models.BooleanField(_("comprehension question answered"), default=False)
    decided_at = models.DateTimeField(_("decided"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withheld_information = models.CharField(_("what must not be told"), max_length=300, blank=True)
    withheld_from = models.CharField(_("to whom not"), max_length=200, blank=True)
    withheld_reason = models.CharField(
        _("why not"), max_length=20, choices=c.WithheldReason, blank=True
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.CharField(
        _("withdrawn by"), max_length=20, choices=c.ConsentGiver, blank=True
    )
    withdrawal_effect = models.CharField(_("effect of the withdrawal"), max_length=300, blank=True)

    # Set while a merge lasts: the file the decision was given under, and since when it is here.
    merged_from = models.UUIDField(null=True, editable=False)
    merged_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("consent")
        constraints = [
            models.CheckConstraint(
                name="consent_has_a_mode",
                condition=~Q(legal_basis="consent") | ~Q(mode=""),
                violation_error_message=_("Please choose how the consent was given."),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-decided_at"], name="consent_by_person"),
            models.Index(
                fields=["withdrawn_at"],
                condition=Q(withdrawn_at__isnull=False),
                name="consent_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.decided_at:%Y-%m-%d}"


class ConsentScope(models.Model):
    """One purpose, answered yes or no, for one recipient, until a day."""

    id = models.BigAutoField(primary_key=True)
    # Its index is that of the constraint or the index below, which begin with it.
    consent = models.ForeignKey(
        Consent, on_delete=models.CASCADE, related_name="scopes", db_index=False
    )
    scope = models.CharField(_("purpose"), max_length=30, choices=c.Scope)
    is_granted = models.BooleanField(_("allowed"))
    recipient = models.CharField(_("organisation"), max_length=120, blank=True)
    expires_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consent", "scope", "recipient"], name="one_answer_per_purpose"
            )
        ]
        # Thirteen answers a person, and statistics look for the few that are no lasting yes.
        indexes = [
            models.Index(
                fields=["scope", "consent"], condition=Q(is_granted=False), name="purpose_refused"
            ),
            models.Index(
                fields=["scope", "expires_on"],
                condition=Q(expires_on__isnull=False),
                name="purpose_until",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consent_id} {self.scope}"
