"""What a partner is asked, by how far the referral is: the likeliest answer first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spean.casework.choices import ServiceReferralState as S


@dataclass(frozen=True, slots=True)
class Asked:
    """One tap: the move it makes, the words on it, and what it means."""

    move: str
    word: str | Promise
    sentence: str | Promise


_ACCEPT = Asked("accept", _("We accept"), _("You take the person on. The centre tells them so."))
_LATER = Asked(
    "acknowledge", _("Received, answer later"), _("The centre knows that this has reached you.")
)
_CONTACT = Asked(
    "contact", _("We have spoken with the person"), _("The first call or meeting has happened.")
)
_START = Asked("start", _("The service has begun"), _("The person has come, and you have begun."))
_FINISH = Asked("finish", _("The service was given"), _("Nothing more is to be done."))

_ASKED: Final[Mapping[str, tuple[Asked, ...]]] = {
    S.SENT: (_ACCEPT, _LATER),
    S.ACKNOWLEDGED: (_ACCEPT,),
    S.ACCEPTED: (_CONTACT, _START, _FINISH),
    S.CONTACTED: (_START, _FINISH),
    S.STARTED: (_FINISH,),
}


def asked_of(state: str) -> tuple[Asked, ...]:
    """Return what a partner may say now besides a no; nothing when it is over."""
    return _ASKED.get(state, ())
