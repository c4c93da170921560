"""Paper: a real PDF of A4 pages, made by Typst from one of the house's own templates.

A door hands over words and drawings as plain values; the templates (`look/paper/*.typ`) set them.
The words arrive as data and are never read as markup. Typst runs in the sandbox of `core.sandbox`:
without network, without the site's keys, with a limit of memory and clock, and it reads nothing but
the folder of the templates and the fonts.
"""

import base64
from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from spean.core.sandbox import run_parser

TEMPLATES: Final = Path(__file__).resolve().parents[2] / "look" / "paper"
# Khmer with Latin; names of employers and places abroad come in Thai.
_FONT_PACKAGES: Final = ("fontpkg_noto_sans_khmer", "fontpkg_noto_sans_thai")
# A page costs a tenth of a second; virtual memory is mostly the stacks of Typst's threads.
_SECONDS: Final = 10
_MEMORY_MB: Final = 2_048


def make_paper(template: str, words: Mapping[str, Any]) -> bytes:
    """Return the PDF of one template of `look/paper` filled with plain JSON values.

    :raises ParserTooGreedy: if it needs more than a paper of this house ever does
    :raises ParserFailed: if the template does not know what to do with the words
    """
    (whole,) = _made(template, words, kind="pdf")
    return whole


def draw_paper(template: str, words: Mapping[str, Any], *, dots: int = 110) -> list[bytes]:
    """Return the same pages as pictures (PNG), `dots` to the inch, for looking at them."""
    return _made(template, words, kind="png", dots=dots)


def _made(template: str, words: Mapping[str, Any], **wanted: Any) -> list[bytes]:
    pages = run_parser(
        "spean.core.paper.setting.set_pages",
        TEMPLATES / f"{template}.typ",
        memory_mb=_MEMORY_MB,
        seconds=_SECONDS,
        words={**words, "is_training": settings.SPEAN_IS_DEMO},
        fonts=_fonts(),
        **wanted,
    )
    return [base64.b64decode(page) for page in pages]


@cache
def _fonts() -> list[str]:
    folders = []
    for package in _FONT_PACKAGES:
        with as_file(files(package) / "files") as folder:
            folders.append(str(folder))
    return folders
