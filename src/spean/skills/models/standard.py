"""What a trade consists of: competency standards, their units, and the tasks of each."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from spean.core.i18n import Bilingual
from spean.core.models import Record
from spean.directory.models import Occupation, Skill

LEVELS = (MinValueValidator(1), MaxValueValidator(8))


class Standard(Bilingual, Record):
    """The competency standard of one occupation at one CQF level, from a day on.

    A set written by the project carries codes of its own and is not verified until the authority
    that keeps the standards confirms it; `source` says who wrote it.
    """

    code = models.CharField(_("code"), max_length=20, unique=True)
    occupation = models.ForeignKey(
        Occupation, on_delete=models.PROTECT, related_name="+", verbose_name=_("occupation")
    )
    level = models.PositiveSmallIntegerField(_("CQF level"), validators=LEVELS)
    source = models.CharField(_("source"), max_length=300)
    is_verified = models.BooleanField(_("verified"), default=False)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    # Who confirmed it at its source, and when; empty while it is the project's own draft.
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    # The paper it was confirmed by, and who signed that; empty until then.
    document = models.CharField(_("document"), max_length=200, blank=True)
    document_no = models.CharField(_("number of the document"), max_length=60, blank=True)
    document_on = models.DateField(_("date of the document"), null=True, blank=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=200, blank=True)
    # Why it is not verified any more, in the words of who took it back.
    unverified_why = models.CharField(_("why it was taken back"), max_length=300, blank=True)
    # The version before this one; its units keep their numbers and their meaning.
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        verbose_name = _("competency standard")

    def __str__(self) -> str:
        return self.code


class CqfLevel(Bilingual, Record):
    """What one of the eight levels of the Cambodian Qualifications Framework is called.

    `code` is the level itself, "1" to "8". It is verified when a document is named beside it.
    """

    code = models.CharField(_("CQF level"), max_length=1, unique=True)
    equal_km = models.CharField(_("equal to, in Khmer"), max_length=200, blank=True)
    equal_en = models.CharField(_("equal to, in English"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=300)
    is_verified = models.BooleanField(_("verified"), default=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    document = models.CharField(_("document"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("level of qualifications")
        constraints = [
            models.CheckConstraint(
                name="cqf_level_is_1_to_8", condition=models.Q(code__in=list("12345678"))
            ),
            models.CheckConstraint(
                name="cqf_level_is_verified_by_a_document",
                condition=models.Q(is_verified=False) | ~models.Q(document=""),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def equal(self) -> str:
        """Return what it equals in general education, in the reader's language; "" if unknown."""
        if (get_language() or "km").startswith("en"):
            return self.equal_en or self.equal_km
        return self.equal_km or self.equal_en


class Unit(Bilingual, Record):
    """One unit of a standard: what is assessed, and stands on a certificate.

    `number` is its name in a QR: small, given once and never to another unit.
    """

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="units")
    code = models.CharField(_("code"), max_length=24, unique=True)
    number = models.PositiveIntegerField(_("number in the QR"), unique=True)
    sort = models.PositiveSmallIntegerField(default=0)
    # The last day on which it can be begun; the row, its code and its number stay for ever.
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    skills = models.ManyToManyField(Skill, related_name="+", blank=True, verbose_name=_("skills"))

    class Meta:
        verbose_name = _("unit of competency")

    def __str__(self) -> str:
        return self.code


class UnitTask(Bilingual, Record):
    """One task of a unit, in words and as a picture (the name of an icon)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="tasks")
    code = models.CharField(_("code"), max_length=28, unique=True)
    sort = models.PositiveSmallIntegerField(default=0)
    picture = models.CharField(_("picture"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("task of a unit")

    def __str__(self) -> str:
        return self.code
