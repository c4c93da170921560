"""One recognition as its page draws it: the chain, where it stands, the one thing to do next."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spean.accounts.models import User
from spean.core.refs import Ref
from spean.directory.perms import can
from spean.skills.choices import CertificateState
from spean.skills.choices import RecognitionState as R
from spean.skills.models import Recognition
from spean.skills.selectors.certificates import certificate_on

_CHAIN: tuple[tuple[str, str | Promise, str], ...] = (
    ("created_at", gettext_lazy("Told and applied"), "info-circle"),
    ("self_rated_at", gettext_lazy("Rated herself"), "hand-index"),
    ("reviewed_at", gettext_lazy("Proof checked"), "clipboard"),
    ("booked", gettext_lazy("The day is set"), "calendar-event"),
    ("assessed_at", gettext_lazy("Assessed"), "eye"),
    ("moderated_at", gettext_lazy("Second assessor agreed"), "people"),
    ("certified_at", gettext_lazy("Certificate"), "award"),
)
_DONE = {
    R.APPLIED: 1,
    R.COLLECTING: 2,
    R.GAPS: 2,
    R.READY: 3,
    R.BOOKED: 4,
    R.ASSESSED: 5,
    R.APPROVED: 6,
    R.NOT_YET: 6,
    R.CERTIFIED: 7,
    R.REVOKED: 7,
}


@dataclass(frozen=True, slots=True)
class Link:
    """One step of the chain: its word and drawing, whether it is done, and when it was."""

    word: str | Promise
    drawing: str
    is_done: bool
    is_next: bool
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Next:
    """The one thing to do next: a sentence and, where the viewer does it, the way there."""

    said: str
    word: str = ""
    url: str = ""


def chain_of(found: Recognition) -> list[Link]:
    """Return the steps in their order; a step gone back to is open again."""
    if found.state == R.WITHDRAWN:
        return []
    done = _DONE[R(found.state)]
    is_over = found.state in (R.NOT_YET, R.REVOKED)
    return [
        Link(
            word,
            drawing,
            number < done,
            number == done and not is_over,
            getattr(found, name, None) if number < done else None,
        )
        for number, (name, word, drawing) in enumerate(_CHAIN)
    ]


def next_for(viewer: User, found: Recognition) -> Next:
    """Return what is to be done next, with the way to it if the viewer is who does it."""
    if found.assessor and found.assessor.user_id == viewer.pk and found.state == R.BOOKED:
        said = _("Assess each unit on the day, and write down what you find.")
        return Next(said, _("Write the results"), _to("recognition_results", found))
    if found.moderator and found.moderator.user_id == viewer.pk and found.state == R.ASSESSED:
        return Next(_("Look over the results."), _("Look over"), _to("recognition_agree", found))
    if found.state in (R.APPROVED, R.CERTIFIED) and can(viewer, "certificates.view", found.person):
        return _certificate(viewer, found)
    if not can(viewer, "rpl.edit", found.person):
        return Next(str(_SAID.get(R(found.state), "")))
    word, name = _WORDS.get(R(found.state), ("", ""))
    return Next(str(_SAID.get(R(found.state), "")), str(word), _to(name, found) if name else "")


def _certificate(viewer: User, found: Recognition) -> Next:
    said = str(_SAID[R(found.state)])
    certificate = certificate_on(viewer, Ref("recognition", found.pk))
    waits = certificate is not None and certificate.state == CertificateState.PROPOSED
    if certificate is not None and (waits or found.state == R.CERTIFIED):
        if waits:
            said = _("The certificate waits for the seal of a second person.")
        to = reverse("desk:certificate", args=[certificate.pk])
        return Next(said, _("Go to the certificate"), to)
    if found.state == R.APPROVED and can(viewer, "certificates.propose", found.person):
        to = reverse("desk:certificate_propose", args=["recognition", found.pk])
        return Next(said, _("Propose the certificate"), to)
    return Next(said)


_SAID = {
    R.APPLIED: gettext_lazy("Ask about each task: never, with help, alone, or can teach it."),
    R.COLLECTING: gettext_lazy("Collect proof for each unit and check it; then review."),
    R.GAPS: gettext_lazy("She learns what is missing. Then rate, prove and review again."),
    R.READY: gettext_lazy("Find two assessors who are free to judge, and set the day."),
    R.BOOKED: gettext_lazy("The assessor sees her on the day and writes down the results."),
    R.ASSESSED: gettext_lazy("The second assessor looks over the results."),
    R.APPROVED: gettext_lazy("The certificate can be made."),
    R.NOT_YET: gettext_lazy("Tell her what is missing. She may appeal, or learn and apply again."),
    R.CERTIFIED: gettext_lazy("Done. Her pay is asked after three and six months."),
    R.REVOKED: gettext_lazy("The certificate was taken back. She may apply again."),
    R.WITHDRAWN: gettext_lazy("She did not want it any more. She may apply again."),
}
_WORDS: dict[str, tuple[str | Promise, str]] = {
    R.APPLIED: (gettext_lazy("Ask about the tasks"), "recognition_tasks"),
    R.COLLECTING: (gettext_lazy("Go to the proof"), "recognition_proof"),
    R.GAPS: (gettext_lazy("Ask about the tasks"), "recognition_tasks"),
    R.READY: (gettext_lazy("Set the day"), "recognition_book"),
}


def _to(name: str, found: Recognition) -> str:
    return reverse(f"desk:{name}", args=[found.pk])
