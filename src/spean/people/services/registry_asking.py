"""Ask another registry about a person, and keep what it says: sealed, with who asked, when, how."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import RegistryPeer
from spean.people.gateways.registries import (
    NUMBER,
    ByHand,
    InTable,
    Later,
    OverTheLine,
    RegistryGateway,
    packed,
    unpacked,
)
from spean.people.gateways.registry_line import Line, NoReply, Question
from spean.people.models import Person, RegistryAnswer, RegistryResult, RegistryWay
from spean.people.perms import may_edit, may_open_sensitive
from spean.people.selectors import consent_in_force
from spean.people.services.registry_jobs import our_signer
from spean.people.services.registry_keeping import context_of, keep_reply
from spean.people.services.sealing import open_all_for, opened_unseen, seal_for

AnyLine = TypeVar("AnyLine", bound=Line)


class NoConsentToAsk(DomainError):
    """To ask a registry tells it that she comes to us."""

    code = "no-consent-to-ask"
    message = _("She or he has not allowed to share with this registry. Please ask first.")


class NotItsPurpose(DomainError):
    """The purpose is not among those that were agreed."""

    code = "not-its-purpose"
    message = _("This purpose was not agreed with the registry.")


class NotANumber(DomainError):
    """Only letters, digits and simple signs leave the site."""

    code = "not-a-card-number"
    message = _("Please write the number with Latin letters and digits only.")


class NoLine(DomainError):
    """The registry has no address for questions."""

    code = "no-line"
    message = _("This registry cannot be asked over the line. Please look it up by hand.")


class RegistrySilent(DomainError):
    """No answer came that can be believed."""

    code = "registry-silent"
    message = _("The registry did not answer. The question is kept. Please try again later.")


class NotATable(DomainError):
    """The file is not the table that went out."""

    code = "not-a-table"
    message = _("This is not the table of questions with its answers.")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What an officer asks, in which way; `is_found` and `words` where she looked it up herself."""

    type: str
    number: str
    purpose: str
    way: str = RegistryWay.MANUAL
    is_found: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class OpenedAnswer:
    """One answer, opened for somebody who may read it."""

    row: RegistryAnswer
    kept: Mapping[str, Any]

    @property
    def waits_for_line(self) -> bool:
        """Tell whether it was asked over the line and nothing came yet."""
        waits = self.row.result == RegistryResult.WAITING
        return waits and self.row.way == RegistryWay.SPDCI

    @property
    def acts(self) -> tuple[str, ...]:
        """Return what can be done with it: ask how far it is, or be told of changes, or no more."""
        if self.waits_for_line:
            return ("status",) if self.row.peer.service_uri else ()
        watch = getattr(self.row, "watch", None)
        if watch is not None and watch.state in {"asked", "on"}:
            return ("stop",)
        is_found = self.row.result == RegistryResult.FOUND
        return ("watch",) if is_found and self.row.peer.service_uri else ()


def ask_registry(
    *, actor: User, person: Person, peer: RegistryPeer, id: UUID, inquiry: Inquiry
) -> RegistryAnswer:
    """Ask a registry about a person; the same `id` again asks again only what got no answer.

    :raises NotAllowed: if the actor may not open this person's protected answers
    :raises NoConsentToAsk: if no consent in force covers this registry
    :raises NotItsPurpose: if the purpose was not agreed
    :raises NotANumber: if the number could be read as something else
    :raises NoLine: if it cannot be asked over the line
    :raises RegistrySilent: if nothing came that can be believed
    """
    now = timezone.now()
    check_inquiry(actor, person, peer, inquiry)
    gateway = _gateway(peer, inquiry, now)
    row = _noted(actor, person, peer, id, inquiry)
    if row.result != RegistryResult.WAITING:
        return row
    question = Question(row.pk, inquiry.type, inquiry.number, inquiry.purpose)
    try:
        # Nobody else waits for another site: no transaction is open here.
        reply = gateway.ask(question, now)
    except NoReply:
        raise RegistrySilent from None
    return row if reply.is_found is None else keep_reply(actor, row, reply, now)


def open_answers(*, viewer: User, person: Person) -> list[OpenedAnswer]:
    """Return what registries said of a person, the newest first; the read is audited.

    :raises NotAllowed: if the viewer is neither the responsible officer nor the manager
    """
    if not may_open_sensitive(viewer, person):
        raise NotAllowed
    rows = list(
        RegistryAnswer.objects.filter(person=person)
        .select_related("peer__organisation", "asked_by", "watch")
        .order_by("-created_at")
    )
    if not rows:
        return []
    items = {str(row.pk): (bytes(row.sealed), context_of(row.pk)) for row in rows}
    opened = open_all_for(viewer=viewer, person=person, items=items)
    return [OpenedAnswer(row, opened[str(row.pk)] or {}) for row in rows]


@one_writer()
def questions_table(*, peer: RegistryPeer) -> str:
    """Return the questions that wait for a table, and write down that they leave.

    Whoever took her consent back meanwhile is not among them.
    """
    rows = _waiting(peer)
    today = timezone.localdate()
    questions = []
    for row in rows:
        if not consent_in_force(row.person, peer.scope, today, recipient=peer.recipient):
            continue
        kept = opened_unseen(row.person, bytes(row.sealed), context_of(row.pk))
        questions.append(Question(row.pk, kept["type"], kept["number"], row.purpose))
        on = Ref("person", row.person_id)
        audit(actor=None, action="people.registry_question_left", on=on, peer=str(peer.pk))
    return packed(questions)


@one_writer()
def take_table(*, peer: RegistryPeer, text: str) -> int:
    """Keep the answers of a table; return how many. All of it, or none.

    :raises NotATable: if it cannot be read
    """
    try:
        replies = unpacked(text)
    except ValueError:
        raise NotATable from None
    rows = {row.pk: row for row in _waiting(peer)}
    known = [(rows[id], reply) for id, reply in replies.items() if id in rows]
    for row, reply in known:
        keep_reply(None, row, reply, timezone.now())
    return len(known)


def _waiting(peer: RegistryPeer) -> list[RegistryAnswer]:
    waiting = RegistryAnswer.objects.select_for_update(of=("self",)).filter(
        peer=peer, way=RegistryWay.CSV, result=RegistryResult.WAITING
    )
    return list(waiting.select_related("person").order_by("created_at"))


def check_inquiry(actor: User, person: Person, peer: RegistryPeer, inquiry: Inquiry) -> None:
    """Refuse what may not be asked.

    :raises NotAllowed: if the actor may not open this person's protected answers
    :raises NoConsentToAsk: if no consent in force covers this registry
    :raises NotItsPurpose: if the purpose was not agreed
    :raises NotANumber: if the number could be read as something else
    """
    if not (may_edit(actor, person) and may_open_sensitive(actor, person)):
        raise NotAllowed
    today = timezone.localdate()
    if not consent_in_force(person, peer.scope, today, recipient=peer.recipient):
        raise NoConsentToAsk
    if inquiry.purpose not in peer.purposes:
        raise NotItsPurpose
    if not NUMBER.fullmatch(inquiry.number) or not NUMBER.fullmatch(inquiry.type.replace("_", "")):
        raise NotANumber


def _gateway(peer: RegistryPeer, inquiry: Inquiry, now: datetime) -> RegistryGateway:
    if inquiry.way == RegistryWay.MANUAL:
        return ByHand(inquiry.is_found, inquiry.words)
    if inquiry.way == RegistryWay.CSV:
        return InTable()
    if peer.is_asked_later:
        return line_to(peer, now, kind=Later)
    return line_to(peer, now, kind=OverTheLine)


def line_to(peer: RegistryPeer, now: datetime, kind: type[AnyLine]) -> AnyLine:
    """Return the signed line to a registry.

    :raises NoLine: if it has no address for questions
    """
    if not peer.service_uri:
        raise NoLine
    today = timezone.localdate(now).isoformat()
    in_force = [one for one in peer.public_keys if not one["until"] or today <= one["until"]]
    return kind(
        address=peer.service_uri,
        receiver_id=peer.sender_id,
        signer=our_signer(now),
        keys={one["id"]: one["key"] for one in in_force},
    )


@one_writer()
def _noted(
    actor: User, person: Person, peer: RegistryPeer, id: UUID, inquiry: Inquiry
) -> RegistryAnswer:
    known = RegistryAnswer.objects.filter(pk=id).first()
    if known is not None:
        if known.person_id != person.pk or known.asked_by_id != actor.pk:
            raise NotAllowed
        return known
    asked = {"type": inquiry.type, "number": inquiry.number}
    row = RegistryAnswer.objects.create(
        id=id,
        person=person,
        peer=peer,
        way=inquiry.way,
        purpose=inquiry.purpose,
        asked_by=actor,
        result=RegistryResult.WAITING,
        sealed=seal_for(person, asked, context=context_of(id)),
    )
    on = Ref("person", person.pk)
    how = {"peer": str(peer.pk), "way": str(inquiry.way), "purpose": inquiry.purpose}
    audit(actor=actor, action="people.registry_question", on=on, **how)
    return row
