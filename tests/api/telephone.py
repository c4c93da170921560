"""A telephone as the field page makes one: it seals, signs and numbers what is finished."""

import base64
import hashlib
import json
import os
import uuid
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from spean.accounts.models import User
from spean.core.crypto import envelope_key
from spean.directory.services import register_device
from tests.factories.forms import answer


def text64(plain: bytes) -> str:
    return base64.urlsafe_b64encode(plain).decode().rstrip("=")


def jwk_of(key: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    point = key.public_key().public_numbers()
    x, y = (text64(number.to_bytes(32, "big")) for number in (point.x, point.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


class Telephone:
    """One user on one device. It knows the site's public key and nothing else of the site."""

    def __init__(self, user: User, *, is_known: bool = True) -> None:
        self.user = user
        self.id = uuid.uuid4()
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.number = 0
        if is_known:
            register_device(actor=user, id=self.id, name="tests", public_key=jwk_of(self.key))

    def finish(self, xml: bytes, id: str, parts: dict[str, bytes] | None = None) -> dict[str, Any]:
        """Return the sealed and signed record of a finished form, under the next number."""
        self.number += 1
        named = {name: hashlib.sha256(one).hexdigest() for name, one in (parts or {}).items()}
        inside = {"xml": xml.decode(), "form_id": "", "version": "", "parts": named}
        context = f"{self.id}\n{self.number}\n{id}".encode()
        epk, nonce, sealed = self._sealed(json.dumps(inside).encode(), context)
        record = {
            "seq": self.number,
            "id": id,
            "kind": "submission",
            "author": str(self.user.pk),
            "captured_at": "2026-03-02T02:30:00.000Z",
            "envelope": {
                "v": 1,
                "key": envelope_key()[0],
                "epk": epk,
                "iv": text64(nonce),
                "ct": text64(sealed),
            },
            "parts": [{"name": name, "sha256": said} for name, said in named.items()],
        }
        return {**record, "signature": self.signature_of(record, sealed)}

    def signature_of(self, record: dict[str, Any], sealed: bytes) -> str:
        digest = hashlib.sha256(sealed).hexdigest()
        said = (self.id, record["seq"], record["id"], record["author"], record["captured_at"])
        message = "\n".join(["spean-record-1", *map(str, said), digest]).encode()
        r, s = decode_dss_signature(self.key.sign(message, ec.ECDSA(hashes.SHA256())))
        return text64(r.to_bytes(32, "big") + s.to_bytes(32, "big"))

    def sealed_part(self, plain: bytes) -> tuple[str, bytes]:
        """Return the hash of a file and its sealed bytes."""
        sha256 = hashlib.sha256(plain).hexdigest()
        epk, nonce, sealed = self._sealed(plain, f"{self.id}\n{sha256}".encode())
        head = json.dumps({"v": 1, "key": envelope_key()[0], "epk": epk}).encode()
        return sha256, head + b"\n" + nonce + sealed

    def batch(self, *records: dict[str, Any], highest: int | None = None) -> dict[str, Any]:
        top = self.number if highest is None else highest
        return {"device": str(self.id), "highest": top, "records": list(records)}

    def _sealed(self, plain: bytes, context: bytes) -> tuple[dict[str, str], bytes, bytes]:
        passing = ec.generate_private_key(ec.SECP256R1())
        site = envelope_key()[1]
        x, y = (int.from_bytes(base64.urlsafe_b64decode(site[name] + "=="), "big") for name in "xy")
        public = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
        shared = passing.exchange(ec.ECDH(), public)
        key = HKDF(hashes.SHA256(), 32, salt=None, info=b"spean-envelope-1").derive(shared)
        nonce = os.urandom(12)
        return jwk_of(passing), nonce, AESGCM(key).encrypt(nonce, plain, context)


def send(page: Any, body: Any) -> Any:
    return page.post("/api/v1/sync", body, content_type="application/json")


def finished(
    telephone: Telephone, version: Any, values: Any = None, parts: dict[str, bytes] | None = None
) -> dict[str, Any]:
    id = f"uuid:{uuid.uuid4()}"
    return telephone.finish(answer(version, values or {"note": "x"}, id=id), id, parts)


def receipts(response: Any) -> list[tuple[int, str, str]]:
    assert response.status_code == 200, response.content
    return [(one["seq"], one["state"], one["code"]) for one in response.json()["receipts"]]
