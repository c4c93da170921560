"""Certificates: who proposed and who sealed them, for which units, and how they stand."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import Centre, Skill
from spean.people.models import Person
from spean.skills import choices as c
from spean.skills.models.signing_key import SigningKey
from spean.skills.models.standard import Standard, Unit


class Certificate(Record):
    """What was proven, on an approved record, by the act of two people.

    `sealed` holds both faces (the texts of the QRs and the badge) under the person's key, from the
    moment of the seal; a printed copy is the same one. Who is forgotten leaves the row without a
    name: the paper still checks. `status_index` is drawn by chance and never given twice.
    """

    number = models.CharField(_("number"), max_length=24, unique=True)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="+", verbose_name=_("centre")
    )
    standard = models.ForeignKey(
        Standard, on_delete=models.PROTECT, related_name="+", verbose_name=_("competency standard")
    )
    basis_kind = models.CharField(max_length=40)
    basis_id = models.UUIDField()
    proven_on = models.DateField(_("proven on"))
    state = models.CharField(
        _("state"), max_length=10, choices=c.CertificateState, default=c.CertificateState.PROPOSED
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed"))
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sealed_at = models.DateTimeField(_("sealed"), null=True)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, null=True, related_name="+")
    status_index = models.PositiveIntegerField(null=True, unique=True)
    is_specimen = models.BooleanField(_("specimen"), default=False)
    is_unverified = models.BooleanField(_("standard not verified"), default=False)
    sealed = models.BinaryField(default=bytes)
    # Of each QR, 16 bytes of its hash one after another: what a list vouches for.
    digests = models.BinaryField(default=bytes)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    reason = models.CharField(_("reason"), max_length=12, blank=True)

    class Meta:
        verbose_name = _("certificate")
        constraints = [
            models.CheckConstraint(
                name="two_people_make_a_certificate",
                condition=Q(sealed_by=None) | ~Q(sealed_by=F("proposed_by")),
                violation_error_message=_("Who proposed it cannot seal it."),
            ),
            models.CheckConstraint(
                name="a_seal_is_whole",
                condition=Q(state__in=["proposed", "refused"], sealed_by=None, key=None)
                | Q(
                    state__in=["valid", "revoked"],
                    sealed_by__isnull=False,
                    sealed_at__isnull=False,
                    key__isnull=False,
                    status_index__isnull=False,
                ),
                violation_error_message=_("A valid certificate has a seal, and only that one."),
            ),
            models.CheckConstraint(
                name="a_no_to_a_certificate_has_a_reason",
                condition=~Q(state__in=["refused", "revoked"]) | ~Q(reason=""),
                violation_error_message=_("Please choose a reason."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "state"], name="certificate_by_centre"),
            models.Index(fields=["basis_kind", "basis_id"], name="certificate_by_basis"),
        ]

    def __str__(self) -> str:
        return self.number


class CertificateUnit(Record):
    """One unit on a certificate; of what a person has proven, each unit counts once.

    `counts` is the one in force: not yet sealed or valid, and of two merged files the first.
    """

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    counts = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("unit on a certificate")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit"],
                condition=Q(counts=True),
                name="one_certificate_for_a_unit",
                violation_error_message=_("The person has a certificate for this unit already."),
            ),
            models.UniqueConstraint(
                fields=["certificate", "unit"], name="a_unit_stands_once_on_a_certificate"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.unit_id}"


class SkillProof(Record):
    """A skill proven by one source, and the grade it had before the first such proof.

    While any source proves it the claim says "assessed"; when the last one is taken back, the claim
    is again what it was (`before` empty: there was none).
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    source_kind = models.CharField(max_length=40)
    source_id = models.UUIDField()
    before = models.CharField(max_length=12, blank=True)

    class Meta:
        verbose_name = _("proof of a skill")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "skill", "source_kind", "source_id"], name="one_proof_by_a_source"
            )
        ]
        indexes = [models.Index(fields=["source_kind", "source_id"], name="skill_proof_by_source")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.skill_id}"
