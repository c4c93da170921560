"""Data Integrity proofs of W3C Verifiable Credentials: rdfc by a kept package, jcs here.

A proof over RDF says nothing of single members of the JSON; whoever reads those asks `badge_check`.
"""

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from openbadgeslib.ob3 import OB3VerificationError, verify_data_integrity_proof

from certseal.keys import BadKey, public_of

RDFC: Final = "eddsa-rdfc-2022"
JCS: Final = "eddsa-jcs-2022"
_BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_DID_KEY: Final = "did:key:"
_ED25519_CODE: Final = b"\xed\x01"
_INTEGER_MOST: Final = 2**53 - 1
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII)


class BadProof(ValueError):
    """The proof does not hold, or is none that we know."""


def did_of(public: bytes) -> str:
    """Return the did:key of a public key."""
    number = int.from_bytes(_ED25519_CODE + public, "big")
    letters = ""
    while number:
        number, place = divmod(number, 58)
        letters = _BASE58[place] + letters
    return f"{_DID_KEY}z{letters}"


def method_of(public: bytes) -> str:
    """Return the address under which a proof names the key."""
    did = did_of(public)
    return f"{did}#{did.removeprefix(_DID_KEY)}"


def public_in(did: str) -> bytes:
    """Return the Ed25519 key that a did:key is.

    :raises BadKey: when it is none
    """
    text = did.partition("#")[0]
    if not text.startswith(f"{_DID_KEY}z") or len(text) > 100:
        raise BadKey("not a did:key")
    data = _base58(text.removeprefix(f"{_DID_KEY}z"))
    if not data.startswith(_ED25519_CODE) or len(data) != 34:
        raise BadKey("not the did:key of an Ed25519 key")
    return data[2:]


def verify(
    document: Mapping[str, Any],
    public: bytes,
    contexts: Mapping[str, dict[str, Any]] | None = None,
) -> None:
    """Verify the one proof of a document against a key.

    :raises BadProof: when it does not hold
    """
    proof = one_proof(document)
    suite = proof.get("cryptosuite") if proof else None
    if proof is None or suite not in (RDFC, JCS):
        raise BadProof("another kind of proof")
    _demand_options(proof, public)
    if suite == JCS:
        _verify_jcs(document, proof, public)
        return
    try:
        verify_data_integrity_proof(dict(document), pem_of(public), extra_contexts=contexts)
    except OB3VerificationError as fault:
        raise BadProof(str(fault)) from fault


def one_proof(document: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the proof of a document that has exactly one, alone or in a list of one."""
    proof = document.get("proof")
    if isinstance(proof, list) and len(proof) == 1:
        proof = proof[0]
    return proof if isinstance(proof, dict) else None


def _demand_options(proof: Mapping[str, Any], public: bytes) -> None:
    """Refuse what a key may truly have signed, and is no proof of a claim all the same."""
    if proof.get("type") != "DataIntegrityProof" or proof.get("proofPurpose") != "assertionMethod":
        raise BadProof("a proof for another purpose")
    method = proof.get("verificationMethod")
    if not isinstance(method, str) or ":" not in method:
        raise BadProof("no key is named")
    if method.startswith(_DID_KEY) and not _names(method, public):
        raise BadProof("another key is named")
    for name in ("created", "expires"):
        if name in proof and _moment(proof[name]) is None:
            raise BadProof(f"{name} is no moment")
    expires = _moment(proof.get("expires"))
    if expires is not None and expires < datetime.now(UTC):
        raise BadProof("the proof has expired")


def _names(method: str, public: bytes) -> bool:
    try:
        return public_in(method) == public
    except BadKey:
        return False


def _moment(text: object) -> datetime | None:
    """Return a moment of XML Schema; one without its offset is in UTC, as the standard allows."""
    if not isinstance(text, str) or not _MOMENT.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _verify_jcs(document: Mapping[str, Any], proof: dict[str, Any], public: bytes) -> None:
    """Verify an eddsa-jcs-2022 proof (vc-di-eddsa 1.0, 3.3)."""
    value = proof.get("proofValue")
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    if "@context" in options:
        ours, theirs = _list(unsecured.get("@context")), _list(options["@context"])
        if ours[: len(theirs)] != theirs:
            raise BadProof("another context than the proof's")
        unsecured["@context"] = options["@context"]
    if not isinstance(value, str) or not value.startswith("z") or len(value) > 100:
        raise BadProof("no signature")
    hashed = sha256(jcs(options)).digest() + sha256(jcs(unsecured)).digest()
    try:
        public_of(public).verify(_base58(value[1:]), hashed)
    except (InvalidSignature, BadKey) as fault:
        raise BadProof("the signature is wrong") from fault


def jcs(value: object) -> bytes:
    """Return the canonical JSON of a value (RFC 8785).

    :raises BadProof: when a number or a text in it has no such form that every reader shares
    """
    try:
        return _jcs(value).encode("utf-8")
    except (UnicodeEncodeError, RecursionError) as fault:
        raise BadProof("not JSON that can be signed") from fault


def _jcs(value: object) -> str:
    if isinstance(value, dict):
        pairs = sorted(value.items(), key=lambda pair: pair[0].encode("utf-16-be"))
        return "{" + ",".join(f"{_jcs(name)}:{_jcs(inner)}" for name, inner in pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_jcs, value)) + "]"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _INTEGER_MOST:
        raise BadProof("a number too large to be shared")
    return json.dumps(value, ensure_ascii=False)


def _number(value: float) -> str:
    """Return a fraction as ECMAScript writes it, where Python writes it the same."""
    if value == 0:
        return "0"
    if not math.isfinite(value) or not 1e-4 <= abs(value) < 1e16:
        raise BadProof("a number that is written in several ways")
    return str(int(value)) if value.is_integer() else repr(value)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _base58(text: str) -> bytes:
    number = 0
    for char in text:
        place = _BASE58.find(char)
        if place < 0:
            raise BadKey("not base58")
        number = number * 58 + place
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def pem_of(public: bytes) -> bytes:
    """Return a public key as the package wants it."""
    return public_of(public).public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
