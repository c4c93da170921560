"""The link by which an employer answers without an account."""

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Centre
from spean.directory.perms import can
from spean.jobs.models import EmployerLink, Vacancy


class LinkEnded(DomainError):
    """The link was withdrawn, has run out, or never was: the answer is the same."""

    code = "link-ended"
    message = _("This link has ended. Call the centre for a new one.")


@one_writer()
def make_link(
    *, actor: User, vacancy: Vacancy, centre: Centre, expires_at: datetime
) -> tuple[EmployerLink, str]:
    """Make a link for a vacancy; return it with its token, which is shown once and not kept.

    :raises NotAllowed: if the actor may not refer people at this centre
    """
    if not can(actor, "jobs.refer", _At(centre)):
        raise NotAllowed
    token = secrets.token_urlsafe(24)
    link = EmployerLink.objects.create(
        vacancy=vacancy,
        centre=centre,
        token_hash=_hash(token),
        made_by=actor,
        expires_at=expires_at,
    )
    audit(actor=actor, action="jobs.link_made", on=Ref("employer_link", link.id))
    return link, token


@one_writer()
def open_link(*, token: str, now: datetime) -> EmployerLink:
    """Return the live link of a token, and note that it was opened.

    :raises LinkEnded: if there is none
    """
    link = (
        EmployerLink.objects.select_for_update(of=("self",))
        .select_related("vacancy__employer__organisation", "centre")
        .filter(token_hash=_hash(token))
        .first()
    )
    if link is None or link.withdrawn_at is not None or link.expires_at <= now:
        raise LinkEnded
    if link.vacancy.employer.is_blacklisted:
        raise LinkEnded
    if link.opened_at is None:
        link.opened_at = now
        link.save(update_fields=["opened_at", "updated_at"])
    audit(actor=None, action="jobs.link_opened", on=Ref("employer_link", link.id))
    return link


@one_writer()
def withdraw_link(*, actor: User, link_id: UUID, now: datetime) -> EmployerLink:
    """End a link at once.

    :raises NotAllowed: if the actor may not refer people at the link's centre
    """
    link = EmployerLink.objects.select_for_update(of=("self",)).get(pk=link_id)
    if not can(actor, "jobs.refer", link):
        raise NotAllowed
    link.withdrawn_at = link.withdrawn_at or now
    link.save(update_fields=["withdrawn_at", "updated_at"])
    audit(actor=actor, action="jobs.link_withdrawn", on=Ref("employer_link", link.id))
    return link


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class _At:
    """A place to ask the policy about."""

    def __init__(self, centre: Centre) -> None:
        self.centre_id = centre.pk
