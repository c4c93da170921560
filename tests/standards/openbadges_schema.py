"""The JSON Schema of Open Badges 3.0, made from the table of what it demands (`openbadges/`).

Whoever has the published file names it in SPEAN_OB3_SCHEMA: then both count.
"""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from jsonschema import Draft201909Validator, FormatChecker

TABLE = json.loads((Path(__file__).parent / "openbadges" / "schemas.json").read_text("utf-8"))
CONTEXTS = [
    {"const": "https://www.w3.org/ns/credentials/v2"},
    {"pattern": r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.\d\.\d)*\.json$"},
]
# What an object's `type` must name.
TYPES = {"AchievementCredential": ["VerifiableCredential", "OpenBadgeCredential"]}
UNTYPED = {"Criteria", "IdentityObject", "CredentialStatus", "CredentialSchema", "Proof"}
# Other members are of the methods that these name: a status list's place, a suite's options.
OPEN = {"CredentialStatus", "CredentialSchema", "Proof"}
PLAIN = {"text": "string", "boolean": "boolean", "number": "number"}
FORMATS = FormatChecker()


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(text: Any) -> bool:
    """Tell whether a text is a moment with its offset, as RFC 3339 writes it."""
    return datetime.fromisoformat(text).tzinfo is not None and "T" in text


def faults_of(document: Any) -> list[str]:
    """Return what is wrong with an Open Badge; [] if nothing is."""
    found = [
        f"{fault.json_path}: {fault.message[:200]}"
        for schema in (_whole(), *_published())
        for fault in Draft201909Validator(schema, format_checker=FORMATS).iter_errors(document)
    ]
    return sorted(found)


def _published() -> list[dict[str, Any]]:
    path = os.environ.get("SPEAN_OB3_SCHEMA", "")
    return [json.loads(Path(path).read_text("utf-8"))] if path else []


def _whole() -> dict[str, Any]:
    return {"$ref": "#/$defs/AchievementCredential", "$defs": {key: _schema(key) for key in TABLE}}


def _schema(name: str) -> dict[str, Any]:
    said = TABLE[name]
    properties = {key: _kind(kind) for key, kind in said["properties"].items()}
    if name not in UNTYPED:
        wanted = [{"contains": {"const": kind}} for kind in TYPES.get(name, [name])]
        properties["type"] = {**properties["type"], "allOf": wanted}
    if name == "IdentityObject":
        properties["type"] = {"const": name}
    if "@context" in properties:
        properties["@context"] = {"type": "array", "minItems": 2, "items": CONTEXTS}
    return {
        "type": "object",
        "properties": properties,
        "required": said["required"],
        "additionalProperties": name in OPEN,
    }


def _kind(kind: Any) -> dict[str, Any]:
    if isinstance(kind, list):
        own = {"type": "string", "pattern": "^ext:[A-Za-z0-9._-]+$"}
        named = {"enum": [value for value in kind if value != "ext:*"]}
        return {"anyOf": [named, own]} if "ext:*" in kind else named
    if kind.startswith("["):
        return {"type": "array", "minItems": 1, "items": _kind(kind.strip("[]"))}
    if kind in TABLE:
        return {"$ref": f"#/$defs/{kind}"}
    if kind == "moment":
        return {"type": "string", "format": "date-time"}
    return {"type": PLAIN[kind]}
