"""What Vite made of `client/`: read from SPEAN_HOME/built/field, where `build_assets` puts it.

Two pages are built together; each is told, and keeps, only the files that it leads to itself.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static

FIELD, VERIFIER = "src/main.js", "src/verify/main.js"
# What a page takes from the desk: one look, one font.
FROM_THE_LOOK = (
    "spean/spean.css",
    "spean/page.js",
    "spean/bridge.svg",
    "spean/fonts/noto-sans-khmer.woff2",
)


@dataclass(frozen=True, slots=True)
class Built:
    """Addresses of the page's own script and styles, of every file it needs, and its worker."""

    script: str
    styles: tuple[str, ...]
    files: tuple[str, ...]
    worker: str


def built_page(entry: str = FIELD) -> Built | None:
    """Return what was built for a page, None if nothing was."""
    folder = settings.SPEAN_HOME / "built" / "field"
    try:
        changed = (folder / "manifest.json").stat().st_mtime_ns
    except OSError:
        return None
    return _read(folder, entry, changed)


@lru_cache(maxsize=4)
def _read(folder: Path, entry: str, _changed: int) -> Built | None:
    parts = json.loads((folder / "manifest.json").read_text())
    if entry not in parts:
        # What lies there was built before this page was written.
        return None
    own = sorted(_files_of(parts, entry))
    return Built(
        script=_address(parts[entry]["file"]),
        styles=tuple(_address(name) for name in parts[entry].get("css", ())),
        files=(*(static(name) for name in FROM_THE_LOOK), *(_address(name) for name in own)),
        worker=(folder / "worker.js").read_text(),
    )


def _files_of(parts: dict[str, Any], entry: str) -> set[str]:
    """Return the files of an entry and of all that it brings along, now or later."""
    files: set[str] = set()
    seen: set[str] = set()
    waiting = [entry]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        part = parts[name]
        files |= {part["file"], *part.get("css", ()), *part.get("assets", ())}
        waiting += [*part.get("imports", ()), *part.get("dynamicImports", ())]
    return files


def _address(name: str) -> str:
    # Never the second name that the storage makes: scripts call each other by the name Vite gave,
    # and a script that has two addresses would be loaded twice.
    return f"{settings.STATIC_URL}field/{name}"


def icon_address(size: int) -> str:
    """Return where the icon of a size lies."""
    return _address(f"icon-{size}.png")
