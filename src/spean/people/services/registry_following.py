"""How far another registry is with a question of ours that waits for its answer."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.people.gateways.registry_line import Line, NoReply, Reply
from spean.people.models import RegistryAnswer, RegistryResult, RegistryWay
from spean.people.perms import may_edit, may_open_sensitive
from spean.people.services.registry_asking import RegistrySilent, line_to
from spean.people.services.registry_keeping import keep_reply, keep_status

_MOST: Final = 50
_PAUSE: Final = timedelta(hours=1)
_LONGEST: Final = timedelta(days=30)


def ask_how_far(*, actor: User, answer: RegistryAnswer) -> str:
    """Ask a registry how far it is with a question; what it says is kept beside the question.

    :raises NotAllowed: if the actor may not open this person's protected answers
    :raises NoLine: if it cannot be asked over the line
    :raises RegistrySilent: if nothing came that can be believed
    """
    if not (may_edit(actor, answer.person) and may_open_sensitive(actor, answer.person)):
        raise NotAllowed
    try:
        return _ask(actor, answer, timezone.now())
    except NoReply:
        raise RegistrySilent from None


def ask_after_waiting(now: datetime) -> int:
    """Ask after the questions that wait for more than an hour; return how many registries told."""
    rows = RegistryAnswer.objects.filter(
        way=RegistryWay.SPDCI,
        result=RegistryResult.WAITING,
        peer__is_active=True,
        peer__is_asked_later=True,
        updated_at__lt=now - _PAUSE,
        created_at__gt=now - _LONGEST,
    )
    told = 0
    for row in rows.select_related("person", "peer").order_by("updated_at")[:_MOST]:
        try:
            _ask(None, row, now)
            told += 1
        except (NoReply, DomainError):
            RegistryAnswer.objects.filter(pk=row.pk).update(updated_at=now)
    return told


def _ask(actor: User | None, row: RegistryAnswer, now: datetime) -> str:
    if row.result != RegistryResult.WAITING or row.way != RegistryWay.SPDCI:
        return ""
    # No transaction is open while another site is waited for.
    status = line_to(row.peer, now, Line).status(row.pk, now)
    with one_writer():
        if status == "rjct":
            keep_reply(actor, row, Reply(False, is_refused=True), now)
        else:
            keep_status(row, status)
        on = Ref("person", row.person_id)
        audit(actor=actor, action="people.registry_status", on=on, status=status)
    return status
