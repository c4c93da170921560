"""One machine at a time: a site that went elsewhere does not go on here, until it came back.

`spean backup --leave` notes the end of the audit trail that left. What comes back must continue
that very trail: then, and only then, the note is taken away.
"""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from spean.accounts.models import AuditEntry
from spean.accounts.selectors import current_head


def leave(manifest: dict[str, Any]) -> Path:
    """Note that the work goes on elsewhere from this backup on; the site is not served here."""
    path = _note()
    said = {"since": manifest["made_at"], **manifest["head"]}
    path.write_text(json.dumps(said), encoding="utf-8")
    return path


def gone_since() -> str:
    """Return the moment since which the work goes on elsewhere, empty if it does not."""
    try:
        return str(json.loads(_note().read_text(encoding="utf-8"))["since"])
    except FileNotFoundError:
        return ""
    except (ValueError, KeyError):
        # A damaged note is still a note: better not served than two registers.
        return "?"


def came_back() -> bool:
    """Take the note away if the database continues the trail that left, and tell whether it does.

    The very backup that left continues nothing: it may be open elsewhere.
    """
    path = _note()
    if not path.exists():
        return True
    try:
        left = json.loads(path.read_text(encoding="utf-8"))
        seq, digest = int(left["seq"]), str(left["hash"])
    except (ValueError, KeyError):
        return False
    is_same = not seq or AuditEntry.objects.filter(seq=seq, hash=digest).exists()
    if not is_same or current_head().seq <= seq:
        return False
    path.unlink()
    return True


def _note() -> Path:
    return Path(settings.SPEAN_HOME) / "gone-elsewhere.json"
