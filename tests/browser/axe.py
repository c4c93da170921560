"""What axe says about a page: the rules of WCAG that a machine can check."""

from pathlib import Path
from typing import Any

import axe_core_python
from playwright.sync_api import Page

SOURCE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
GRAVE = {"serious", "critical"}


def grave_faults(page: Page) -> list[str]:
    """Return one line for each serious or critical violation on a page.

    The script goes in through the debugger, so the page's own policy stays as strict as it is.
    """
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(SOURCE)
    found: dict[str, Any] = page.evaluate(
        "axe.run(document, {resultTypes: ['violations'], preload: false})"
    )
    return [
        f"axe {rule['id']} ({rule['impact']}): {rule['nodes'][0]['html'][:200]}"
        for rule in found["violations"]
        if rule["impact"] in GRAVE
    ]
