"""Squares to scan with a telephone."""

import segno
from django.utils.safestring import SafeString, mark_safe


def square(text: str, title: str, *, scale: int = 5) -> SafeString:
    """Return a text as an inline drawing; `title` says what it is to whoever does not see it."""
    code = segno.make(text, error="m", micro=False)
    # segno draws nothing but paths, and it escapes the title.
    return mark_safe(
        code.svg_inline(scale=scale, border=2, svgclass="qr", lineclass=None, title=title)
    )
