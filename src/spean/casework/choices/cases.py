"""A case, its plan, its notes and what was promised."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Triage(TextChoices):
    """When we act; never how bad a life is."""

    RED = "red", _("Today")
    AMBER = "amber", _("This week")
    GREEN = "green", _("As planned")


class CaseState(TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class ExitReason(TextChoices):
    GOAL_REACHED = "goal_reached", _("Goal reached")
    MIGRATED_AGAIN = "migrated_again", _("Went abroad again")
    MOVED = "moved", _("Moved away")
    LOST_CONTACT = "lost_contact", _("Could not be reached any more")
    WITHDREW = "withdrew", _("Wished to stop")
    DUPLICATE = "duplicate", _("Registered twice")
    TRANSFERRED = "transferred", _("Handed over to another centre")
    DECEASED = "deceased", _("Died")


class Answer(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Did not ask")


class Dimension(TextChoices):
    ECONOMIC = "economic", _("Income and work")
    SOCIAL = "social", _("Home and community")
    PSYCHOSOCIAL = "psychosocial", _("Well-being")


class AssessmentKind(TextChoices):
    FULL = "full", _("In full")
    SHORT = "short", _("By telephone, short")


class AssessmentMoment(TextChoices):
    BASELINE = "baseline", _("At the start")
    MONTH_6 = "month_6", _("After 6 months")
    MONTH_12 = "month_12", _("After 12 months")
    MONTH_18 = "month_18", _("After 18 months")
    CLOSING = "closing", _("When the case is closed")
    OTHER = "other", _("At another time")


class Goal(TextChoices):
    WAGE_JOB_NEAR = "wage_job_near", _("A job near home")
    WAGE_JOB_ELSEWHERE = "wage_job_elsewhere", _("A job elsewhere in Cambodia")
    FARM_OR_BUSINESS = "farm_or_business", _("A farm or a small business")
    TRAINING = "training", _("Learn a trade")
    ABROAD_SAFELY = "abroad_safely", _("Go abroad again, safely")
    FAMILY = "family", _("Children and family")
    HEALTH = "health", _("Health first")
    DEBT = "debt", _("Get out of debt")
    OTHER = "other", pgettext_lazy("goal", "Something else")


class PlanState(TextChoices):
    DRAFT = "draft", _("Being written")
    AGREED = "agreed", _("Agreed")
    SUPERSEDED = "superseded", _("Replaced by a newer version")
    CLOSED = "closed", _("Closed")


class AgreementMode(TextChoices):
    SIGNATURE = "signature", _("Signature")
    THUMBPRINT = "thumbprint", _("Thumbprint")
    VOICE = "voice", _("Voice recording")
    VERBAL = "verbal", _("Said aloud before a witness")


class ActionOwner(TextChoices):
    CLIENT = "client", _("The person")
    STAFF = "staff", _("The centre")
    BOTH = "both", _("Both together")


class ActionState(TextChoices):
    PLANNED = "planned", _("Planned")
    AGREED = "agreed", _("Agreed")
    IN_PROGRESS = "in_progress", _("Under way")
    DONE = "done", _("Done")
    FAILED = "failed", _("Did not work")
    DROPPED = "dropped", _("Dropped")


class ContactMode(TextChoices):
    IN_PERSON = "in_person", _("In person")
    PHONE = "phone", _("Telephone")
    TELEGRAM = "telegram", _("Telegram")
    GROUP = "group", _("In a group")
    HOME_VISIT = "home_visit", _("Home visit")


class FollowUpKind(TextChoices):
    MONTH_1 = "month_1", _("Follow-up at 1 month")
    MONTH_3 = "month_3", _("Follow-up at 3 months")
    MONTH_6 = "month_6", _("Follow-up at 6 months")
    MONTH_12 = "month_12", _("Follow-up at 12 months")
    NEXT_STEP = "next_step", _("Next step")
    REVIEW = "review", _("Review of the plan")
    EMPLOYER = "employer", _("Employer visit")
    SAFELY = "safely", _("Talk about going abroad safely")
    PRIVATE = "private", _("A talk in private")
    MISSED = "missed", _("After a missed appointment")


class FollowUpState(TextChoices):
    DUE = "due", _("To do")
    REACHED = "reached", _("Reached")
    GIVEN_UP = "given_up", _("Not reached after several tries")
    CANCELLED = "cancelled", _("No longer needed")


class NotReached(TextChoices):
    NO_ANSWER = "no_answer", _("No answer")
    NUMBER_OFF = "number_off", _("The number does not work")
    MOVED = "moved", _("Moved away")
    RE_MIGRATED = "re_migrated", _("Went abroad again")
    REFUSED = "refused", _("Does not wish to talk")
    DIED = "died", _("Died")


class Question(TextChoices):
    """The eleven questions of F5, as they are put to the person."""

    HUNGRY_OR_UNSAFE = "hungry_or_unsafe", _("Will you be hungry or unsafe tonight?")
    URGENT_HEALTH = "urgent_health", _("Is there a health problem that cannot wait?")
    PREGNANT_OR_INFANT = (
        "pregnant_or_infant",
        _("Is anybody pregnant, or is there a child under 2?"),
    )
    OUT_OF_SCHOOL = "out_of_school", _("Is a child not going to school?")
    CHILD_ALONE = "child_alone", _("Is a child alone, without an adult?")
    DOCUMENTS_MISSING = "documents_missing", _("Are any papers missing, or held by someone else?")
    WAGES_OWED = "wages_owed", _("Does an employer still owe you wages?")
    INJURED_AT_WORK = "injured_at_work", _("Were you injured at work?")
    NOT_FREE = "not_free", _("Was there work you could not leave, or did anybody threaten you?")
    DEBT_DUE = (
        "debt_due",
        _("Is a debt due within 30 days that you cannot pay, or is your land at risk?"),
    )
    SELF_HARM = "self_harm", _("Do you have thoughts of harming yourself?")


class PlanFileKind(TextChoices):
    """The mark of her yes, or a voice that reads the plan aloud."""

    AGREEMENT = "agreement", _("Mark of the yes")
    READING = "reading", _("The plan read aloud")


class TransferState(TextChoices):
    ASKED = "asked", _("Waits for the other centre")
    ACCEPTED = "accepted", _("Taken over")
    REFUSED = "refused", _("Not taken over")
    WITHDRAWN = "withdrawn", _("Taken back")
