"""What runs in the sandbox: Typst sets the pages (plain Python, nothing of the site)."""

import base64
import json
from pathlib import Path
from typing import Any


def set_pages(
    template: Path, *, words: dict[str, Any], fonts: list[str], kind: str, dots: int = 110
) -> list[str]:
    """Return the pages in base64: one PDF, or one picture for each page.

    The words go in as one JSON text, so that no sign in them is ever markup; the root is the
    folder of the templates, so that no template reads further.
    """
    import typst

    made = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=fonts
        ),
        format="pdf" if kind == "pdf" else "png",
        ppi=dots,
        sys_inputs={"words": json.dumps(words, ensure_ascii=False)},
        # No template uses a package; were one named, there is nowhere to find it.
        package_path=str(template.parent),
        package_cache_path=str(template.parent),
    )
    pages = made if isinstance(made, list) else [made]
    return [base64.b64encode(page).decode() for page in pages if page]
