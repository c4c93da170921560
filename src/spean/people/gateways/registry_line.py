"""A signed line to another registry: what goes out over it, and what is believed of what comes."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID, uuid4

from spean.people.gateways.spdci.checking import check_header, transaction_of
from spean.people.gateways.spdci.envelope import (
    Body,
    Refused,
    Way,
    read,
    request_header,
    stamp,
)
from spean.people.gateways.spdci.sending import NotDelivered, post, sealed_envelope
from spean.people.gateways.spdci.signing import BadSignature, Signer, check, public_bytes

STATUS: Final = ("rcvd", "pdng", "succ", "rjct")
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Question:
    """Whom another registry is asked after, for which purpose."""

    id: UUID
    type: str
    number: str
    purpose: str
    record_kind: str = "Person"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a registry says: records over the line, or an officer's words. None: not yet."""

    is_found: bool | None
    words: str = ""
    records: list[dict[str, Any]] = field(default_factory=list)
    is_refused: bool = False


class NoReply(Exception):
    """Nobody answered, or not so that it can be believed; the question may be asked again."""


@dataclass(frozen=True, slots=True)
class Line:
    """The way to one registry: its address, its keys, and what signs for us."""

    address: str
    receiver_id: str
    signer: Signer
    keys: Mapping[str, str]
    password: str = ""

    def send(self, action: str, path: str, message: Body, now: datetime) -> bytes:
        """Sign a message, send it, and return what came back.

        :raises NoReply: if it was not taken
        """
        header = request_header(action, Way(self.signer.sender_id, self.receiver_id), now)
        body = sealed_envelope(self.signer, header, message, int(now.timestamp()))
        address = f"{self.address.rstrip('/')}/registry/{path}"
        try:
            return post(address, body, password=self.password)
        except NotDelivered as cause:
            raise NoReply from cause

    def hand_in(self, action: str, path: str, message: Body, now: datetime) -> None:
        """Send what is answered later; the other side says only that it has it.

        :raises NoReply: if it does not say so
        """
        found = self.send(action, path, message, now)
        try:
            is_taken = json.loads(found)["message"]["ack_status"] == "ACK"
        except (ValueError, KeyError, TypeError, RecursionError) as cause:
            raise NoReply from cause
        if not is_taken:
            raise NoReply

    def believed(
        self, found: bytes, action: str, now: datetime, reads: Callable[[Body], Read]
    ) -> Read:
        """Return what a message says, if this registry signed it just now.

        :raises NoReply: if it cannot be believed
        """
        try:
            envelope = read(found)
            check_header(envelope, action, now, is_answer=True)
            check(
                envelope.signature,
                envelope.header,
                envelope.message,
                now=int(now.timestamp()),
                key_of=lambda name: public_bytes(self.keys[name]) if name in self.keys else None,
            )
            if envelope.header.get("sender_id") != self.receiver_id:
                raise NoReply
            return reads(envelope.message)
        except (Refused, BadSignature, ValueError) as cause:
            raise NoReply from cause

    def status(self, id: UUID, now: datetime) -> str:
        """Ask how far a question is: one of `STATUS`, or "" where it is not known there.

        :raises NoReply: if nothing came that can be believed
        """
        mine = str(uuid4())
        asked = {
            "reference_id": mine,
            "txn_type": "search",
            "attribute_type": "transaction_id",
            "attribute_value": str(id),
            "locale": "khm",
        }
        message = {"transaction_id": mine, "txnstatus_request": asked}
        found = self.send("txn-status", "sync/txn/status", message, now)
        return self.believed(found, "txn-on-status", now, lambda said: _status(said, mine, id))


def _status(said: Body, mine: str, id: UUID) -> str:
    if transaction_of(said) != mine:
        raise NoReply
    try:
        told = said["txnstatus_response"]["txn_status"]["search_response"]
        found = [one["status"] for one in told if one["reference_id"] == str(id)]
    except (KeyError, TypeError) as cause:
        raise NoReply from cause
    if found and found[0] not in STATUS:
        raise NoReply
    return str(found[0]) if found else ""


def _purpose(question: Question, now: datetime) -> Body:
    """Return purpose and consent, as they stand in a question."""
    said = {"ts": stamp(now), "purpose": {"text": question.purpose, "code": question.purpose}}
    return {"consent": {"@type": "Consent", **said}, "authorize": {"@type": "Authorize", **said}}


def _one(name: str, id: UUID, criteria: Body, now: datetime) -> Body:
    one = {"reference_id": str(id), "timestamp": stamp(now), "locale": "khm"}
    return {
        "transaction_id": str(id),
        f"{name}_request": [{**one, f"{name}_criteria": criteria}],
    }


def search_message(question: Question, now: datetime) -> Body:
    """Return a question in the words of SPDCI; purpose and consent stand in it."""
    criteria = {
        "version": "1.0.0",
        "reg_event_type": "REGISTER",
        "query_type": "idtype-value",
        "response_entity": question.record_kind,
        "query": {"type": question.type, "value": question.number},
        "pagination": {"page_size": 10, "page_number": 1},
        **_purpose(question, now),
    }
    return _one("search", question.id, criteria, now)


def subscribe_message(question: Question, now: datetime) -> Body:
    """Return the wish to be told when one record changes; the id is that of the subscription."""
    criteria = {
        "version": "1.0.0",
        "reg_event_type": "UPDATE",
        "filter_type": "idtype-value",
        "filter": {"type": question.type, "value": question.number},
        "notify_record_type": question.record_kind,
        **_purpose(question, now),
    }
    return _one("subscribe", question.id, criteria, now)


def unsubscribe_message(id: UUID, code: str, now: datetime) -> Body:
    """Return the wish to be told no more."""
    return {
        "transaction_id": str(id),
        "timestamp": stamp(now),
        "subscription_codes": [code],
    }
