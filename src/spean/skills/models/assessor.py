"""Who may assess: registered assessors, and what binds one to a person."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import Area, Centre, Occupation
from spean.people.models import Person
from spean.skills import choices as c
from spean.skills.models.standard import Unit


class Assessor(Record):
    """Somebody registered to assess, with an account of her own, until a day.

    Where she is from and her family name serve one question alone: may she be a relative?
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("account"),
    )
    registration_no = models.CharField(_("registration number"), max_length=40, unique=True)
    valid_until = models.DateField(_("registered until"))
    centre = models.ForeignKey(
        Centre,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assesses at"),
    )
    is_roaming = models.BooleanField(_("comes to every centre"), default=False)
    family_name_km = models.CharField(_("family name in Khmer"), max_length=80, blank=True)
    family_name_lat = models.CharField(_("family name in Latin letters"), max_length=80, blank=True)
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune or village"),
    )
    # Her own file, if she is in the register too.
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    occupations = models.ManyToManyField(
        Occupation, related_name="+", blank=True, verbose_name=_("occupations")
    )
    units = models.ManyToManyField(
        Unit, related_name="+", blank=True, verbose_name=_("units of competency")
    )
    is_active = models.BooleanField(_("assesses"), default=True)

    class Meta:
        verbose_name = _("assessor")

    def __str__(self) -> str:
        return self.registration_no


class AssessorTie(Record):
    """What was declared about one assessor and one person."""

    assessor = models.ForeignKey(Assessor, on_delete=models.CASCADE, related_name="ties")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("what binds them"), max_length=10, choices=c.Tie)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    declared_at = models.DateTimeField(_("declared"))

    class Meta:
        verbose_name = _("tie of an assessor")
        constraints = [
            models.UniqueConstraint(fields=["assessor", "person", "kind"], name="one_tie_of_a_kind")
        ]

    def __str__(self) -> str:
        return str(self.pk)
