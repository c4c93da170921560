"""Another registry, as the tests play it: it signs by its own hand and reads what comes back."""

import base64
import hashlib
import json
import uuid
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from spean.directory.models import Organisation, RegistryPeer

BASE = "/api/spdci/v1/registry/"
FIELDS = [
    *("name", "sex", "birth_date", "address", "marital_status"),
    *("registration_date", "household", "poverty"),
]


def stamp() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def ident() -> str:
    return uuid.uuid4().hex


class Peer:
    """A registry with a key, known to the site under what was agreed."""

    def __init__(self, sender_id: str = "idpoor", **agreed: Any) -> None:
        self.key = Ed25519PrivateKey.generate()
        self.sender_id = sender_id
        public = base64.b64encode(self.key.public_key().public_bytes_raw()).decode()
        values = {
            "organisation": Organisation.objects.create(kind="authority", label_en=sender_id),
            "public_keys": [{"id": "k1", "key": public, "until": ""}],
            "purposes": ["SP-ELIG"],
            "scope": "share_commune_idpoor",
            "record_kinds": ["Person", "Group"],
            "fields": FIELDS,
            "callback_uri": "https://idpoor.example.org/in",
        }
        self.row = RegistryPeer.objects.create(sender_id=sender_id, **{**values, **agreed})

    def header(self, action: str, **changes: Any) -> dict[str, Any]:
        header = {
            "version": "1.0.0",
            "message_id": ident(),
            "message_ts": stamp(),
            "action": action,
            "sender_id": self.sender_id,
            "receiver_id": "spean",
            "total_count": 1,
        }
        return {**header, **changes}

    def signed(self, header: dict[str, Any], message: dict[str, Any], **odd: Any) -> dict[str, Any]:
        """Return the envelope, signed without any code of ours."""
        created = odd.get("created", int(timezone.now().timestamp()))
        expires = odd.get("expires", created + 60)
        both = {"header": header, "message": message}
        plain = json.dumps(both, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = base64.b64encode(hashlib.sha256(plain.encode()).digest()).decode()
        text = f"(created): {created}\n(expires): {expires}\ndigest: SHA-256={digest}"
        signature = base64.b64encode(odd.get("key", self.key).sign(text.encode())).decode()
        line = (
            f'Signature: namespace="g2p", kidId="{self.sender_id}|{odd.get("kid", "k1")}|ed25519",'
            f' algorithm="ed25519", created="{created}", expires="{expires}",'
            f' headers="(created) (expires) digest", signature="{signature}"'
        )
        return {"signature": line, **both}

    def ask(self, client: Any, path: str, message: dict[str, Any], **changes: Any) -> Any:
        """Send a signed message to an endpoint."""
        action = changes.pop("action", path.replace("sync/", "").replace("/", "-"))
        return send(client, path, self.signed(self.header(action, **changes), message))


def send(client: Any, path: str, body: Any, **headers: Any) -> Any:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(f"{BASE}{path}", text, content_type="application/json", headers=headers)


def search(query: Any, query_type: str = "idtype-value", **more: Any) -> dict[str, Any]:
    """Return the message of a search with one question, for a purpose that was agreed."""
    request = more.pop("request", {})
    criteria = {
        "query_type": query_type,
        "query": query,
        "authorize": {"ts": stamp(), "purpose": {"text": "x", "code": "SP-ELIG"}},
        **more,
    }
    one = {"reference_id": ident(), "timestamp": stamp(), "search_criteria": criteria, **request}
    return {"transaction_id": ident(), "search_request": [one]}


def by_card(number: str, kind: str = "UIN", **more: Any) -> dict[str, Any]:
    return search({"type": kind, "value": number}, **more)


def records(answer: Any) -> list[dict[str, Any]]:
    return answer.json()["message"]["search_response"][0]["data"]["reg_records"]


def verify(body: dict[str, Any], public: str) -> None:
    """Check a message of the site without any code of ours; raises if it does not hold."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    line = body["signature"]
    parts = dict(
        part.split('="') for part in line.removeprefix("Signature: ").rstrip('"').split('", ')
    )
    both = {"header": body["header"], "message": body["message"]}
    plain = json.dumps(both, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = base64.b64encode(hashlib.sha256(plain.encode()).digest()).decode()
    text = f"(created): {parts['created']}\n(expires): {parts['expires']}\ndigest: SHA-256={digest}"
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public))
    key.verify(base64.b64decode(parts["signature"]), text.encode())
