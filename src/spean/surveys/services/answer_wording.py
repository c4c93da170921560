"""The sentences for answers that cannot be taken, and for those that need a person."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFUSALS: Final[Mapping[str, Promise]] = {
    "too-large": _("This answer is larger than a filled questionnaire ever is."),
    "unsafe": _("This answer holds parts that a filled questionnaire never has."),
    "not-xml": _("This is no filled questionnaire, or a part of it was lost on the way."),
    "no-form": _("This answer does not say which questionnaire it belongs to."),
    "too-deep": _("This answer holds more levels than a questionnaire ever has."),
    "too-many-answers": _("This answer holds more answers than a questionnaire ever has."),
    "endless-id": _("The number of this answer is too long."),
    "unknown-form": _("This questionnaire is not known here. The answer stays on the telephone."),
}
WAITING: Final[Mapping[str, Promise]] = {
    "no_questionnaire": _("It answers a version of the questionnaire that is not known here."),
    "corrected-twice": _("Two people corrected the same answer. Please compare them."),
    "corrected-after": _("It corrects an answer that is in the register already."),
    "person-unknown": _("It does not say whom it is about, or she is not known at this centre."),
    "consent-missing": _("The person did not allow a record."),
    "wrong-input": _("Some answers need another look."),
    "no-longer-theirs": _("Somebody else looks after her now. Please look at the correction."),
    "not-allowed": _("Whoever sent it may not do this here."),
}
_OTHER: Final = _("It could not be applied. Please look at it.")
_UNREADABLE: Final = _("This is no filled questionnaire.")


def refusal_of_instance(code: str) -> str:
    """Return the sentence for an answer that is not taken at all."""
    return str(REFUSALS.get(code, _UNREADABLE))


def waiting_sentence(code: str) -> str:
    """Return why an answer needs a person."""
    return str(WAITING.get(code, _OTHER))


_SYNC: Final[Mapping[str, Promise]] = {
    "bad-signature": _("This record was not made on this telephone, or it was changed since."),
    "not-readable": _("This record cannot be opened here. Keep it, and tell the supervisor."),
    "does-not-fit": _("The parts of this record do not fit together. Keep it, and tell us."),
    "unknown-form": _("This questionnaire is not known here. The answer stays on the telephone."),
    "device-revoked": _("The telephone was reported lost. A supervisor will look at this record."),
    "not-the-author": _("It was filled in by somebody else. A supervisor will look at it."),
    "number-taken": _("Another record has its number. A supervisor will look at it."),
    "differs": _("It is here already with other content. Both are kept for the supervisor."),
    "exists": _("It is here already with other content. Both are kept for the supervisor."),
    "erased": _("The person asked to be forgotten. Nothing more is kept about her."),
}


def sync_sentence(code: str) -> str:
    """Return what a device is told about a record, "" where there is nothing to say."""
    return str(_SYNC.get(code, _OTHER)) if code else ""
