"""What a registry said of a person is kept once: sealed, where a question of ours waits for it."""

from datetime import datetime
from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.refs import Ref
from spean.people.gateways.registry_line import Reply
from spean.people.models import RegistryAnswer, RegistryResult
from spean.people.services.sealing import opened_unseen, seal_for


@one_writer()
def keep_reply(
    actor: User | None, row: RegistryAnswer, reply: Reply, now: datetime
) -> RegistryAnswer:
    """Keep an answer; a question that has one keeps the one it has."""
    row = waiting_locked(row.pk) or RegistryAnswer.objects.get(pk=row.pk)
    if row.result != RegistryResult.WAITING:
        return row
    asked = opened_unseen(row.person, bytes(row.sealed), context_of(row.pk)) or {}
    asked.pop("status", None)
    kept = {**asked, "words": reply.words, "records": reply.records}
    row.sealed = seal_for(row.person, kept, context=context_of(row.pk))
    row.result = _result(reply)
    row.answered_at = now
    row.revision += 1
    row.save()
    on = Ref("person", row.person_id)
    audit(actor=actor, action="people.registry_answer", on=on, peer=str(row.peer_id))
    return row


@one_writer()
def keep_status(row: RegistryAnswer, status: str) -> None:
    """Keep how far the registry is with a question that waits."""
    waiting = waiting_locked(row.pk)
    if waiting is None:
        return
    asked = opened_unseen(waiting.person, bytes(waiting.sealed), context_of(row.pk)) or {}
    kept = {**asked, "status": status or "unknown"}
    waiting.sealed = seal_for(waiting.person, kept, context=context_of(row.pk))
    waiting.save(update_fields=["sealed", "updated_at"])


def waiting_locked(id: UUID) -> RegistryAnswer | None:
    """Return a question that waits for its answer, held for the one who writes it."""
    rows = RegistryAnswer.objects.select_for_update(of=("self",)).select_related("person")
    return rows.filter(pk=id, result=RegistryResult.WAITING).first()


def context_of(id: UUID) -> str:
    """Return what an answer is sealed for."""
    return f"registry-answer:{id}"


def _result(reply: Reply) -> str:
    if reply.is_refused:
        return RegistryResult.REFUSED
    return RegistryResult.FOUND if reply.is_found else RegistryResult.NOT_FOUND
