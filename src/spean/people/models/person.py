"""The person (F1): names, birth, place, and who is responsible for her file."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.directory.models import Area, Centre
from spean.people import choices as c
from spean.people.models.household import Household

CONSTRAINTS: Final[list[models.BaseConstraint]] = [
    models.CheckConstraint(
        name="person_has_a_name",
        condition=~Q(given_name_km="", given_name_lat="", family_name_km="", family_name_lat=""),
        violation_error_message=_("Please write the name in Khmer or Latin letters."),
    ),
]

INDEXES: Final = [
    # In the order of the lists; the second holds all that a count of people asks for.
    models.Index(fields=["centre", "-registered_at", "id"], name="person_by_centre"),
    models.Index(fields=["assigned_to", "-registered_at", "id"], name="person_by_officer"),
    models.Index(fields=["centre", "client_type", "registered_at", "id"], name="person_counted"),
    # All that "may she be seen" asks for: lists of cases ask it of thousands at once.
    models.Index(
        fields=["id", "centre", "assigned_to", "is_sealed", "merged_into"],
        name="person_in_reach",
    ),
    models.Index(
        fields=["id"],
        condition=Q(is_sealed=True) | Q(merged_into__isnull=False),
        name="person_absent",
    ),
    models.Index(
        fields=["merged_into"],
        condition=Q(merged_into__isnull=False),
        name="person_merged",
    ),
]


class Person(Record):
    """Anyone registered: a returned worker, a family member, a person thinking of leaving.

    Class 2 data stands in plain columns; class 3 (health, disability, ethnicity) is sealed in
    `SensitiveDetails`. `search` repeats what she is found by, as text (the index is
    `SearchToken`); `is_sealed` hides the file from every list, search and count.
    """

    client_number = models.CharField(_("record number"), max_length=20, unique=True)
    registered_at = models.DateTimeField(_("registered"))
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="+", verbose_name=_("centre")
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible officer"),
    )
    channel = models.CharField(_("how the person came"), max_length=20, choices=c.Channel)
    client_type = models.CharField(_("who this is"), max_length=20, choices=c.ClientType)
    family_name_km = models.CharField(_("family name in Khmer"), max_length=80, blank=True)
    given_name_km = models.CharField(_("given name in Khmer"), max_length=80, blank=True)
    family_name_lat = models.CharField(_("family name in Latin letters"), max_length=80, blank=True)
    given_name_lat = models.CharField(_("given name in Latin letters"), max_length=80, blank=True)
    nickname = models.CharField(_("called"), max_length=80, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=c.Sex)
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    born_precision = models.CharField(
        _("how exact"), max_length=10, choices=c.DatePrecision, default=c.DatePrecision.DAY
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="+", verbose_name=_("commune or village")
    )
    address = models.CharField(_("address"), max_length=300, blank=True)
    lives_in = models.CharField(_("lives in"), max_length=20, choices=c.LivesIn, blank=True)
    permanent_area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("permanent address, if another"),
    )
    permanent_address = models.CharField(
        _("permanent address in words"), max_length=300, blank=True
    )
    is_displaced = models.CharField(
        _("displaced by the conflict"), max_length=10, choices=c.YesNoUnknown, blank=True
    )
    home_damaged = models.CharField(
        _("mines or damage at home"), max_length=10, choices=c.YesNoUnknown, blank=True
    )
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, null=True, blank=True, related_name="members"
    )
    marital_status = models.CharField(
        _("marital status"), max_length=20, choices=c.MaritalStatus, blank=True
    )
    # F1 14
    education = models.CharField(_("schooling"), max_length=20, choices=c.Education, blank=True)
    school_years = models.PositiveSmallIntegerField(_("years of school"), null=True, blank=True)
    can_read_khmer = models.BooleanField(_("reads Khmer"), null=True, blank=True)
    can_write_khmer = models.BooleanField(_("writes Khmer"), null=True, blank=True)
    can_read_thai = models.BooleanField(_("reads Thai"), null=True, blank=True)
    speaks_thai = models.CharField(
        _("speaks Thai"), max_length=10, choices=c.SpeaksThai, blank=True
    )
    # F1 17 and 18
    id_poor = models.CharField(_("IDPoor"), max_length=10, choices=c.IdPoor, blank=True)
    nssf_scheme = models.CharField(_("NSSF scheme"), max_length=60, blank=True)
    nssf_last_contribution_on = models.DateField(_("last NSSF contribution"), null=True, blank=True)
    # F1 19: three at most, in the person's order
    main_needs = models.JSONField(_("main needs now"), default=list)
    # F1 21
    language = models.CharField(_("language"), max_length=40, blank=True, default="km")
    help_needed = models.JSONField(_("help needed"), default=list, blank=True)
    search = models.TextField(editable=False, blank=True)
    is_sealed = models.BooleanField(default=False, editable=False)
    is_invented = models.BooleanField(_("invented, from the demo"), default=False)
    # Set when this record was merged into another; its rows have moved there.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        # Indexed below where it is filled: of one with everybody in it, SQLite believes that few
        # are without, and then reads every file to answer anything.
        db_index=False,
    )

    class Meta:
        verbose_name = _("person")
        constraints = CONSTRAINTS
        indexes = INDEXES

    def __str__(self) -> str:
        return self.client_number

    @property
    def name(self) -> str:
        """Return the name as it is shown: family name first, Khmer if there is one."""
        khmer = f"{self.family_name_km} {self.given_name_km}".strip()
        return khmer or f"{self.family_name_lat} {self.given_name_lat}".strip()

    @property
    def given_name(self) -> str:
        """Return the name used in talk and on paper that others may see."""
        return self.given_name_km or self.given_name_lat or self.name


class PersonKey(models.Model):
    """The person's data key, wrapped by the site's master key. Erase it, and she is forgotten."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="key"
    )
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return str(self.person_id)


class SensitiveDetails(models.Model):
    """Class 3 of F1, sealed: Washington Group answers (15), ethnicity (16), pregnancy.

    The sealed JSON holds: see, hear, walk, remember, self_care, communicate (1 to 4 or null),
    ethnicity, ethnicity_other, is_pregnant ("yes", "no", "unknown" or "").
    """

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="sensitive"
    )
    sealed = models.BinaryField()
    revision = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.person_id)
