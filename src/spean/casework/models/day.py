"""The day of a centre: who comes at which hour, who waits, and how a note begins."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from spean.casework import choices as c
from spean.casework.models.case import Case
from spean.casework.rules import QUIET_DAYS
from spean.core.i18n import Bilingual
from spean.core.models import Record
from spean.directory.models import Centre, ServiceType


class Appointment(Record):
    """An hour that an officer keeps free for a person."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="appointments")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    place = models.CharField(_("where"), max_length=8, choices=c.Place)
    # What it is for, as a kind of service; never in words, which others could read.
    purpose = models.ForeignKey(
        ServiceType, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=c.AppointmentState, default=c.AppointmentState.BOOKED
    )
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("appointment")
        indexes = [
            models.Index(fields=["centre", "starts_at"], name="appointment_by_centre"),
            models.Index(fields=["officer", "starts_at"], name="appointment_by_officer"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class Ticket(Record):
    """A number in the day's queue of a centre; its slip of paper bears no name."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("day"))
    number = models.PositiveSmallIntegerField(_("number"))
    # Empty for who is not known here, or did not say.
    case = models.ForeignKey(
        Case, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    appointment = models.ForeignKey(
        Appointment, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=8, choices=c.TicketState, default=c.TicketState.WAITING
    )
    taken_at = models.DateTimeField(_("taken"))
    called_at = models.DateTimeField(_("called"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("ticket of the queue")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "day", "number"],
                name="one_ticket_per_number",
                violation_error_message=_("This number was given to somebody else."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.day} {self.number}"


class NoteTemplate(Bilingual, Record):
    """A beginning of a note: of one officer, or (without an owner) of all at her centre."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # Codes of kinds of service.
    topics = models.JSONField(default=list)
    mode = models.CharField(_("how"), max_length=12, choices=c.ContactMode)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    summary = models.TextField(_("what was said"), blank=True)
    next_step = models.CharField(_("next step"), max_length=300, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("beginning of a note")
        constraints = [
            models.CheckConstraint(
                name="note_template_has_a_name",
                condition=~Q(label_km="", label_en=""),
                violation_error_message=_("Please give the beginning a name."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class CentreHabits(Record):
    """What a centre decides for its own day; without a row the programme's figure counts."""

    centre = models.OneToOneField(Centre, on_delete=models.PROTECT, related_name="+")
    quiet_days = models.PositiveSmallIntegerField(
        _("days without a service before somebody stands on the list"),
        default=QUIET_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )

    class Meta:
        verbose_name = _("habits of a centre")

    def __str__(self) -> str:
        return f"{self.centre_id} {self.quiet_days}"
