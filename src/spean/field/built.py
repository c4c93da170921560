"""What Vite made of `client/`: read from SPEAN_HOME/built/field, where `build_assets` puts it."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

ENTRY = "src/main.js"
# What the page takes from the desk: one look, one font.
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


def built_page() -> Built | None:
    """Return what was built, None if nothing was."""
    folder = settings.SPEAN_HOME / "built" / "field"
    try:
        changed = (folder / "manifest.json").stat().st_mtime_ns
    except OSError:
        return None
    return _read(folder, changed)


@lru_cache(maxsize=2)
def _read(folder: Path, _changed: int) -> Built:
    parts = json.loads((folder / "manifest.json").read_text())
    found = {name for part in parts.values() for name in (part["file"], *part.get("css", ()))}
    own = sorted(found - {"worker.js"})
    entry = parts[ENTRY]
    return Built(
        script=_address(entry["file"]),
        styles=tuple(_address(name) for name in entry.get("css", ())),
        files=(*(static(name) for name in FROM_THE_LOOK), *(_address(name) for name in own)),
        worker=(folder / "worker.js").read_text(),
    )


def _address(name: str) -> str:
    # Never the second name that the storage makes: scripts call each other by the name Vite gave,
    # and a script that has two addresses would be loaded twice.
    return f"{settings.STATIC_URL}field/{name}"


def icon_address(size: int) -> str:
    """Return where the icon of a size lies."""
    return _address(f"icon-{size}.png")
