"""Words of courses: what kind, how they are held, who is chosen, how it ended for each."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CourseKind(TextChoices):
    """What a course is for (employment notes 5.7, 5.8)."""

    VOCATIONAL = "vocational", _("Short vocational training")
    READINESS = "readiness", _("Job-readiness workshop")
    ENTERPRISE = "enterprise", _("Start a business")
    BRIDGING = "bridging", _("Bridging course")


class EnterprisePackage(TextChoices):
    """The ILO's packages; each is a course of its own (notes 5.8)."""

    GYB = "gyb", _("Find a business idea (GYB)")
    SYB = "syb", _("Start your business (SYB)")
    IYB = "iyb", _("Improve your business (IYB)")
    GET_AHEAD = "get_ahead", _("GET Ahead")


class CourseMode(TextChoices):
    """Where it is held."""

    CENTRE = "centre", _("At the training centre")
    MOBILE = "mobile", _("The trainer comes to the village")
    WORK = "ojt", _("At the workplace")


class EntryLiteracy(TextChoices):
    """What one must be able to read to follow it."""

    NONE = "none", _("No reading needed")
    SIMPLE = "simple", _("Reads simple words")
    WELL = "well", _("Reads and writes")


class Sponsor(TextChoices):
    """Who pays for a seat."""

    PROGRAMME = "programme", _("The programme")
    STATE = "state", _("The state")
    EMPLOYER = "employer", _("The employer")
    PERSON = "person", _("The person")


class SelectionRule(TextChoices):
    """How it is decided when more people apply than there are seats."""

    PRIORITY = "priority", _("By the published order of need")
    LOTTERY = "lottery", _("By lot")
    DEFERRED = "deferred", _("By the wishes of each and the order of need")


class CourseState(TextChoices):
    """Where a course stands."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Takes applications")
    CHOSEN = "chosen", _("Seats given")
    RUNNING = "running", _("Running")
    ENDED = "ended", _("Ended")
    CANCELLED = "cancelled", _("Does not take place")


class EnrolmentState(TextChoices):
    """Where one person stands with one course."""

    APPLIED = "applied", _("Has applied")
    SELECTED = "selected", _("Has a seat")
    LEFT_OUT = "left_out", _("No seat this time")
    ENROLLED = "enrolled", _("Takes part")
    DROPPED = "dropped", _("Stopped")
    COMPLETED = "completed", _("Completed")
    CERTIFIED = "certified", _("Has the certificate")
    WITHDRAWN = "withdrawn", _("Withdrew")


class LeftOut(TextChoices):
    """Why somebody has no seat; each is said to her with the next date."""

    FULL = "full", _("More people applied than there are seats")
    LITERACY = "literacy", _("The course needs more reading than she has")
    ELSEWHERE = "elsewhere", _("She has a seat in a course that she wished for more")
    LATE = "late", _("The application came after the last day")


class DropReason(TextChoices):
    """Why somebody stopped."""

    WORK = "work", _("Found work")
    MONEY = "money", _("Had to earn money")
    CARE = "care", _("Had to care for somebody")
    HEALTH = "health", _("Is ill or injured")
    DISTANCE = "distance", _("The way is too far")
    TOO_HARD = "too_hard", _("The course is too hard")
    NOT_USEFUL = "not_useful", _("The course does not help")
    MOVED = "moved", _("Moved or went abroad again")
    TREATMENT = "treatment", _("Was treated badly")
    OTHER = "other", _("Another reason")
    NOT_KNOWN = "not_known", _("Not known")
