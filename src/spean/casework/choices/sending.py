"""Referrals to other services, and ways to a benefit."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
