"""The link by which a partner without an account answers; it shows what she allowed, and ends."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework.models import ReferralLink, ServiceReferral
from spean.casework.selectors.referrals import is_covered
from spean.casework.services.referral_telling import Told, fields_told, told_of
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import can

LONGEST_DAYS: Final = 60
MOST_OPENINGS: Final = 200
# How long a partner still sees how it ended, after it is over.
AFTER_THE_END: Final = timedelta(days=7)
# Somebody who tries made-up links must not fill the audit trail.
STRANGERS_A_MINUTE: Final = 10


class ReferralLinkEnded(DomainError):
    """The link was withdrawn, ran out, was used up, or never was: the answer is the same."""

    code = "link-ended"
    message = _("This link has ended. Call the centre for a new one.")


class ReferralLinkShown(DomainError):
    """A link is shown once."""

    code = "link-shown-already"
    message = _("This link was made and shown before. Please make a new one.")


class ReferralLinkTooLong(DomainError):
    """A link ends."""

    code = "link-too-long"
    message = _("A link lasts from 1 to 60 days.")


@one_writer()
def make_referral_link(
    *, actor: User, id: UUID, referral: ServiceReferral, days: int, now: datetime
) -> tuple[ReferralLink, str]:
    """Make a link; return it with its token, which is shown once and not kept. Older ones end.

    :raises NotAllowed: if the actor may not work on the file
    :raises ReferralLinkShown: if this id has a link already
    :raises ReferralLinkTooLong: if it should last less than a day or more than 60
    :raises ReferralLinkEnded: if nothing may be told to this partner any more
    """
    if not can(actor, "casework.edit", referral.case.person):
        raise NotAllowed
    if ReferralLink.objects.filter(pk=id).exists():
        raise ReferralLinkShown
    if not 1 <= days <= LONGEST_DAYS:
        raise ReferralLinkTooLong
    if _why_not(referral, now):
        raise ReferralLinkEnded
    referral.links.filter(withdrawn_at=None).update(withdrawn_at=now)
    token = secrets.token_urlsafe(24)
    link = ReferralLink.objects.create(
        id=id,
        referral=referral,
        token_hash=_hash(token),
        made_by=actor,
        expires_at=_end_of_day(now, days),
    )
    ref = Ref("service_referral", referral.pk)
    audit(actor=actor, action="casework.referral_link_made", on=ref, days=days)
    return link, token


@one_writer()
def end_referral_links(*, actor: User, referral: ServiceReferral, now: datetime) -> int:
    """End the links of a referral at once.

    :raises NotAllowed: if the actor may not work on the file
    """
    if not can(actor, "casework.edit", referral.case.person):
        raise NotAllowed
    ended = referral.links.filter(withdrawn_at=None).update(withdrawn_at=now)
    if ended:
        ref = Ref("service_referral", referral.pk)
        audit(actor=actor, action="casework.referral_links_ended", on=ref, links=ended)
    return ended


@one_writer()
def open_referral_link(*, token: str, now: datetime) -> tuple[ReferralLink, Told]:
    """Return the live link of a token with what it may show, and note that it was opened.

    :raises ReferralLinkEnded: if there is none, or it was opened too often
    """
    link = live_referral_link(token=token, now=now)
    told = told_of(link.referral, timezone.localdate(now))
    if told is None:
        raise ReferralLinkEnded(why="not-allowed", referral_id=link.referral_id)
    link.opened += 1
    link.opened_at = link.opened_at or now
    link.save(update_fields=["opened", "opened_at", "updated_at"])
    ref = Ref("service_referral", link.referral_id)
    fields = list(fields_told(link.referral))
    audit(actor=None, action="casework.referral_opened", on=ref, fields=fields)
    return link, told


def live_referral_link(*, token: str, now: datetime) -> ReferralLink:
    """Return the live link of a token.

    :raises ReferralLinkEnded: if there is none
    """
    link = (
        ReferralLink.objects.select_related(
            "referral__case__person__centre",
            "referral__case__person__area",
            "referral__consent",
            "referral__organisation",
            "referral__service_type",
            "referral__sent_by",
        )
        .filter(token_hash=_hash(token))
        .first()
    )
    why = "unknown" if link is None else _ended(link, now) or _why_not(link.referral, now)
    if link is None or why:
        raise ReferralLinkEnded(why=why, referral_id=link.referral_id if link else None)
    return link


@one_writer()
def note_refused_link(*, refusal: ReferralLinkEnded) -> None:
    """Keep in the trail that a dead link was tried, and why it was dead; never the link itself.

    It is called after the refusal, whose own transaction has gone with it.
    """
    referral_id = refusal.details.get("referral_id")
    why = str(refusal.details.get("why", "unknown"))
    if isinstance(referral_id, UUID):
        ref = Ref("service_referral", referral_id)
        audit(actor=None, action="casework.referral_link_refused", on=ref, why=why)
    elif _is_rare():
        audit(actor=None, action="casework.referral_link_refused", why=why)


def _is_rare() -> bool:
    key = "referral-strangers"
    cache.add(key, 0, timeout=60)
    return int(cache.incr(key)) <= STRANGERS_A_MINUTE


def _ended(link: ReferralLink, now: datetime) -> str:
    if link.withdrawn_at is not None:
        return "withdrawn"
    if link.expires_at <= now:
        return "expired"
    return "used-up" if link.opened >= MOST_OPENINGS else ""


def _why_not(referral: ServiceReferral, now: datetime) -> str:
    if referral.ended_at is not None and referral.ended_at + AFTER_THE_END <= now:
        return "over"
    return "" if is_covered(referral, timezone.localdate(now)) else "not-allowed"


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _end_of_day(now: datetime, days: int) -> datetime:
    """Return the end of the last day on which the link works, as people count days."""
    last = timezone.localtime(now) + timedelta(days=days)
    return last.replace(hour=23, minute=59, second=59, microsecond=0)
