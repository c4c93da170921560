"""Words of the recognition of prior learning: where it stands, what proves it, who may assess."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class RecognitionState(TextChoices):
    """Where one recognition stands."""

    APPLIED = "applied", _("Has applied")
    COLLECTING = "collecting", _("Collects proof")
    GAPS = "gaps", _("Learns what is missing")
    READY = "ready", _("Ready for the assessment")
    BOOKED = "booked", _("The day is set")
    ASSESSED = "assessed", _("Waits for the second assessor")
    APPROVED = "approved", _("Approved, waits for the certificate")
    NOT_YET = "not_yet", _("Not yet competent")
    CERTIFIED = "certified", _("Has the certificate")
    REVOKED = "revoked", _("The certificate was taken back")
    WITHDRAWN = "withdrawn", _("Withdrew")


class OwnWord(IntegerChoices):
    """How somebody rates herself at one task."""

    NEVER = 0, _("Never done it")
    HELPED = 1, _("With help")
    ALONE = 2, _("Alone")
    TEACHES = 3, _("Can teach it")


class EvidenceKind(TextChoices):
    """What proves a skill (employment notes 5.6)."""

    PHOTO = "photo", _("Photograph of the work")
    VIDEO = "video", _("Video of the work")
    VOICE = "voice", _("Voice recording")
    LETTER = "letter", _("Letter of an employer")
    PAY_SLIP = "pay_slip", _("Pay slip")
    THAI = "thai", _("Certificate from Thailand")
    WITNESS = "witness", _("Word of a witness")


class Heard(TextChoices):
    """How she agreed to be assessed."""

    SPOKEN = "spoken", _("She said yes before two people")
    SIGNED = "signed", _("She signed")
    THUMB = "thumb", _("She gave her thumbprint")


class EvidenceLanguage(TextChoices):
    """In which language a piece is."""

    KHMER = "km", _("Khmer")
    THAI = "th", _("Thai")
    ENGLISH = "en", _("English")
    NONE = "none", _("No words in it")


class Competence(TextChoices):
    """The two answers there are."""

    COMPETENT = "c", _("Competent")
    NOT_YET = "nyc", _("Not yet competent")


class Part(TextChoices):
    """The parts of an assessment."""

    PRACTICAL = "practical", _("Shown by doing")
    ORAL = "oral", _("Asked and answered")
    KNOWLEDGE = "knowledge", _("Knowledge")


class Method(TextChoices):
    """How the assessment is held."""

    CENTRE = "centre", _("At the assessment centre")
    WORK = "work", _("At the place of work")
    VILLAGE = "village", _("The assessor comes to the village")


class Tie(TextChoices):
    """What binds an assessor to a person; all but the last forbid the assessment."""

    FAMILY = "family", _("They are family")
    EMPLOYER = "employer", _("One has worked for the other")
    TRAINER = "trainer", _("One has trained the other")
    CREDITOR = "creditor", _("One owes the other money")
    NONE = "none", _("Both were asked: there is no tie")


class AppealState(TextChoices):
    """Where an appeal stands."""

    OPEN = "open", _("Waits for another assessor")
    UPHELD = "upheld", _("The person was right")
    REJECTED = "rejected", _("The result stays")


class AppealReason(TextChoices):
    """Why somebody does not accept a result."""

    RESULT = "result", _("She can do it")
    PROOF = "proof", _("Proof was not looked at")
    UNFAIR = "unfair", _("The assessment was not fair")
    CONFLICT = "conflict", _("The assessor was not free to judge")


class WageState(TextChoices):
    """What became of a question about the wage."""

    DUE = "due", _("To be asked")
    TOLD = "told", _("Told")
    NOT_REACHED = "not_reached", _("Not reached")
