"""The link by which an employer answers without an account."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Centre
from spean.directory.perms import can
from spean.jobs.models import EmployerLink, JobReferral, LinkUse, Vacancy
from spean.jobs.selectors import referrals_shown_by
from spean.jobs.services.holding import check_employer

LONGEST_DAYS = 30
# The harvest of a false employer stays small (TM1): new profiles and openings of a link in a day.
PROFILES_A_DAY = 30
OPENINGS_A_DAY = 300


class LinkEnded(DomainError):
    """The link was withdrawn, has run out, or never was: the answer is the same."""

    code = "link-ended"
    message = _("This link has ended. Call the centre for a new one.")


class LinkShownAlready(DomainError):
    """The link itself is kept nowhere, so it cannot be shown a second time."""

    code = "link-shown-already"
    message = _("This link was shown once already. Please make a new one.")


class LinkTooLong(DomainError):
    """A link ends after today, and within a month."""

    code = "link-too-long"
    message = _("A link lasts from 1 to 30 days.")


@one_writer()
def make_link(
    *, actor: User, id: UUID, vacancy: Vacancy, centre: Centre, days: int, now: datetime
) -> tuple[EmployerLink, str]:
    """Make a link for a vacancy; return it with its token, which is shown once and not kept.

    :raises EmployerNotCleared: if two people have not checked the employer, or it is barred
    :raises LinkShownAlready: if this id has a link already
    :raises LinkTooLong: if it should last less than a day or more than a month
    :raises NotAllowed: if the actor may not refer people at this centre
    """
    if not can(actor, "jobs.refer", _At(centre)):
        raise NotAllowed
    if EmployerLink.objects.filter(pk=id).exists():
        raise LinkShownAlready
    if not 1 <= days <= LONGEST_DAYS:
        raise LinkTooLong
    today = timezone.localdate(now)
    check_employer(vacancy.employer, today)
    token = secrets.token_urlsafe(24)
    link = EmployerLink.objects.create(
        id=id,
        vacancy=vacancy,
        centre=centre,
        token_hash=_hash(token),
        made_by=actor,
        expires_at=_end_of_day(now, days),
    )
    audit(actor=actor, action="jobs.link_made", on=Ref("employer_link", link.id), days=days)
    return link, token


@one_writer()
def open_link(*, token: str, now: datetime) -> tuple[EmployerLink, list[JobReferral]]:
    """Return the live link of a token and whom it shows, and note that it was opened.

    :raises LinkEnded: if there is none, or it was opened too often today
    """
    link = live_link(token=token, now=now)
    today = timezone.localdate(now)
    use, _new = LinkUse.objects.select_for_update().get_or_create(link=link, day=today)
    if use.opened >= OPENINGS_A_DAY:
        raise LinkEnded
    known = set(use.shown)
    rows = referrals_shown_by(link, today)
    fresh = [str(row.pk) for row in rows if str(row.pk) not in known]
    shown = known | set(fresh[: max(0, PROFILES_A_DAY - len(known))])
    use.opened, use.shown = use.opened + 1, sorted(shown)
    use.save()
    if link.opened_at is None:
        link.opened_at = now
        link.save(update_fields=["opened_at", "updated_at"])
    audit(actor=None, action="jobs.link_opened", on=Ref("employer_link", link.id))
    return link, [row for row in rows if str(row.pk) in shown]


def live_link(*, token: str, now: datetime) -> EmployerLink:
    """Return the live link of a token.

    :raises LinkEnded: if there is none
    """
    link = (
        EmployerLink.objects.select_related(
            "vacancy__employer__organisation", "vacancy__area", "centre"
        )
        .filter(token_hash=_hash(token))
        .first()
    )
    if link is None or link.withdrawn_at is not None or link.expires_at <= now:
        raise LinkEnded
    if not link.vacancy.employer.is_cleared_on(timezone.localdate(now)):
        raise LinkEnded
    return link


@one_writer()
def withdraw_link(*, actor: User, link_id: UUID, now: datetime) -> EmployerLink:
    """End a link at once.

    :raises NotAllowed: if the actor may not refer people at the link's centre
    """
    link = EmployerLink.objects.select_for_update(of=("self",)).get(pk=link_id)
    if not can(actor, "jobs.refer", link):
        raise NotAllowed
    if link.withdrawn_at is None:
        link.withdrawn_at = now
        link.save(update_fields=["withdrawn_at", "updated_at"])
        audit(actor=actor, action="jobs.link_withdrawn", on=Ref("employer_link", link.id))
    return link


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _end_of_day(now: datetime, days: int) -> datetime:
    """Return the end of the last day on which the link works, as people count days."""
    local = timezone.localtime(now)
    last = local + timedelta(days=days)
    return last.replace(hour=23, minute=59, second=59, microsecond=0)


class _At:
    """A place to ask the policy about."""

    def __init__(self, centre: Centre) -> None:
        self.centre_id = centre.pk
