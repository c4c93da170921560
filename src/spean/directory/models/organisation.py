"""Organisations, what they offer, and the schemes of social protection."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.i18n import Bilingual
from spean.core.models import Record
from spean.directory.choices import OrganisationKind, ServiceGroup
from spean.directory.models.area import Area
from spean.directory.models.classification import Sector


class Organisation(Bilingual, Record):
    """An employer, provider, union, authority, civil-society organisation or donor."""

    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind)
    moc_number = models.CharField(_("Ministry of Commerce number"), max_length=40, blank=True)
    mlvt_number = models.CharField(_("Ministry of Labour number"), max_length=40, blank=True)
    nssf_number = models.CharField(_("NSSF number"), max_length=40, blank=True)
    licence = models.CharField(_("licence"), max_length=80, blank=True)
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    telegram = models.CharField("Telegram", max_length=60, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    is_invented = models.BooleanField(_("invented, from the demo"), default=False)

    class Meta:
        verbose_name = _("organisation")

    def __str__(self) -> str:
        return self.label_en or self.label_km or str(self.pk)


class ServiceType(Bilingual, Record):
    """A kind of service that a centre gives or refers to (`service_code`)."""

    code = models.CharField(_("code"), max_length=8, unique=True)
    group = models.CharField(_("group"), max_length=3, choices=ServiceGroup)
    sort = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("kind of service")

    def __str__(self) -> str:
        return self.code


class ServiceOffer(Bilingual, Record):
    """Who gives which service, where, when and at what cost; and who checked it last."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    service_type = models.ForeignKey(ServiceType, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    cost_khr = models.PositiveIntegerField(_("cost (KHR)"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    who_for = models.CharField(_("who may come"), max_length=300, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    # Somebody's name leaves the site only if she agreed to it.
    is_contact_public = models.BooleanField(_("the name may be published"), default=False)
    verified_on = models.DateField(_("last checked"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # Never deleted: a referral of last year still says where it went.
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("service on offer")

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.service_type_id}"


class Scheme(Bilingual, Record):
    """A social-protection scheme: NSSF, IDPoor cash transfer, Health Equity Fund."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    authority = models.CharField(_("authority"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=300)
    is_verified = models.BooleanField(_("verified"), default=False)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)

    class Meta:
        verbose_name = _("scheme")

    def __str__(self) -> str:
        return self.code
