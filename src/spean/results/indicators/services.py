"""Referred, taken on, served: indicator 7 of table 2.7 (completion, not sending)."""

from spean.casework.choices import ServiceReferralState
from spean.casework.models import ServiceReferral
from spean.results.selectors import First

_PERSON = "case__person"


def people_sent() -> First:
    """Return referrals that went to a partner."""
    return First(ServiceReferral.objects.all(), "sent_at", _PERSON)


def people_taken_on() -> First:
    """Return referrals that a partner accepted."""
    answered = ServiceReferral.objects.filter(answered_at__isnull=False)
    return First(answered.exclude(state=ServiceReferralState.DECLINED), "answered_at", _PERSON)


def people_served() -> First:
    """Return referrals that ended with the service given."""
    served = ServiceReferral.objects.filter(state=ServiceReferralState.DONE)
    return First(served, "ended_at", _PERSON)
