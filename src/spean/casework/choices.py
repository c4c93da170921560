"""Words of forms F5, F7, F10, F11 and F12: what we promised, and what came of it."""

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


class EarningPath(TextChoices):
    """The ways of earning that a household compares; the last is spoken of, never advised."""

    WORK_NOW = "work_now", _("Work now")
    RPL = "rpl", _("Have the skill recognised, then work")
    COURSE = "course", _("Take a course")
    FARM = "farm", _("Farm")
    SHOP = "shop", _("A small shop or trade")
    MIGRATE = "migrate", _("Go abroad again")


class Basis(TextChoices):
    """How an amount is known."""

    TOLD = "told", _("The household says so")
    SEEN = "seen", _("A paper was seen")
    RULE = "rule", _("From the dated rules")
    GUESS = "guess", _("Not verified")


class LenderKind(TextChoices):
    MFI = "mfi", _("Microfinance institution")
    BANK = "bank", _("Bank")
    INFORMAL = "informal", _("Private lender")
    FAMILY = "family", _("Family or friends")
    OTHER = "other", pgettext_lazy("lender", "Another lender")


class PacketPaper(TextChoices):
    """What the associations of lenders ask a returned worker to bring (scheme LOAN-RELIEF)."""

    ID_CARD = "id_card", _("National identity card")
    LOAN_AGREEMENT = "loan_agreement", _("Loan agreement")
    EMPLOYMENT_CARD = "employment_card", _("Employment card")
    OTHER_PROOF = "other_proof", _("Other proof")


class Wish(TextChoices):
    """What the lender is asked for."""

    PAUSE = "pause", _("A pause in paying")
    SMALLER = "smaller", _("Smaller payments over a longer time")
    INTEREST = "interest", _("Less interest, or no penalty")
    OTHER = "other", pgettext_lazy("wish", "Something else")


class LenderAnswer(TextChoices):
    WAITING = "waiting", _("No answer yet")
    YES = "yes", _("Agreed")
    PARTLY = "partly", _("Agreed in part")
    NO = "no", _("Refused")


class ReferralUrgency(TextChoices):
    """How soon the partner is asked to answer (F9)."""

    HOURS_24 = "24h", _("Within 24 hours")
    DAYS_3 = "3d", _("Within 3 days")
    DAYS_14 = "14d", _("Within 14 days")
    ROUTINE = "routine", _("When there is room")


class ServiceReferralState(TextChoices):
    """Where a referral to another service stands; "too late" is reckoned, never a state."""

    SENT = "sent", _("Sent, no answer yet")
    ACKNOWLEDGED = "acknowledged", _("Received, no answer yet")
    ACCEPTED = "accepted", _("Accepted")
    CONTACTED = "contacted", _("First contact made")
    STARTED = "started", _("Service has begun")
    DONE = "done", pgettext_lazy("referral", "Service given")
    NOT_DONE = "not_done", pgettext_lazy("referral", "Came to nothing")
    DECLINED = "declined", _("Declined by the partner")
    WITHDRAWN = "withdrawn", _("Taken back")


class PartnerNo(TextChoices):
    """Why a partner does not take somebody, one tap each."""

    NO_PLACE = "no_place", _("No place is free")
    NOT_OURS = "not_ours", _("We do not give this service")
    NOT_ENTITLED = "not_entitled", _("Does not meet our conditions")
    TOO_FAR = "too_far", _("Too far from us")
    OTHER = "other", _("Another reason")


class CameToNothing(TextChoices):
    """Why an accepted referral did not end in a service."""

    NOT_REACHED = "not_reached", _("The person could not be reached")
    DID_NOT_COME = "did_not_come", _("The person did not come")
    STOPPED = "stopped", _("The person stopped")
    NO_SERVICE = "no_service", _("The service could not be given")
    OTHER = "other", _("Another reason")


class TakenBack(TextChoices):
    """Why the centre, or the person, takes a referral back."""

    PERSON = "person", _("The person no longer wishes it")
    CONSENT = "consent", _("The person took back the consent")
    ELSEWHERE = "elsewhere", _("Another partner helps")
    MISTAKE = "mistake", _("Written by mistake")


class SharedField(TextChoices):
    """What a partner may be told of a person beyond initials and record number."""

    NAME = "name", _("Full name")
    PHONE = "phone", _("A telephone that is safe to call")
    SEX = "sex", _("Sex")
    AGE = "age", _("Age in years")
    COMMUNE = "commune", _("Commune")
    LANGUAGE = "language", _("Help needed to understand or be understood")
    REASON = "reason", _("The reason for the referral")
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
class BenefitState(TextChoices):
    """How far a referral to a scheme has come."""

    IDENTIFIED = "identified", _("Found")
    READY = "ready", _("Papers ready")
    SUBMITTED = "submitted", _("Handed in")
    INTERVIEW = "interview", _("Interview")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    APPEALED = "appealed", _("Asked to look again")
    RECEIVED = "received", _("Received")
    LAPSED = "lapsed", _("Ended, not renewed")
    WITHDRAWN = "withdrawn", _("The person does not want it now")


class BenefitRefusal(TextChoices):
    """Why an office said no; the first is known from the field since 2021."""

    DECENT_HOUSE = "decent_house", _("The house looks decent")
    CARD_EXPIRED = "card_expired", _("The card has expired")
    PAPERS_MISSING = "papers_missing", _("A paper was missing")
    NOT_AT_HOME = "not_at_home", _("Nobody was at home")
    NOT_ON_LIST = "not_on_list", _("Not on the list of the area")
    RULE = "rule", _("The rule is not for this household")
    CLOSED = "closed", _("The scheme takes nobody now")
    OTHER = "other", pgettext_lazy("refusal", "Another reason")


class PaperState(TextChoices):
    NEEDS = "needs", _("Is missing")
    ASKED = "asked", _("Was asked for")
    HAS = "has", _("Is there")


class Carrier(TextChoices):
    """Who takes the papers to the office."""

    PERSON = "person", _("She takes the papers herself")
    CENTRE = "centre", _("The centre sends them")


class BenefitKnown(TextChoices):
    """How it is known that the benefit came."""

    SEEN = "seen", _("A card or the money was seen")
    OFFICE = "office", _("The office says so")
    TOLD = "told", _("The person says so")
class PlanFileKind(TextChoices):
    """The mark of her yes, or a voice that reads the plan aloud."""

    AGREEMENT = "agreement", _("Mark of the yes")
    READING = "reading", _("The plan read aloud")
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
class TransferState(TextChoices):
    ASKED = "asked", _("Waits for the other centre")
    ACCEPTED = "accepted", _("Taken over")
    REFUSED = "refused", _("Not taken over")
    WITHDRAWN = "withdrawn", _("Taken back")
