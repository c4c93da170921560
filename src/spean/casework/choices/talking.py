"""Calls, guidance, groups, and the day's appointments and queue."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Said(TextChoices):
    """An answer over the telephone; what is not known is never a no."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Does not know")
    NO_ANSWER = "no_answer", _("Does not wish to answer")


class Activity(TextChoices):
    """What somebody mainly does (F11), by the classes of status in employment (ICSE-18)."""

    EMPLOYEE = "employee", _("Works for an employer")
    CASUAL = "casual", _("Works by the day, now here, now there")
    APPRENTICE = "apprentice", _("Learns a trade at work")
    DEPENDENT = "dependent", _("Works alone for one buyer or company")
    OWN_ACCOUNT = "own_account", _("Own farm, shop or trade, alone")
    EMPLOYER = "employer", _("Own business, with workers")
    FAMILY = "family", _("Helps in the family's farm or business")
    LOOKING = "looking", _("Looks for work")
    LEARNING = "learning", _("Goes to school or to a course")
    HOME = "home", _("Cares for the home or the family")
    OTHER = "other", pgettext_lazy("activity", "Something else")


class Intention(TextChoices):
    """Whether somebody means to go abroad again (F11); nobody is pressed either way."""

    NO = "no", pgettext_lazy("intention", "No, stays here")
    MONTHS_3 = "months_3", _("Yes, within 3 months")
    MONTHS_12 = "months_12", _("Yes, within a year")
    LEFT = "left", _("Has left already")
    UNKNOWN = "unknown", _("Does not know")
    NO_ANSWER = "no_answer", _("Does not wish to answer")


class PeerGroupKind(TextChoices):
    WOMEN = "women", _("Women's peer group")
    RETURNEES = "returnees", _("Association of returned workers")
    SAVINGS = "savings", _("Savings group")
    OTHER = "other", pgettext_lazy("group", "Another group")


class FirstAid(TextChoices):
    """What was offered in psychosocial first aid; nothing here is a treatment."""

    CALM = "calm", _("A calm and safe place")
    LISTENED = "listened", _("We listened")
    PRACTICAL = "practical", _("Practical help")
    LINKED = "linked", _("A link to family or friends")
    INFORMED = "informed", _("What help there is")


class OfferAnswer(TextChoices):
    """Whether help for the mind (PRO6) was offered, and what she said."""

    NOT_OFFERED = "no", pgettext_lazy("referral", "Not offered")
    ACCEPTED = "yes", pgettext_lazy("referral", "Wanted")
    DECLINED = "declined", pgettext_lazy("referral", "Not wanted now")


class Place(TextChoices):
    """Where an appointment is kept."""

    CENTRE = "centre", _("At the centre")
    PHONE = "phone", _("By telephone")
    HOME = "home", _("At the person's home")


class AppointmentState(TextChoices):
    BOOKED = "booked", _("Booked")
    KEPT = "kept", _("Kept")
    MISSED = "missed", _("Missed")
    CANCELLED = "cancelled", _("Cancelled")


class TicketState(TextChoices):
    WAITING = "waiting", pgettext_lazy("ticket", "Waiting")
    CALLED = "called", pgettext_lazy("ticket", "Called")
    SERVED = "served", pgettext_lazy("ticket", "Served")
    LEFT = "left", pgettext_lazy("ticket", "Left")
