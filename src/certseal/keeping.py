"""Keep the keys: make them, and sign lists of keys with the root, on a machine without a network.

A request is JSON that a person can read before the root signs it; what comes out is JSON again.
"""

import argparse
import base64
import getpass
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from certseal import status
from certseal.envelope import Damaged, WrongShape, is_signed_by, opened
from certseal.keys import SigningKey, fingerprint
from certseal.lists import KEYS, Key, KeyList, StatusList, Unit, Use, sign_key_list, sign_list
from certseal.trust import trust_file

FORMAT: Final = "spean-keys-1"
_PASSPHRASE_LEAST: Final = 12


class BadRequest(ValueError):
    """The request, the file of keys or the passphrase cannot be used."""


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of keeping to the command line."""
    making = commands.add_parser("new-key", help="make a key, sealed with a passphrase")
    making.add_argument("file", type=Path)
    making.set_defaults(run=_new_key)
    showing = commands.add_parser("show-key", help="print a key file's public half")
    showing.add_argument("file", type=Path)
    showing.set_defaults(run=_show_key)
    keys = commands.add_parser("sign-keys", help="sign a list of keys with the root")
    keys.add_argument("request", type=Path, help="JSON: version, keys")
    keys.add_argument("--root", type=Path, required=True, help="the root's key file")
    keys.add_argument("--out", type=Path, required=True)
    keys.set_defaults(run=_sign_keys)
    lists = commands.add_parser("sign-list", help="sign units and revocations; make a trust file")
    lists.add_argument("request", type=Path, help="JSON: version, next, units, revoked, vouched")
    lists.add_argument("--key", type=Path, required=True, help="the list's key file")
    lists.add_argument("--keys", type=Path, required=True, help="what sign-keys made")
    lists.add_argument("--out", type=Path, required=True)
    lists.set_defaults(run=_sign_list)


def keys_file(root: bytes, layer: bytes) -> bytes:
    """Return the signed list of keys as a file to carry from the root to the server."""
    whole = {"format": FORMAT, "root": root.hex(), "keys": base64.b64encode(layer).decode("ascii")}
    return (json.dumps(whole, indent=1) + "\n").encode("ascii")


def open_keys(data: bytes, root: bytes | None = None) -> tuple[bytes, bytes, KeyList]:
    """Return the root, the layer and the keys of such a file, verified.

    :raises BadRequest: when it is damaged, or of another root
    """
    try:
        whole: Any = json.loads(data)
        if whole["format"] != FORMAT:
            raise BadRequest("not a file of keys")
        public, layer = bytes.fromhex(whole["root"]), base64.b64decode(whole["keys"], validate=True)
        envelope = opened(layer, KEYS)
        if root not in (None, public) or not is_signed_by(envelope, public):
            raise BadRequest("the keys are not signed by this root")
        return public, layer, KeyList.decode(envelope.payload)
    except BadRequest:
        raise
    except (ValueError, LookupError, TypeError, Damaged, WrongShape) as fault:
        raise BadRequest(f"the file of keys cannot be read: {fault}") from fault


def _new_key(asked: argparse.Namespace) -> int:
    secret = _passphrase(f"Passphrase for {asked.file}: ")
    if len(secret) < _PASSPHRASE_LEAST:
        raise BadRequest(
            f"ពាក្យសម្ងាត់ត្រូវមានយ៉ាងតិច {_PASSPHRASE_LEAST} តួ។ "
            f"A passphrase has at least {_PASSPHRASE_LEAST} characters."
        )
    key = SigningKey.generate()
    _write_new(asked.file, key.pem(secret), 0o600)
    _say(key)
    return 0


def _show_key(asked: argparse.Namespace) -> int:
    _say(_key(asked.file))
    return 0


def _sign_keys(asked: argparse.Namespace) -> int:
    request = _request(asked.request)
    try:
        key_list = KeyList(
            version=int(request["version"]),
            issued_at=datetime.now(UTC).replace(microsecond=0),
            keys=tuple(map(_asked_key, request["keys"])),
        )
        KeyList.decode(key_list.encode())
    except (ValueError, LookupError, TypeError, AttributeError) as fault:
        raise BadRequest(f"the request cannot be signed: {fault!r}") from fault
    root = _key(asked.root)
    _write_new(asked.out, keys_file(root.public, sign_key_list(key_list, root)), 0o644)
    _say(root)
    return 0


def _sign_list(asked: argparse.Namespace) -> int:
    request = _request(asked.request)
    root, layer, _ = open_keys(asked.keys.read_bytes())
    try:
        status_list = StatusList(
            version=int(request["version"]),
            issued_at=datetime.now(UTC).replace(microsecond=0),
            next_at=_moment(request["next"]),
            units=tuple(Unit(**unit) for unit in request["units"]),
            revoked=status.packed(status.bitstring(request.get("revoked", []))),
            vouched=tuple(sorted(map(bytes.fromhex, request.get("vouched", [])))),
        )
        StatusList.decode(status_list.encode())
    except (ValueError, LookupError, TypeError, AttributeError) as fault:
        raise BadRequest(f"the request cannot be signed: {fault!r}") from fault
    signed = sign_list(status_list, _key(asked.key))
    asked.out.write_bytes(trust_file(root, layer, signed))
    return 0


def _asked_key(row: dict[str, Any]) -> Key:
    return Key(
        public=bytes.fromhex(row["public"]),
        use=Use(row["use"]),
        name_km=row["km"],
        name_en=row["en"],
        valid_from=_moment(row["from"]),
        valid_to=_moment(row["to"]) if row.get("to") else None,
        revoked_at=_moment(row["revoked"]) if row.get("revoked") else None,
        reason=row.get("reason", ""),
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _request(path: Path) -> dict[str, Any]:
    try:
        whole = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as fault:
        raise BadRequest(f"{path}: the file is not JSON in UTF-8.") from fault
    if not isinstance(whole, dict):
        raise BadRequest(f"{path}: an object is expected.")
    return whole


def _key(path: Path) -> SigningKey:
    return SigningKey.from_pem(path.read_bytes(), _passphrase(f"Passphrase of {path}: "))


def _passphrase(prompt: str) -> str:
    return os.environ.get("CERTSEAL_PASSPHRASE") or getpass.getpass(prompt)


def _write_new(path: Path, data: bytes, mode: int) -> None:
    """Write a file that is not there yet: a key is never written over."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)


def _say(key: SigningKey) -> None:
    lines: Sequence[str] = (f"public {key.public.hex()}", f"fingerprint {fingerprint(key.public)}")
    sys.stdout.write("\n".join(lines) + "\n")
