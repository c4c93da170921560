"""JSON Schemas of HSDS 3, made from the table of what it demands (`hsds/schemas.json`)."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

TABLE = json.loads((Path(__file__).parent / "hsds" / "schemas.json").read_text(encoding="utf-8"))
PLAIN = {"string", "number"}
FORMATS = FormatChecker()


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(text: Any) -> bool:
    """Tell whether a text is a moment with its offset, as RFC 3339 writes it."""
    return datetime.fromisoformat(text).tzinfo is not None and "T" in text


def faults_of(name: str, value: Any) -> list[str]:
    """Return what is wrong with an object of HSDS, "" for where it stands and what; [] if fine."""
    schema = {"$ref": f"#/$defs/{name}", "$defs": {key: _schema(key) for key in TABLE}}
    found = Draft202012Validator(schema, format_checker=FORMATS).iter_errors(value)
    return [f"{fault.json_path}: {fault.message}" for fault in found]


def _schema(name: str) -> dict[str, Any]:
    said = TABLE[name]
    properties = {key: _type(kind) for key, kind in said["properties"].items()}
    return {
        "type": "object",
        "properties": properties,
        "required": said["required"],
        "additionalProperties": False,
    }


def _type(kind: Any) -> dict[str, Any]:
    if isinstance(kind, list):
        return {"type": "string", "enum": kind}
    if kind in PLAIN:
        return {"type": kind}
    if kind.startswith("["):
        return {"type": "array", "items": {"$ref": f"#/$defs/{kind.strip('[]')}"}}
    if kind in TABLE:
        return {"$ref": f"#/$defs/{kind}"}
    return {"type": "string", "format": kind}
