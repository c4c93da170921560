"""Drawings on paper: Bootstrap Icons, solid ones, and what we draw ourselves."""

import io
import re
from functools import cache
from typing import Final

import segno
from django.template.loader import render_to_string

# The bridge is drawn by the template (look/paper/house.typ): it stands on every paper.
BRIDGE: Final = "bridge"
# A house on stilts, with its stairs: no other roof looks like home.
HOUSE: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="#000">'
    '<path d="M8 .6 15.6 6.4l-.8 1.1-.9-.7V11H2.1V6.8l-.9.7-.8-1.1z"/>'
    '<path fill="#fff" d="M6.7 7h2.6v3H6.7z"/>'
    '<path d="M2.6 11h1.1v4.6H2.6zM12.3 11h1.1v4.6h-1.1zM5.9 11h.9v4.6h-.9zM9.2 11h.9v4.6h-.9z"/>'
    '<path d="M6.3 12h3.4v.7H6.3zM6.3 13.3h3.4v.7H6.3zM6.3 14.6h3.4v.7H6.3z"/></svg>'
)
_OURS: Final = {"stilt-house": HOUSE, BRIDGE: BRIDGE}
_WHOLE: Final = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


@cache
def drawing(name: str) -> str:
    """Return a drawing as a whole SVG, black."""
    if name in _OURS:
        return _OURS[name]
    found = _WHOLE.search(render_to_string(f"bs_icon/{name}.svg"))
    inside = found.group(1).strip() if found else ""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="#000">' + inside
    ) + "</svg>"


def square(number: str) -> str:
    """Return a square to scan; it holds an opaque number and nothing else."""
    code = segno.make(number, error="m", micro=False)
    drawn = io.BytesIO()
    code.save(drawn, kind="svg", scale=4, border=0, xmldecl=False)
    return drawn.getvalue().decode()
