"""Typed readers of the environment, loud when a value is wrong, and this site's own keys."""

import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """Return a text from the environment."""
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool) -> bool:
    """Return a yes/no from the environment.

    :raises ImproperlyConfigured: if the value is neither
    """
    raw = text(name, "1" if default else "0").lower()
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"0", "false", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"{name}={raw!r}: write 1 or 0.")


def number(name: str, default: int) -> int:
    """Return a whole number from the environment.

    :raises ImproperlyConfigured: if the value is not one
    """
    raw = text(name, str(default))
    try:
        return int(raw)
    except ValueError:
        raise ImproperlyConfigured(f"{name}={raw!r}: write a whole number.") from None


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated list from the environment."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def site_keys(home: Path) -> dict[str, str]:
    """Return this site's own keys, made at the first start and kept in `home/keys.json`.

    `secret` signs sessions, `master` wraps people's data keys, `index` blinds searchable hashes,
    `recovery` opens backups on another machine. Only the site's own account may read the file.
    """
    path = home / "keys.json"
    if not home.exists():
        # The database stands here too: nobody else on the machine may look in.
        home.mkdir(parents=True, mode=0o700)
    # The settings name the folders of built pages and fonts: an empty one is no fault.
    for folder in ("built", "static"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    if not path.exists():
        fresh = {name: secrets.token_hex(32) for name in ("secret", "master", "index", "recovery")}
        fresh["site"] = secrets.token_hex(8)
        # Two processes may start at once: the first to create the file wins, the other reads it.
        draft = home / f".keys-{os.getpid()}.json"
        draft.write_text(json.dumps(fresh, indent=1))
        draft.chmod(0o600)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return dict(json.loads(path.read_text()))


def database(url: str, home: Path) -> dict[str, Any]:
    """Return Django's settings for a database address.

    Shapes: `sqlite:///relative.sqlite3`, `sqlite:////absolute.sqlite3`,
    `postgres://user:password@host:port/name` (host may be a socket folder, percent-encoded).

    :raises ImproperlyConfigured: if the address has another shape
    """
    if not url:
        url = f"sqlite:///{home / 'spean.sqlite3'}"
    parsed = urlparse(url)
    build = _BUILDERS.get(parsed.scheme)
    if build is None:
        raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:/// or postgres://")
    return build(parsed)


def _sqlite(parsed: Any) -> dict[str, Any]:
    # trust.md section 0: NORMAL loses acknowledged commits in a power cut, DEFERRED fails under
    # two writers, and without secure_delete erased text stays in the file.
    path = parsed.path[1:] if parsed.path.startswith("/") else parsed.path
    return {
        "ENGINE": "spean.config.sqlite",
        "NAME": unquote(path),
        # Making a connection costs as much as a third of a page: each thread keeps its own.
        "CONN_MAX_AGE": _KEPT_SECONDS,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"
            ),
        },
    }


def _postgres(parsed: Any) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parsed.path.lstrip("/"),
        "USER": unquote(parsed.username or ""),
        "PASSWORD": unquote(parsed.password or ""),
        "HOST": unquote(parsed.hostname or ""),
        "PORT": str(parsed.port or ""),
        "CONN_MAX_AGE": _KEPT_SECONDS,
        "CONN_HEALTH_CHECKS": True,
    }


_KEPT_SECONDS = 600

_BUILDERS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "sqlite": _sqlite,
    "postgres": _postgres,
    "postgresql": _postgres,
}
