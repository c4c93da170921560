"""Words of enterprise: what business, how it stands, kits, checks, finance, groups."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BusinessKind(TextChoices):
    """What is done for money."""

    FOOD = "food", _("Food and drinks")
    GROCERY = "grocery", _("Shop for daily things")
    FARMING = "farming", _("Vegetables, fish, animals")
    REPAIR = "repair", _("Repairs")
    BUILDING = "building", _("Building and tiling")
    SEWING = "sewing", _("Sewing and weaving")
    BEAUTY = "beauty", _("Hair and beauty")
    TRANSPORT = "transport", _("Transport")
    OTHER = "other", _("Another business")


class BusinessState(TextChoices):
    """How far a business is."""

    IDEA = "idea", _("An idea")
    STARTED = "started", _("Running")
    ENDED = "ended", _("Has ended")
    DROPPED = "dropped", _("The idea was left")


class Registration(TextChoices):
    """Whether the business must be registered."""

    NOT_ASKED = "not_asked", _("Not asked yet")
    NONE = "none", _("Not needed for this size")
    TO_DO = "to_do", _("Still to register")
    DONE = "done", _("Is registered")


class Season(TextChoices):
    """What makes the months of a year different; the percents are in rules, not verified."""

    RAINY = "rainy", _("Less in the rainy season")
    HARVEST = "harvest", _("More after the harvest")
    NEW_YEAR = "new_year", _("More at Khmer New Year")
    PCHUM_BEN = "pchum_ben", _("More at Pchum Ben")


class KitPurpose(TextChoices):
    """What a kit is for; one for each purpose."""

    TOOLS = "tools", _("Tools")
    STOCK = "stock", _("First goods")
    FARM = "farm", _("Seeds and animals")
    PLACE = "place", _("Stall and furniture")


class KitState(TextChoices):
    """Where a kit stands."""

    ASKED = "asked", _("Waits for the manager")
    READY = "ready", _("Ready to hand over")
    HANDED = "handed", _("Handed over")
    CANCELLED = "cancelled", _("Does not take place")


class ItemState(TextChoices):
    """What became of a thing of a kit."""

    THERE = "there", _("Is there")
    USED = "used", _("Used up in the work")
    BROKEN = "broken", _("Broken")
    SOLD = "sold", _("Sold")
    LOST = "lost", _("Lost or stolen")


class KitFileKind(TextChoices):
    """What is kept with a kit."""

    RECEIPT = "receipt", _("Receipt")
    MARK = "mark", _("Signature or thumbprint")


class LoanPaid(TextChoices):
    """How the loan of a business stands; class 3."""

    NONE = "none", _("No loan")
    ON_TIME = "on_time", _("Paid on time")
    LATE = "late", _("Paid late")


class FinanceState(TextChoices):
    """Where an application for money stands."""

    ASKED = "asked", _("Asked")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
