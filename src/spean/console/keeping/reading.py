"""Reading a backup twice: first all of it is verified, then it is loaded."""

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from spean.console.keeping.container import AlteredBackup, BackupRefused, CutBackup, lines_of
from spean.console.keeping.tables import applied_migrations, fields_of, portable_models


class OtherVersion(BackupRefused):
    """The tables of the backup are not those of this program."""

    message = _(
        "This backup was made by Spean %(app)s with other tables. Install that version, restore "
        "there, then upgrade. Nothing was changed."
    )


@dataclass(slots=True)
class Contents:
    """What a verified backup holds: its manifest and the keys of its site."""

    manifest: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """The beginning of a table or a file, or one line of it (`line` is then set)."""

    kind: str
    name: str
    line: bytes | None = None


def verified(file: IO[bytes], *, key: str) -> Contents:
    """Read a whole backup and return its contents, if every byte and every count is right.

    :raises BackupRefused: with the reason, at the first thing that is wrong
    """
    contents = Contents()
    seen: dict[str, dict[str, list[Any]]] = {"table": {}, "file": {}}
    digest, count, open_part = hashlib.sha256(), 0, None
    for part in parts_of(file, key=key, contents=contents):
        if part.line is not None:
            digest.update(part.line + b"\n")
            count += 1
            continue
        if open_part:
            seen[open_part.kind][open_part.name] = [count, digest.hexdigest()]
        digest, count, open_part = hashlib.sha256(), 0, part
    if open_part:
        seen[open_part.kind][open_part.name] = [count, digest.hexdigest()]
    manifest = contents.manifest
    if not manifest or not contents.keys:
        raise CutBackup
    _check_version(manifest)
    if seen["table"] != manifest["tables"] or seen["file"] != manifest["files"]:
        raise AlteredBackup
    return contents


def parts_of(file: IO[bytes], *, key: str, contents: Contents) -> Iterator[Part]:
    """Return the tables and files of a backup line by line; fill in manifest and keys on the way.

    :raises BackupRefused: if a line stands where none may stand
    """
    part: Part | None = None
    for line in lines_of(file, key=key):
        if contents.manifest:
            raise AlteredBackup
        if not line.startswith(b"{"):
            if part is None:
                raise AlteredBackup
            yield Part(part.kind, part.name, line)
            continue
        said = _control(line)
        if said["kind"] == "keys":
            contents.keys.update(said["keys"])
        elif said["kind"] == "manifest":
            contents.manifest.update(said)
        else:
            part = _opened(said)
            yield part
    if not contents.manifest:
        raise CutBackup


def piece_of(line: bytes) -> bytes:
    """Return the bytes of a file that one line holds."""
    return base64.b64decode(json.loads(line), validate=True)


def _control(line: bytes) -> dict[str, Any]:
    said = json.loads(line)
    if said.get("kind") not in {"keys", "table", "file", "manifest"}:
        raise AlteredBackup
    return dict(said)


def _opened(said: dict[str, Any]) -> Part:
    name = str(said["name"])
    if said["kind"] == "file":
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or not path.parts:
            raise AlteredBackup
    else:
        known = {model._meta.label_lower: model for model in portable_models()}
        model = known.get(name)
        if model is None or said["fields"] != [field.attname for field in fields_of(model)]:
            raise OtherVersion(app="?")
    return Part(said["kind"], name)


def _check_version(manifest: dict[str, Any]) -> None:
    if manifest["migrations"] != applied_migrations():
        raise OtherVersion(app=manifest["app"])
