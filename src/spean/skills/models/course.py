"""Training on offer, and who takes part."""

import secrets

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from spean.core.i18n import Bilingual
from spean.core.models import Record
from spean.directory.models import Area, Centre, Organisation, Sector
from spean.people.models import Person
from spean.skills import choices as c
from spean.skills.models.selection import SelectionRound
from spean.skills.models.standard import LEVELS, Standard

LOT_DIGITS = 8


def new_lot() -> str:
    """Return a lot number that nobody could foresee: digits, to be read aloud."""
    return str(secrets.randbelow(10**LOT_DIGITS)).zfill(LOT_DIGITS)


class Course(Bilingual, Record):
    """One run of a course: what is taught, when, where, for how many, at whose cost.

    The centre that offers it chooses among those who applied; people of every centre may apply.
    """

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=12, choices=c.CourseKind)
    package = models.CharField(_("package"), max_length=12, choices=c.EnterprisePackage, blank=True)
    provider = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("training provider"),
    )
    licence = models.CharField(_("licence of the provider"), max_length=80, blank=True)
    sector = models.ForeignKey(
        Sector,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sector"),
    )
    standard = models.ForeignKey(
        Standard,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("competency standard"),
    )
    level = models.PositiveSmallIntegerField(
        _("CQF level"), null=True, blank=True, validators=LEVELS
    )
    mode = models.CharField(_("held"), max_length=8, choices=c.CourseMode)
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
    )
    address = models.CharField(_("address"), max_length=300, blank=True)
    hours = models.PositiveSmallIntegerField(_("hours"), validators=[MinValueValidator(1)])
    apply_by = models.DateField(_("apply until"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    seats = models.PositiveSmallIntegerField(_("seats"), validators=[MinValueValidator(1)])
    seats_women = models.PositiveSmallIntegerField(_("seats kept for women"), default=0)
    seats_disability = models.PositiveSmallIntegerField(
        _("seats kept for people with a disability"), default=0
    )
    entry_literacy = models.CharField(
        _("reading needed"), max_length=8, choices=c.EntryLiteracy, default=c.EntryLiteracy.NONE
    )
    stipend_khr = models.PositiveIntegerField(_("stipend in riel a month"), default=0)
    has_transport = models.BooleanField(_("transport"), default=False)
    has_dormitory = models.BooleanField(_("dormitory"), default=False)
    has_childcare = models.BooleanField(_("childcare"), default=False)
    trainer = models.CharField(_("trainer"), max_length=120, blank=True)
    trainer_number = models.CharField(_("trainer's certificate number"), max_length=60, blank=True)
    cost_khr = models.PositiveIntegerField(_("cost of a seat in riel"), default=0)
    paid_by = models.CharField(
        _("paid by"), max_length=12, choices=c.Sponsor, default=c.Sponsor.PROGRAMME
    )
    selection = models.CharField(
        _("when too many apply"),
        max_length=10,
        choices=c.SelectionRule,
        default=c.SelectionRule.PRIORITY,
    )
    state = models.CharField(
        _("state"), max_length=10, choices=c.CourseState, default=c.CourseState.PLANNED
    )
    # Courses of one round are wished for in an order; each has a round from its opening on.
    round = models.ForeignKey(
        SelectionRound, on_delete=models.PROTECT, null=True, blank=True, related_name="courses"
    )
    next_on = models.DateField(_("day of the next run"), null=True, blank=True)

    class Meta:
        verbose_name = _("course")
        constraints = [
            models.CheckConstraint(
                name="course_days_in_order",
                condition=Q(ends_on__gte=F("starts_on"), apply_by__lte=F("starts_on")),
                violation_error_message=_("Apply first, then begin, then end: check the days."),
            ),
            models.CheckConstraint(
                name="course_reserves_no_more_than_it_has",
                condition=Q(seats__gte=F("seats_women"), seats__gt=0)
                & Q(seats__gte=F("seats_disability")),
                violation_error_message=_("More seats are kept than there are."),
            ),
        ]
        indexes = [models.Index(fields=["state", "starts_on"], name="course_by_day")]

    def __str__(self) -> str:
        return str(self.pk)


class Enrolment(Record):
    """One person with one course, from the application to what came of it."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(
        _("state"), max_length=10, choices=c.EnrolmentState, default=c.EnrolmentState.APPLIED
    )
    applied_on = models.DateField(_("applied on"))
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    left_out = models.CharField(_("why no seat"), max_length=12, choices=c.LeftOut, blank=True)
    next_on = models.DateField(_("next chance"), null=True, blank=True)
    # Her number in the giving out of seats: what is published instead of a name.
    lot = models.CharField(_("lot number"), max_length=LOT_DIGITS, default=new_lot)
    wish = models.PositiveSmallIntegerField(_("which wish"), default=1)
    # Reckoned when the list closes, from the published weights.
    points = models.PositiveSmallIntegerField(_("points"), null=True, blank=True)
    place = models.PositiveSmallIntegerField(_("place on the waiting list"), null=True, blank=True)
    shares_contact = models.BooleanField(_("name and telephone go to the course"), default=False)
    # Class 3, under her own key: {"disability": true} if she asks for a seat kept for it.
    sealed = models.BinaryField(blank=True, default=b"")
    drop_reason = models.CharField(
        _("why she stopped"), max_length=12, choices=c.DropReason, blank=True
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("enrolment")
        constraints = [
            models.UniqueConstraint(fields=["course", "person"], name="one_enrolment_per_course"),
            models.UniqueConstraint(fields=["course", "lot"], name="one_lot_per_applicant"),
        ]
        indexes = [models.Index(fields=["person", "state"], name="enrolment_by_person")]

    def __str__(self) -> str:
        return str(self.pk)


class CourseCommitment(Record):
    """How many posts an employer has promised to those who complete the course."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="commitments")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("employer")
    )
    posts = models.PositiveSmallIntegerField(_("posts"), validators=[MinValueValidator(1)])
    said_on = models.DateField(_("said on"))

    class Meta:
        verbose_name = _("promise of an employer")
        constraints = [
            models.UniqueConstraint(
                fields=["course", "organisation"], name="one_promise_per_employer"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
