"""Three ways to ask another registry: by hand, in a table, over the line. Each takes the same."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID

from spean.people.gateways.spdci.checking import (
    check_header,
    moment,
    records_of,
    transaction_of,
)
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

OUR_ID: Final = "spean"
COLUMNS: Final = ("reference", "type", "number", "purpose", "result", "words")
RESULTS: Final = frozenset({"found", "not_found"})
# No cell of a table that leaves is a formula.
NUMBER: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z ./-]{0,79}")


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


class NoReply(Exception):
    """Nobody answered, or not so that it can be believed; the question may be asked again."""


class RegistryGateway(Protocol):
    """A way to another registry."""

    def ask(self, question: Question, now: datetime) -> Reply:
        """Ask, and return what is known now.

        :raises NoReply: if nothing came that can be believed
        """


@dataclass(frozen=True, slots=True)
class ByHand:
    """An officer looked it up, by telephone or on a list, and says what stands there."""

    is_found: bool
    words: str

    def ask(self, question: Question, now: datetime) -> Reply:
        """Return what the officer found."""
        return Reply(self.is_found, self.words)


class InTable:
    """The question waits for the next table, and its answer for the table that comes back."""

    def ask(self, question: Question, now: datetime) -> Reply:
        """Return that nothing is known yet."""
        return Reply(None)


@dataclass(frozen=True, slots=True)
class OverTheLine:
    """SPDCI: one signed question, one signed answer, in the same breath."""

    address: str
    receiver_id: str
    signer: Signer
    keys: Mapping[str, str]
    password: str = ""

    def ask(self, question: Question, now: datetime) -> Reply:
        """Ask, and believe only an answer that the registry signed and that answers this question.

        :raises NoReply: if there is none
        """
        header = request_header("search", Way(self.signer.sender_id, self.receiver_id), now)
        body = sealed_envelope(self.signer, header, self.message(question, now), _seconds(now))
        try:
            found = post(f"{self.address.rstrip('/')}/registry/sync/search", body,
                         password=self.password)  # fmt: skip
            return self._reply(found, question, now)
        except (NotDelivered, Refused, BadSignature, ValueError) as cause:
            raise NoReply from cause

    def message(self, question: Question, now: datetime) -> Body:
        """Return the question in the words of SPDCI; purpose and consent stand in it."""
        said = {"ts": stamp(now), "purpose": {"text": question.purpose, "code": question.purpose}}
        criteria = {
            "version": "1.0.0",
            "reg_event_type": "REGISTER",
            "query_type": "idtype-value",
            "response_entity": question.record_kind,
            "query": {"type": question.type, "value": question.number},
            "pagination": {"page_size": 10, "page_number": 1},
            "consent": {"@type": "Consent", **said},
            "authorize": {"@type": "Authorize", **said},
        }
        one = {
            "reference_id": str(question.id),
            "timestamp": stamp(now),
            "search_criteria": criteria,
            "locale": "khm",
        }
        return {"transaction_id": str(question.id), "search_request": [one]}

    def _reply(self, found: bytes, question: Question, now: datetime) -> Reply:
        envelope = read(found)
        check_header(envelope, "on-search", now, is_answer=True)
        check(
            envelope.signature,
            envelope.header,
            envelope.message,
            now=_seconds(now),
            key_of=lambda name: public_bytes(self.keys[name]) if name in self.keys else None,
        )
        if envelope.header.get("sender_id") != self.receiver_id:
            raise BadSignature
        answers = envelope.message.get("search_response")
        ours = [
            one
            for one in (answers if isinstance(answers, list) else [])
            if isinstance(one, dict) and one.get("reference_id") == str(question.id)
        ]
        if transaction_of(envelope.message) != str(question.id) or len(ours) != 1:
            raise NoReply
        moment(ours[0].get("timestamp"), "rjct.timestamp.invalid")
        if ours[0].get("status") != "succ":
            raise NoReply
        records = records_of(ours[0].get("data"))
        return Reply(bool(records), records=records)


def packed(questions: Iterable[Question]) -> str:
    """Return questions as a table; the last two columns are for the answer."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for one in questions:
        table.writerow([one.id, one.type, one.number, one.purpose, "", ""])
    return out.getvalue()


def unpacked(text: str) -> dict[UUID, Reply]:
    """Return the answers of a table by the question's id; rows without an answer are left out.

    :raises ValueError: if it is no such table, or an answer is none of the two
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if not {"reference", "result"} <= {*(rows.fieldnames or ())}:
        raise ValueError
    found: dict[UUID, Reply] = {}
    for row in rows:
        result = (row["result"] or "").strip()
        if not result:
            continue
        if result not in RESULTS:
            raise ValueError
        words = (row.get("words") or "").strip()[:2000]
        found[UUID((row["reference"] or "").strip())] = Reply(result == "found", words)
    return found


def _seconds(now: datetime) -> int:
    return int(now.timestamp())
