"""What a message must look like before anything is looked up for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from spean.people.gateways.spdci.envelope import Body, Envelope, Refused

LONGEST_ID: Final = 99
MOST_REQUESTS: Final = 50
LARGEST_PAGE: Final = 2000
FRESH: Final = timedelta(minutes=15)
_LOCALE: Final = re.compile(r"[a-z]{3}")
_MOMENT: Final = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:?\d\d)", re.ASCII
)
# Tuples: whatever stands in a message can be looked for in one, a list or an object too.
_TYPES: Final = ("search", "subscribe", "subscibe", "unsubscribe", "receipt")
_ATTRIBUTES: Final = ("transaction_id", "reference_id_list", "correlation_id")


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of an answer is asked for; pages are counted from 1."""

    size: int
    number: int


def bad(reason: str) -> Refused:
    """Return the refusal of a message whose parts are not as the specification has them."""
    return Refused("err.request.bad", reason)


def check_header(envelope: Envelope, action: str, now: datetime, *, is_answer: bool) -> None:
    """Refuse a header that lacks something, is of another time, or does not fit the address.

    :raises Refused: with the reason
    """
    header = envelope.header
    for name in ("message_id", "action", *(() if is_answer else ("sender_id",))):
        _text(header.get(name), f"header.{name} is missing.")
    if header.get("version", "1.0.0") not in ("1.0.0", "v1.0.0", "1.0"):
        raise Refused("err.version.not_supported", "rjct.version.invalid: 1.0.0 is spoken here.")
    if header["action"] != action:
        raise bad(f"rjct.action.invalid: here the action is {action}.")
    _check_count(header, is_answer=is_answer)
    if header.get("is_msg_encrypted") not in (None, False):
        raise Refused("err.encryption.invalid", "Messages are not encrypted: the line is.")
    sent = moment(header.get("message_ts"), "rjct.message_ts.invalid")
    if abs(now - sent) > FRESH:
        raise bad("rjct.message_ts.invalid: older or newer than fifteen minutes.")


def _check_count(header: Body, *, is_answer: bool) -> None:
    count = header.get("total_count")
    if count is None and is_answer:
        return
    if type(count) is not int or count < 0:
        raise bad("rjct.total_count.invalid")
    if count > LARGEST_PAGE:
        raise bad("rjct.total_count.limit_exceeded")


def transaction_of(message: Body) -> str:
    """Return the transaction's id.

    :raises Refused: if there is none, or it is too long
    """
    return _id(message.get("transaction_id"), "transaction_id")


def requests_of(message: Body, name: str, criteria: str) -> list[Body]:
    """Return the single requests of a message, each with its id, moment and criteria.

    :raises Refused: for the first that is not as it must be
    """
    requests = message.get(name)
    if not isinstance(requests, list) or not requests or len(requests) > MOST_REQUESTS:
        raise bad(f"{name} holds one to {MOST_REQUESTS} requests.")
    seen: set[str] = set()
    for one in requests:
        if not isinstance(one, dict) or not isinstance(one.get(criteria), dict):
            raise bad(f"{name} needs {criteria}.")
        reference = _text(one.get("reference_id"), "rjct.reference_id.invalid")
        if len(reference) > LONGEST_ID:
            raise bad("rjct.reference_id.invalid")
        if reference in seen:
            raise bad("rjct.reference_id.duplicate")
        seen.add(reference)
        moment(one.get("timestamp"), "rjct.timestamp.invalid")
        check_locale(one)
    return requests


def check_locale(request: Mapping[str, Any]) -> None:
    """Refuse a language that is not written as ISO 639-3 has it.

    :raises Refused: with the reason
    """
    locale = request.get("locale")
    if locale is not None and not (isinstance(locale, str) and _LOCALE.fullmatch(locale)):
        raise bad("locale is three small letters (ISO 639-3): khm, eng.")


def page_of(request: Body, criteria: Body) -> Page:
    """Return the page asked for; senders put it beside the criteria or among them.

    :raises Refused: if it is no page, or holds more than is ever sent at once
    """
    for place in (request, criteria):
        asked = place.get("pagination")
        if asked is None:
            continue
        if not isinstance(asked, dict):
            raise bad("rjct.pagination.invalid")
        size: Any = asked.get("page_size")
        number: Any = asked.get("page_number", 1)
        if not _counts(size, LARGEST_PAGE) or not _counts(number, 1_000_000):
            raise bad(f"rjct.pagination.invalid: at most {LARGEST_PAGE} records on a page.")
        return Page(int(size), int(number))
    return Page(LARGEST_PAGE, 1)


def codes_of(message: Body) -> list[str]:
    """Return the subscriptions to end; the specification itself writes their name in two ways.

    :raises Refused: if there are none, or one is too long
    """
    codes = message.get("subscription_codes", message.get("sunscription_codes"))
    if not isinstance(codes, list) or not 0 < len(codes) <= MOST_REQUESTS:
        raise bad("rjct.subscription_code.invalid: name the subscriptions.")
    for name in ("timestamp", "timesstamp", "timesatmp"):
        if name in message:
            moment(message[name], "rjct.timestamp.invalid")
    return [_id(code, "rjct.subscription_code.invalid") for code in codes]


def status_asked(message: Body) -> Body:
    """Return what a question after a transaction asks.

    :raises Refused: if it is not as the specification has it
    """
    asked = message.get("txnstatus_request")
    if not isinstance(asked, dict):
        raise bad("txnstatus_request is missing.")
    _id(asked.get("reference_id"), "rjct.reference_id.invalid")
    if asked.get("txn_type") not in _TYPES or asked.get("attribute_type") not in _ATTRIBUTES:
        raise bad("txn_type or attribute_type is not known.")
    value = asked.get("attribute_value")
    values = value if isinstance(value, list) else [value]
    if not 0 < len(values) <= MOST_REQUESTS:
        raise bad("attribute_value is missing.")
    for one in values:
        _id(one, "attribute_value")
    check_locale(asked)
    return asked


def purpose_of(criteria: Body) -> str:
    """Return the code of the purpose that a request names, "" for none."""
    for name in ("authorize", "consent"):
        said = criteria.get(name)
        purpose = said.get("purpose") if isinstance(said, dict) else None
        code = purpose.get("code") if isinstance(purpose, dict) else None
        if isinstance(code, str) and code:
            return code
    return ""


def records_of(data: Any) -> list[Body]:
    """Return the records of an answer, which come as an object or as an array."""
    records = data.get("reg_records") if isinstance(data, dict) else None
    if isinstance(records, dict):
        records = [records] if records else []
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise bad("reg_records is an array of objects.")
    return records


def moment(text: Any, reason: str) -> datetime:
    """Return a moment that is written with its time zone.

    :raises Refused: if it is not
    """
    if not isinstance(text, str) or not _MOMENT.fullmatch(text):
        raise bad(f"{reason}: ISO 8601 with a time zone.")
    try:
        return datetime.fromisoformat(text.upper())
    except ValueError:
        raise bad(f"{reason}: there is no such moment.") from None


def _counts(value: Any, most: int) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and value == int(value) and 1 <= value <= most


def _id(value: Any, name: str) -> str:
    text = _text(value, f"{name} is missing.")
    if len(text) > LONGEST_ID:
        raise bad(f"{name}: at most {LONGEST_ID} letters.")
    return text


def _text(value: Any, reason: str) -> str:
    if not isinstance(value, str) or not value or "\x00" in value:
        raise bad(reason)
    return value
