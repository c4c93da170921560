"""Words of this room: the life of an imported list and of its rows, and what a column may hold."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BatchState(TextChoices):
    UPLOADED = "uploaded", _("Uploaded")
    READING = "reading", _("Being read")
    REFUSED = "refused", _("Could not be read")
    COLUMNS = "columns", _("Columns to be named")
    REVIEW = "review", _("To be checked")
    APPLYING = "applying", _("Being imported")
    APPLIED = "applied", _("Imported")
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")


class RowState(TextChoices):
    READY = "ready", _("Ready")
    QUESTION = "question", _("Needs a person")
    SKIPPED = "skipped", _("Left out")
    APPLIED = "applied", _("Imported")
    UNDONE = "undone", _("Taken back")


class Column(TextChoices):
    """What a column of a list may hold; `rules.columns` knows the headings."""

    IGNORE = "ignore", _("Leave this column out")
    NAME = "name", _("Name (family name first)")
    FAMILY_NAME = "family_name", _("Family name")
    GIVEN_NAME = "given_name", _("Given name")
    NAME_LATIN = "name_latin", _("Name in Latin letters")
    NICKNAME = "nickname", _("Called")
    SEX = "sex", _("Sex")
    BIRTH = "birth", _("Date of birth or age")
    BIRTH_DAY = "birth_day", _("Day of birth (number)")
    BIRTH_MONTH = "birth_month", _("Month of birth")
    BIRTH_YEAR = "birth_year", _("Year of birth")
    AGE = "age", _("Age")
    PHONE = "phone", _("Telephone")
    PHONE_2 = "phone_2", _("Second telephone")
    PLACE = "place", _("Whole address in one cell")
    PROVINCE = "province", _("Province")
    DISTRICT = "district", _("District")
    COMMUNE = "commune", _("Commune or sangkat")
    VILLAGE = "village", _("Village")
    ADDRESS = "address", _("House, street, group")
    NATIONAL_ID = "national_id", _("Number of the identity card")
    PASSPORT = "passport", _("Number of the passport")
    MARITAL_STATUS = "marital_status", _("Marital status")
    EDUCATION = "education", _("Schooling")
    ID_POOR = "id_poor", _("IDPoor")
    LEFT_ON = "left_on", _("Day of leaving")
    RETURNED_ON = "returned_on", _("Day of return")
    COUNTRY = "country", _("Country of work")
    PLACE_ABROAD = "place_abroad", _("Place of work abroad")
    WORK = "work", _("Work done abroad")
    REGISTERED_ON = "registered_on", _("Day of the registration")
    CONSENT = "consent", _("Consent (yes or no)")


class QuestionnaireState(TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("In use")
    CLOSED = "closed", _("No longer used")


class Effect(TextChoices):
    """What an answer to a questionnaire does in the rooms, once it is received."""

    NONE = "none", _("Kept as it was answered")
    REGISTRATION = "registration", _("Registers a person")
    SCREENING = "screening", _("First questions of a case")
    FOLLOW_UP = "follow_up", _("Keeps a promised contact")
    CORRECTION = "correction", _("Corrects who somebody is")
    MIGRATION = "migration", _("Adds a return and jobs abroad")
    # Their rooms are still to come: answers wait, raw, and are applied by replay.
    SUSTAINABILITY = "sustainability", _("Measures reintegration (RSS)")
    OUTREACH = "outreach", _("Outreach activity")
    ATTENDANCE = "attendance", _("Attendance at a training")
    FAIR = "fair", _("Visitor of a job fair")
    FEEDBACK = "feedback", _("Feedback about the programme")


class SubmissionState(TextChoices):
    RECEIVED = "received", _("Received, not yet applied")
    APPLIED = "applied", _("Applied")
    WAITING = "waiting", _("Needs a person")
    SET_ASIDE = "set_aside", _("Set aside for the supervisor")
    REPLACED = "replaced", _("Replaced by a corrected answer")
    SETTLED = "settled", _("Seen to by a person")


class AsideReason(TextChoices):
    """Why something that arrived is not taken as it is; nothing of it is lost."""

    DIFFERS = "differs", _("Same number, other content")
    NO_QUESTIONNAIRE = "no_questionnaire", _("The questionnaire is not known here")
    NO_LONGER_THEIRS = "no_longer_theirs", _("The sender may no longer do this here")
    DEVICE_REVOKED = "device_revoked", _("The telephone was reported lost")
    NOT_READABLE = "not_readable", _("It could not be opened")
    OTHER = "other", _("Another reason")


class ReceiptOutcome(TextChoices):
    """What a device is told about a record (`rules.sync`)."""

    APPLIED = "applied", _("Received")
    CONFLICT = "conflict", _("Received; somebody changed the same")
    ASIDE = "aside", _("Set aside for the supervisor")
    REFUSED = "refused", _("Not taken")
