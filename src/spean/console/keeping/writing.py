"""Writing a backup while the site runs."""

import base64
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean import __version__
from spean.accounts.selectors import current_head
from spean.console.keeping.container import FORMAT, BackupRefused, Sealer
from spean.console.keeping.tables import (
    applied_migrations,
    fields_of,
    lines_from,
    one_moment,
    portable_models,
)

Tell = Callable[[str], None]
PIECE = 96 * 1024


class FileExists(BackupRefused):
    """A backup never overwrites a file."""

    message = _("This file exists already. Choose another name; nothing was written.")


def write_backup(path: Path, *, tell: Tell) -> dict[str, Any]:
    """Write the whole site into one sealed file and return its manifest.

    The file appears under its name only when it is whole and on the disk.

    :raises FileExists: if something has that name
    """
    if path.exists():
        raise FileExists
    draft = path.with_name(f".{path.name}.part")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            manifest = _write(file, tell)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        raise FileExists from None
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _write(file: Any, tell: Tell) -> dict[str, Any]:
    with one_moment():
        head = current_head()
        about: dict[str, Any] = {
            "app": __version__,
            "site": settings.SPEAN_SITE_ID,
            "made_at": timezone.now().isoformat(timespec="seconds"),
            "head": {"seq": head.seq, "hash": head.hash},
        }
        sealer = Sealer(file, key=settings.SPEAN_RECOVERY_KEY, head=about)
        sealer.write(_line({"kind": "keys", "keys": present_keys()}))
        tables = {
            model._meta.label_lower: _write_table(sealer, model, tell)
            for model in portable_models()
        }
        manifest = {
            "kind": "manifest",
            "format": FORMAT,
            **about,
            "migrations": applied_migrations(),
            "tables": tables,
            "files": {name: _write_file(sealer, name, tell) for name in _uploads()},
        }
        sealer.write(_line(manifest))
        sealer.close()
    return manifest


def present_keys() -> dict[str, str]:
    """Return the keys in force, wherever they come from: what opens the sealed fields."""
    return {
        "secret": str(settings.SECRET_KEY),
        "master": settings.SPEAN_MASTER_KEY.hex(),
        "index": settings.SPEAN_INDEX_KEY.hex(),
        "recovery": str(settings.SPEAN_RECOVERY_KEY),
        "site": str(settings.SPEAN_SITE_ID),
    }


def _write_table(sealer: Sealer, model: Any, tell: Tell) -> list[Any]:
    name = model._meta.label_lower
    sealer.write(
        _line({"kind": "table", "name": name, "fields": [f.attname for f in fields_of(model)]})
    )
    return _write_all(sealer, lines_from(model), name, tell)


def _write_file(sealer: Sealer, name: str, tell: Tell) -> list[Any]:
    sealer.write(_line({"kind": "file", "name": name}))
    return _write_all(sealer, _pieces(Path(settings.MEDIA_ROOT) / name), name, tell)


def _write_all(sealer: Sealer, lines: Iterable[bytes], name: str, tell: Tell) -> list[Any]:
    count, digest = 0, hashlib.sha256()
    for line in lines:
        sealer.write(line)
        digest.update(line + b"\n")
        count += 1
        if count % 20_000 == 0:
            tell(f"{name} {count:,}")
    if count:
        tell(f"{name} {count:,}")
    return [count, digest.hexdigest()]


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield json.dumps(base64.b64encode(piece).decode()).encode()


def _uploads() -> list[str]:
    root = Path(settings.MEDIA_ROOT)
    if not root.is_dir():
        return []
    found = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(path.relative_to(root).as_posix() for path in found)


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
