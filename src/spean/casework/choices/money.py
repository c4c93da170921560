"""The household's money and its debts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
