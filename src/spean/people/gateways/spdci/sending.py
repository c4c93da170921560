"""Messages on their way out: to one agreed address each, by HTTPS, never where a message points."""

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from spean.people.gateways.spdci.envelope import Body
from spean.people.gateways.spdci.signing import Signer, canonical

TIMEOUT: Final = httpx.Timeout(10.0, connect=5.0)
LARGEST: Final = 5_000_000
_OWN: Final = frozenset({"127.0.0.1", "localhost", "::1"})
CALLBACKS: Final[Mapping[str, str]] = {
    "search": "registry/on-search",
    "subscribe": "registry/on-subscribe",
    "unsubscribe": "registry/on-unsubscribe",
    "txn-status": "registry/txn/on-status",
    "notify": "registry/notify",
}


class NotDelivered(Exception):
    """The other side did not take the message, or could not be reached; try again later."""


class WrongAddress(Exception):
    """A message asks for its answer at an address that was not agreed."""


def answer_address(agreed: str, asked: Any, action: str, *, any_port: bool = False) -> str:
    """Return where an answer goes: below the agreed address, whatever the message asks for.

    :param any_port: whether another port of this computer itself is as good (demo alone)
    :raises WrongAddress: if the message names another place
    """
    if not agreed:
        return ""
    if not asked:
        return f"{agreed.rstrip('/')}/{CALLBACKS[action]}"
    if not isinstance(asked, str) or not _is_same_place(agreed, asked, any_port=any_port):
        raise WrongAddress
    return asked


def _is_same_place(agreed: str, asked: str, *, any_port: bool) -> bool:
    try:
        one, other = urlsplit(agreed), urlsplit(asked)
        ports = (one.port, other.port)
    except ValueError:
        return False
    if other.username is not None or other.fragment or not asked.isascii() or "\\" in asked:
        return False
    if (one.scheme, one.hostname) != (other.scheme, other.hostname):
        return False
    return ports[0] == ports[1] or (any_port and one.hostname in _OWN)


def sealed_envelope(signer: Signer, header: Body, message: Body, now: int) -> Body:
    """Return a whole message with its signature."""
    return {"signature": signer.line(header, message, now), "header": header, "message": message}


def post(address: str, body: Body, *, password: str = "") -> bytes:
    """Send a message and return what came back; no redirection is followed.

    :raises NotDelivered: if it was not taken
    """
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if password:
        headers["Authorization"] = f"Bearer {password}"
    content = canonical_body(body)
    try:
        with (
            httpx.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=False) as client,
            client.stream("POST", address, content=content, headers=headers) as answer,
        ):
            found = bytearray()
            for chunk in answer.iter_bytes():
                found += chunk
                if len(found) > LARGEST:
                    raise NotDelivered
    except httpx.HTTPError as cause:
        raise NotDelivered from cause
    if not 200 <= answer.status_code < 300:
        raise NotDelivered
    return bytes(found)


def canonical_body(body: Body) -> bytes:
    """Return the bytes of a message; whatever reads it again finds what was signed."""
    inner = canonical(body["header"], body["message"])
    return b'{"signature":' + json.dumps(body["signature"]).encode() + b"," + inner[1:]
