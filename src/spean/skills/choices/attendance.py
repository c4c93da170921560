"""Words of a running course: who was there, what was paid, what the tests and the calls say."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Mark(TextChoices):
    """Whether somebody was there on one day."""

    PRESENT = "present", _("Was there")
    LATE = "late", _("Came late")
    ABSENT = "absent", _("Was not there")


class AbsentReason(TextChoices):
    """Why somebody was not there; the same codes as the questionnaire of a day (F14)."""

    WORK = "work", _("Had to work")
    FAMILY = "family", _("Children or family")
    HEALTH = "health", _("Is ill or injured")
    TRANSPORT = "transport", _("Too far, or no transport")
    OTHER = "other", _("Another reason")
    NOT_KNOWN = "unknown", _("Not known")


class PaidHow(TextChoices):
    """How a stipend reached her."""

    CASH = "cash", _("In cash")
    BANK = "bank", _("To a bank account")
    MOBILE = "mobile", _("To a telephone")


class PaidProof(TextChoices):
    """What shows that she received it."""

    PICTURE = "picture", _("A photograph of the receipt")
    PAPER = "paper", _("Signed on paper, kept at the centre")


class ScoreMoment(TextChoices):
    """When somebody was tested."""

    BEFORE = "before", _("Before the course")
    AFTER = "after", _("After the course")


class TalkOutcome(TextChoices):
    """What came of speaking with somebody who may stop."""

    STAYS = "stays", _("Goes on")
    STOPS = "stops", _("Stops")


class TraceMoment(TextChoices):
    """When somebody is asked what came of the course."""

    MONTH_3 = "month_3", _("After 3 months")
    MONTH_6 = "month_6", _("After 6 months")
    MONTH_12 = "month_12", _("After 12 months")


class TraceState(TextChoices):
    """Whether she could be asked."""

    ANSWERED = "answered", _("Has answered")
    NOT_REACHED = "not_reached", _("Could not be reached")
    DECLINED = "declined", _("Does not wish to answer")


class WorkNow(TextChoices):
    """What somebody does months after a course."""

    EMPLOYED = "employed", _("Works for others")
    OWN = "own", _("Has a business of her own")
    FAMILY = "family", _("Helps in the family's work")
    STUDIES = "studies", _("Learns on")
    NONE = "none", _("Has no work")
