"""One referral as its page draws it: what happened, and the one thing that comes next."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spean.casework import flows
from spean.casework.choices import CameToNothing, PartnerNo, SharedField, TakenBack
from spean.casework.choices import ServiceReferralState as S
from spean.casework.models import ServiceReferral
from spean.casework.selectors.referrals import is_covered

_WORDS: tuple[tuple[str, str | Promise], ...] = (
    ("sent_at", gettext_lazy("Sent")),
    ("acknowledged_at", gettext_lazy("Received by the partner")),
    ("answered_at", gettext_lazy("Answered")),
    ("contacted_at", gettext_lazy("First contact")),
    ("started_at", gettext_lazy("Service begun")),
    ("ended_at", gettext_lazy("Over")),
    ("told_at", gettext_lazy("The person was told")),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """One moment of a referral, and when it was."""

    word: str | Promise
    at: datetime


def stages_of(referral: ServiceReferral) -> list[Stage]:
    """Return what has happened, in its order."""
    return [
        Stage(word, getattr(referral, name)) for name, word in _WORDS if getattr(referral, name)
    ]


def next_thing(referral: ServiceReferral, now: datetime, *, has_link: bool) -> str:
    """Return the one thing to do next, as a sentence; "" when nothing is."""
    partner = {"partner": referral.organisation.label}
    if referral.state not in flows.LIVE_REFERRALS:
        is_told = referral.told_at is not None or referral.reason_code == TakenBack.PERSON
        return "" if is_told else _("Tell the person how it ended, then press “Told”.")
    if not is_covered(referral, timezone.localdate(now)):
        return _("The person no longer allows sharing with this partner. Take the referral back.")
    if referral.due_at and referral.due_at < now:
        return _("Call %(partner)s today: it is late.") % partner
    if referral.state == S.SENT and not has_link:
        return _("Give %(partner)s the link or the slip.") % partner
    return _WAITING[referral.state] % partner


_WAITING = {
    S.SENT: gettext_lazy("Wait for the answer of %(partner)s."),
    S.ACKNOWLEDGED: gettext_lazy("Wait for the answer of %(partner)s."),
    S.ACCEPTED: gettext_lazy("%(partner)s calls or meets the person."),
    S.CONTACTED: gettext_lazy("The service of %(partner)s begins."),
    S.STARTED: gettext_lazy("The service of %(partner)s is given to its end."),
}


def reason_word(referral: ServiceReferral) -> str:
    """Return why it was declined, came to nothing or was taken back, in words."""
    by_state = {S.DECLINED: PartnerNo, S.NOT_DONE: CameToNothing, S.WITHDRAWN: TakenBack}
    words = by_state.get(S(referral.state))
    if words is None or referral.reason_code not in words.values:
        return ""
    return str(words(referral.reason_code).label)


def shared_words(referral: ServiceReferral) -> list[str]:
    """Return what the partner may know, in words."""
    return [str(SharedField(code).label) for code in referral.shared if code in SharedField.values]
