"""Somebody leaves a centre: her rights end now, and with them everything that works in her name."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from spean.accounts import services as accounts
from spean.accounts.choices import Role
from spean.accounts.models import User
from spean.accounts.services import audit, audit_many, one_writer
from spean.core.errors import NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Device, Posting
from spean.directory.perms import centres_where
from spean.directory.services.postings import NotForYourself


@one_writer()
def let_go(*, actor: User, user: User, now: datetime) -> bool:
    """End a user's rights at the actor's centre at this moment; tell whether she is shut out.

    Who serves nowhere else is shut out. The passwords of her programs are withdrawn, and her
    telephones empty themselves when they next reach the server (docs/field-protocol.md).

    :raises NotForYourself: if the actor would let herself go
    :raises NotAllowed: if she is not a colleague whom the actor leads
    """
    if actor.pk == user.pk:
        raise NotForYourself
    today = timezone.localdate(now)
    held = Posting.objects.select_for_update(of=("self",)).filter(_in_force(today), user=user.pk)
    postings = list(held.select_related("centre"))
    ending = _ending(actor, postings)
    if not ending:
        raise NotAllowed
    for posting in ending:
        _end(actor, posting, today - timedelta(days=1))
    stays = user.is_administrator or len(ending) < len(postings)
    if not stays:
        accounts.deactivate(actor=actor, user=user)
    accounts.revoke_tokens_of(actor=actor, user=user, now=now)
    _revoke_devices(actor, user, now)
    audit(actor=actor, action="directory.let_go", on=Ref("user", user.pk), shut_out=not stays)
    return not stays


def may_let_go(actor: User, user: User, today: date) -> bool:
    """Tell whether the actor leads this colleague, and so may close her access."""
    if actor.pk == user.pk:
        return False
    return bool(_ending(actor, list(Posting.objects.filter(_in_force(today), user=user.pk))))


def _in_force(today: date) -> Q:
    return Q(ends_on=None) | Q(ends_on__gte=today)


def _ending(actor: User, postings: list[Posting]) -> list[Posting]:
    """Return what the actor may end; another manager's rights are an administrator's business."""
    centres = centres_where(actor, "staff.let_go")
    here = [posting for posting in postings if posting.centre_id in centres]
    return [] if any(posting.role == Role.CENTRE_MANAGER for posting in here) else here


def _end(actor: User, posting: Posting, last_day: date) -> None:
    withdrawn = posting.starts_on > last_day
    audit(
        actor=actor,
        action="directory.posting_withdrawn" if withdrawn else "directory.posting_ended",
        on=Ref("user", posting.user_id),
        role=posting.role,
        centre=posting.centre.code if posting.centre else "",
    )
    if withdrawn:
        posting.delete()
        return
    posting.ends_on = last_day
    posting.revision += 1
    posting.save(update_fields=["ends_on", "revision", "updated_at"])


def _revoke_devices(actor: User, user: User, now: datetime) -> None:
    devices = list(Device.objects.select_for_update().filter(user=user.pk, revoked_at=None))
    Device.objects.filter(pk__in=[one.pk for one in devices]).update(revoked_at=now, updated_at=now)
    acts: list[tuple[Ref, dict[str, str]]] = [(Ref("device", one.pk), {}) for one in devices]
    audit_many(actor=actor, action="directory.device_ended", acts=acts)
