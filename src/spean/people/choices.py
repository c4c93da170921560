"""Words of forms F1 to F4: who we serve, what they allow, where they come from."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(TextChoices):
    WALK_IN = "walk_in", _("Walked in")
    OUTREACH = "outreach", _("Outreach visit")
    JOB_FAIR = "job_fair", _("Job fair")
    PHONE = "phone", _("Telephone")
    TELEGRAM = "telegram", _("Telegram")
    FACEBOOK = "facebook", _("Facebook")
    BORDER_POINT = "border_point", _("Border point")
    REFERRAL = "referral", _("Sent by another service")
    FAMILY = "family", _("Family")


class ClientType(TextChoices):
    RETURNEE = "returnee", _("Returned worker")
    POTENTIAL = "potential", _("Thinking of going abroad")
    CURRENT_ABROAD = "current_abroad", _("Working abroad now")
    FAMILY_MEMBER = "family_member", _("Family member")
    HOST_COMMUNITY = "host_community", _("Host community")


class Sex(TextChoices):
    FEMALE = "F", _("Woman")
    MALE = "M", _("Man")
    OTHER = "X", _("Prefers not to say")


class DatePrecision(TextChoices):
    DAY = "day", _("Exact day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")
    AGE_ONLY = "age_only", _("Approximate age")


class DocumentType(TextChoices):
    NATIONAL_ID = "national_id", _("National identity card")
    BIRTH_CERTIFICATE = "birth_cert", _("Birth certificate")
    FAMILY_BOOK = "family_book", _("Family book")
    RESIDENCE_BOOK = "residence_book", _("Residence book")
    PASSPORT = "passport", _("Passport")
    TRAVEL_DOCUMENT = "travel_document", _("Travel document")
    BORDER_PASS = "border_pass", _("Border pass")
    THAI_PINK_CARD = "thai_pink_card", _("Thai pink card")
    WORKER_CARD = "worker_card", _("Overseas worker card (MLVT)")
    EQUITY_CARD = "equity_card", _("Equity card")
    NSSF_CARD = "nssf_card", _("NSSF card")
    NONE = "none", _("No document at all")


class PhoneOwner(TextChoices):
    SELF = "self", _("Own telephone")
    RELATIVE = "relative", _("A relative's telephone")
    NEIGHBOUR = "neighbour", _("A neighbour's telephone")
    VILLAGE_CHIEF = "village_chief", _("The village chief's telephone")


class SafeToCall(TextChoices):
    SAFE = "safe", _("Safe to call")
    LATER = "later", _("Call only at the hours given")
    NEVER = "never", _("Do not call · visit")


class MessagingApp(TextChoices):
    NONE = "none", pgettext_lazy("messaging app", "None")
    TELEGRAM = "telegram", "Telegram"
    FACEBOOK = "facebook", "Facebook Messenger"
    WHATSAPP = "whatsapp", "WhatsApp"
    LINE = "line", "LINE"


class LivesIn(TextChoices):
    OWN_HOME = "own_home", _("Own home")
    RELATIVES = "relatives", _("With relatives")
    RENTED = "rented", _("Rented room or house")
    DISPLACEMENT_SITE = "displacement_site", _("Displacement site")
    OTHER = "other", _("Somewhere else")


class YesNoUnknown(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class MaritalStatus(TextChoices):
    SINGLE = "single", _("Single")
    MARRIED = "married", _("Married")
    COHABITING = "cohabiting", _("Living together")
    DIVORCED = "divorced", _("Divorced")
    SEPARATED = "separated", _("Separated")
    WIDOWED = "widowed", _("Widowed")


class Education(TextChoices):
    NONE = "none", _("No school")
    PRIMARY_INCOMPLETE = "primary_incomplete", _("Primary school, not finished")
    PRIMARY = "primary", _("Primary school")
    LOWER_SECONDARY = "lower_secondary", _("Lower secondary school")
    UPPER_SECONDARY = "upper_secondary", _("Upper secondary school")
    VOCATIONAL = "vocational", _("Vocational training")
    HIGHER = "higher", _("University")


class SpeaksThai(TextChoices):
    NO = "no", _("No")
    SOME = "some", _("Some")
    WELL = "well", _("Well")


class Difficulty(IntegerChoices):
    """Washington Group Short Set answers; 3 and 4 in any domain mean a disability."""

    NONE = 1, _("No difficulty")
    SOME = 2, _("Some difficulty")
    A_LOT = 3, _("A lot of difficulty")
    CANNOT = 4, _("Cannot do at all")


class Ethnicity(TextChoices):
    KHMER = "khmer", _("Khmer")
    KUY = "kuy", _("Kuy")
    CHAM = "cham", _("Cham")
    OTHER = "other", _("Other")


class IdPoor(TextChoices):
    NONE = "none", _("No equity card")
    LEVEL_1 = "level_1", _("Poor level 1")
    LEVEL_2 = "level_2", _("Poor level 2")
    AT_RISK = "at_risk", _("At risk")
    EXPIRED = "expired", _("Card expired")
    APPLIED = "applied", _("Has applied")


class Need(TextChoices):
    FOOD = "food", _("Food")
    INCOME = "income", _("Income or a job")
    TRAINING = "training", _("Training")
    DOCUMENTS = "documents", _("Documents")
    WAGE_CLAIM = "wage_claim", _("Unpaid wages")
    DEBT = "debt", _("Debt")
    HEALTH = "health", _("Health")
    SCHOOL = "school", _("School for the children")
    HOUSING = "housing", _("Housing")
    SAFETY = "safety", _("Safety")
    PSYCHOSOCIAL = "psychosocial", _("Somebody to talk to")
    LEGAL = "legal", _("Legal help")
    TRANSPORT = "transport", _("Transport")
    INFORMATION = "information", _("Information")


class Help(TextChoices):
    READING = "reading", _("Needs someone to read aloud")
    SIGN_LANGUAGE = "sign_language", _("Sign language")
    INTERPRETER = "interpreter", _("Interpreter")


class ConsentGiver(TextChoices):
    SELF = "self", _("The person")
    GUARDIAN = "guardian", _("Parent or guardian")
    OTHER = "other", _("Another person with authority")


class ConsentMode(TextChoices):
    SIGNATURE = "signature", _("Signature")
    THUMBPRINT = "thumbprint", _("Thumbprint")
    VERBAL = "verbal", _("Said aloud before a witness")
    AUDIO = "audio", _("Voice recording")
    REMOTE = "remote", _("By telephone or Telegram")


class LegalBasis(TextChoices):
    CONSENT = "consent", _("Consent")
    LEGAL_OBLIGATION = "legal_obligation", _("Legal obligation")
    VITAL_INTEREST = "vital_interest", _("Emergency: life or safety")
    PUBLIC_TASK = "public_task", _("Public task")


class Scope(TextChoices):
    SERVICE_DELIVERY = "service_delivery", _("Keep a record, to help")
    SHARE_NEA = "share_nea", _("Share with the National Employment Agency")
    SHARE_PDOLVT = "share_pdolvt", _("Share with the provincial labour department")
    SHARE_TVET = "share_tvet", _("Share with a training centre")
    SHARE_NSSF = "share_nssf", _("Share with NSSF")
    SHARE_COMMUNE = "share_commune_idpoor", _("Share with the commune (IDPoor)")
    SHARE_MOSVY = "share_mosvy", _("Share with the social affairs ministry")
    SHARE_CSO = "share_cso", _("Share with a named organisation")
    SHARE_EMPLOYER = "share_employer", _("Share the work profile with employers")
    CONTACT_PHONE = "contact_by_phone", _("Contact by telephone")
    CONTACT_TELEGRAM = "contact_by_telegram", _("Contact by Telegram")
    PHOTO = "photo_use", _("Use a photograph")
    STATISTICS = "anonymous_statistics", _("Count without a name in statistics")
    RESEARCH = "research_contact", _("Ask later to take part in research")


class WithheldReason(TextChoices):
    FEAR = "fear", _("Afraid")
    TELL_THEMSELVES = "tell_themselves", _("Wants to tell them in person")
    OTHER = "other", _("Another reason")


class ChannelOut(TextChoices):
    MOU = "mou", _("Recruitment agency (MOU)")
    SELF_REGULAR = "self_regular", _("Alone, with papers")
    BROKER = "broker", _("Broker")
    FRIENDS_FAMILY = "friends_family", _("Friends or family")
    SMUGGLED = "smuggled", _("Taken across in secret")


class BorderPoint(TextChoices):
    POIPET = "poipet", _("Poipet")
    DOUNG = "doung", _("Doung")
    PRUM = "prum", _("Prum")
    O_SMACH = "o_smach", _("O'Smach")
    CHOAM = "choam", _("Choam")
    PHNOM_DEY = "phnom_dey", _("Phnom Dey")
    STUNG_BOT = "stung_bot", _("Stung Bot")
    CHAM_YEAM = "cham_yeam", _("Cham Yeam")
    UNOFFICIAL = "unofficial", _("Unofficial crossing")
    AIR = "air", _("By air")


class DocumentsAbroad(TextChoices):
    PASSPORT_VISA = "passport_visa", _("Passport with visa")
    PINK_CARD = "pink_card", _("Pink card")
    BORDER_PASS = "border_pass", _("30-day border pass")
    NONE = "none", _("No papers")


class DocumentsHeldBy(TextChoices):
    SELF = "self", _("The person")
    EMPLOYER = "employer", _("The employer")
    AGENT = "agent", _("The agent")
    LOST = "lost", _("Lost")


class ExitStatus(TextChoices):
    VALID = "valid", _("Papers in order")
    EXPIRED = "expired", _("Papers expired")
    NONE = "none", _("Without papers")


class ReturnReason(TextChoices):
    CONFLICT = "conflict", _("Conflict or fear")
    GOVERNMENT_CALL = "government_call", _("Government's call to return")
    EMPLOYER_CLOSED = "employer_closed", _("Workplace closed")
    DISMISSED = "dismissed", _("Dismissed")
    DEPORTED = "deported", _("Deported")
    DISCRIMINATION = "discrimination", _("Discrimination or violence")
    FAMILY = "family", _("Family")
    CONTRACT_ENDED = "contract_ended", _("Contract ended")
    HEALTH = "health", _("Health")
    OTHER = "other", _("Other")


class Currency(TextChoices):
    KHR = "KHR", _("riel")
    USD = "USD", _("US dollar")
    THB = "THB", _("baht")


class WageUnit(TextChoices):
    HOUR = "hour", _("an hour")
    DAY = "day", _("a day")
    MONTH = "month", _("a month")
    PIECE = "piece", _("a piece")


class SuspicionState(TextChoices):
    OPEN = "open", _("To be compared")
    UNSURE = "unsure", _("Waiting for the manager")
    SAME = "same", _("One person")
    DIFFERENT = "different", _("Two people")


class Relation(TextChoices):
    SPOUSE = "spouse", _("Husband or wife")
    PARENT = "parent", _("Mother or father")
    CHILD = "child", _("Son or daughter")
    SIBLING = "sibling", _("Brother or sister")
    RELATIVE = "relative", _("Another relative")
    FRIEND = "friend", _("Friend or neighbour")
    OTHER = "other", _("Other")
