"""The envelopes of SPDCI: what comes in is read strictly, what goes out is written here."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import Any, Final
from uuid import uuid4

VERSION: Final = "1.0.0"
DEEPEST: Final = 24
_LONGEST: Final = 500_000

Body = dict[str, Any]


class Refused(Exception):
    """A message that is not taken: an error code of the specification, and why in its words.

    :param code: one of the `err.…` codes
    :param reason: a `rjct.…` code where the specification has one, or a short sentence
    """

    def __init__(self, code: str, reason: str, *, status: int = 200) -> None:
        super().__init__(code)
        self.code, self.reason, self.status = code, reason, status


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message as it came, its parts being objects and nothing more known of them."""

    signature: str
    header: Body
    message: Body


def read(body: bytes) -> Envelope:
    """Return the envelope that a body holds.

    :raises Refused: if it is no JSON object with a header and a message
    """
    try:
        found = json.loads(body, object_pairs_hook=_once, parse_constant=_no_constant)
        _check_depth(found)
    except (ValueError, RecursionError):
        raise Refused("err.request.bad", "This is no JSON that can be read.") from None
    if not isinstance(found, dict):
        raise Refused("err.request.bad", "An envelope is an object.")
    header, message = found.get("header"), found.get("message")
    if not isinstance(header, dict) or not isinstance(message, dict):
        raise Refused("err.request.bad", "An envelope has a header and a message.")
    signature = found.get("signature")
    if signature is not None and not isinstance(signature, str):
        raise Refused("err.signature.invalid", "A signature is a text.")
    return Envelope(signature or "", header, message)


def acknowledged(correlation_id: str, now: datetime) -> Body:
    """Return the answer to a message that was taken."""
    return _answer("ACK", correlation_id, now, {})


def refusal(refused: Refused, correlation_id: str, now: datetime) -> Body:
    """Return the answer to a message that was not taken."""
    error = {"code": refused.code, "message": refused.reason[:999]}
    body = _answer("ERR", correlation_id, now, error)
    if refused.status >= 400:
        # Gateways between the two read the outer shape of the specification.
        body["errors"] = [error]
    return body


def _answer(status: str, correlation_id: str, now: datetime, error: Mapping[str, str]) -> Body:
    message: Body = {"ack_status": status, "timestamp": stamp(now)}
    if error:
        message["error"] = dict(error)
    return {"message": {**message, "correlation_id": correlation_id}}


@dataclass(frozen=True, slots=True)
class Way:
    """From whom to whom a message goes."""

    sender_id: str
    receiver_id: str
    sender_uri: str = ""


def request_header(action: str, way: Way, now: datetime, *, count: int = 1) -> Body:
    """Return the header of a question to another registry."""
    header: Body = {
        "version": VERSION,
        "message_id": str(uuid4()),
        "message_ts": stamp(now),
        "action": action,
        "sender_id": way.sender_id,
        "receiver_id": way.receiver_id,
        "total_count": count,
        "is_msg_encrypted": False,
    }
    if way.sender_uri:
        header["sender_uri"] = way.sender_uri
    return header


def callback_header(
    action: str, way: Way, now: datetime, *, count: int = 1, message_id: str = ""
) -> Body:
    """Return the header of an answer; the same answer sent again keeps its `message_id`."""
    header = request_header(action, way, now, count=count)
    # Two shapes of headers meet in on-subscribe: what either asks for is here.
    return {
        **header,
        "message_id": message_id or header["message_id"],
        "status": "succ",
        "completed_count": count,
    }


def stamp(moment: datetime) -> str:
    """Return a moment as ISO 8601 with its time zone."""
    return moment.isoformat(timespec="milliseconds")


def _once(pairs: list[tuple[str, Any]]) -> Body:
    found = dict(pairs)
    # A name said twice is read differently by different programs: what was signed is not certain.
    if len(found) != len(pairs):
        raise ValueError
    return found


def _no_constant(_name: str) -> None:
    raise ValueError


def _check_depth(value: Any, depth: int = 0) -> None:
    """Refuse what cannot be signed, kept or compared: half letters, NUL, numbers without end."""
    if depth > DEEPEST:
        raise ValueError
    if isinstance(value, str):
        if "\x00" in value or len(value.encode()) > _LONGEST:
            raise ValueError
    elif isinstance(value, float) and not isfinite(value):
        raise ValueError
    for part in _inside(value):
        _check_depth(part, depth + 1)


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value, *value.values()]
    return value if isinstance(value, list) else []
