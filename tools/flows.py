"""Draw the flow tables as state diagrams: docs/flows/ROOM-RECORD.md.

    python tools/flows.py          write the diagrams
    python tools/flows.py check    say which differ from the tables; exit 1 if any

Every `Flow` that a room's `flows.py` names is drawn; nothing else needs to be told.
"""

import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spean.core.flow import Flow

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "flows"


def tables() -> Iterator[tuple[str, str, "Flow"]]:
    """Yield (room, record, flow) for each table of each room, in alphabetical order."""
    for path in sorted((ROOT / "src" / "spean").glob("*/flows.py")):
        room = path.parent.name
        named = vars(importlib.import_module(f"spean.{room}.flows"))
        for name, value in sorted(named.items()):
            if type(value).__name__ == "Flow":
                yield room, name.lower().replace("_", "-"), value


def diagram(room: str, record: str, flow: "Flow") -> str:
    """Return one flow as a Markdown page with a Mermaid state diagram."""
    lines = [f"    [*] --> {flow.start}"]
    for name, move in flow.moves.items():
        lines += [f"    {source} --> {move.target}: {name}" for source in sorted(move.sources)]
    drawn = "\n".join(lines)
    return (
        f"# {record.replace('-', ' ').capitalize()}\n\n"
        f"Drawn from `src/spean/{room}/flows.py` by `tools/flows.py`:"
        " change the table, not this page.\n\n"
        f"```mermaid\nstateDiagram-v2\n{drawn}\n```\n"
    )


def pages() -> dict[Path, str]:
    """Return each page and what it should hold."""
    return {
        FOLDER / f"{room}-{record}.md": diagram(room, record, f) for room, record, f in tables()
    }


def stale() -> list[str]:
    """Return one line for each page that is missing, differs, or has no table any more."""
    wanted = pages()
    lines = [
        f"{path.relative_to(ROOT)}: differs from its table; run python tools/flows.py"
        for path, text in wanted.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    kept = set(FOLDER.glob("*.md")) - set(wanted)
    return lines + [f"{path.relative_to(ROOT)}: no table of this name" for path in sorted(kept)]


def main(arguments: list[str]) -> int:
    """Write the pages, or check them."""
    if arguments == ["check"]:
        lines = stale()
        print("\n".join(lines) or "Flows: every diagram equals its table")
        return 1 if lines else 0
    if arguments:
        print(__doc__)
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spean.config.settings_test")
    sys.path.insert(0, str(ROOT / "src"))
    import django

    django.setup()
    sys.exit(main(sys.argv[1:]))
