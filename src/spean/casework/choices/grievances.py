"""Words of the grievance box (F19)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class GrievanceKind(TextChoices):
    """What it is about: the issue types of F19."""

    SERVICE = "service", _("Service late or not given")
    STAFF_CONDUCT = "staff_conduct", _("How staff behaved")
    DISCRIMINATION = "discrimination", _("Treated worse than others")
    BRIBERY = "bribery", _("Money or a favour was asked for")
    FRAUD = "fraud", _("Fraud")
    CONFLICT = "conflict_of_interest", _("Own interest, or friends first")
    DATA_BREACH = "data_breach", _("Private things were told to others")
    HARASSMENT = "harassment", _("Harassment or threats")
    SEXUAL_HARASSMENT = "sexual_harassment", _("Sexual harassment")
    NEGATIVE = "negative", _("Something was not good")
    POSITIVE = "positive", _("Something was good")
    OTHER = "other", _("Another matter")


class GrievanceWay(TextChoices):
    """How it came to us."""

    WEB = "web", _("On the public page")
    BOX = "box", _("In the letter box")
    PHONE = "phone", _("By telephone")
    IN_PERSON = "in_person", _("Said in person")
    MESSAGE = "message", _("By message")


class AboutWhom(TextChoices):
    """Whom it concerns, by role; names are added by whoever looks into it."""

    NOBODY = "nobody", _("Nobody in particular")
    STAFF = "staff", _("Somebody who works at the centre")
    MANAGER = "manager", _("The manager of the centre")
    UNKNOWN = "unknown", _("I do not know, or do not wish to say")


class GrievanceState(TextChoices):
    """Where it stands; whoever holds the receipt is told this."""

    RECEIVED = "received", _("Received")
    LOOKING = "looking", _("Being looked into")
    CLOSED = "closed", _("Answered and closed")


class GrievanceOutcome(TextChoices):
    """What came of it."""

    PUT_RIGHT = "put_right", _("Put right")
    PARTLY = "partly", _("Put right in part")
    NOT_FOUND = "not_found", _("Nothing was found")
    PASSED_ON = "passed_on", _("Handed to an authority")
    THANKS = "thanks", _("Thanked for the word")
