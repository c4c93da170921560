"""Pictures of tasks: any drawing of the kept icon package, named by editable data.

The house's own list (`icons.ICONS`) is short and has one meaning each; a task's picture is only
looked at beside its words, and a registrar chooses it.
"""

import re
from functools import cache
from typing import Final

from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_INSIDE: Final = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_NAME: Final = re.compile(r"[0-9a-z]+(-[0-9a-z]+)*")
_BLANK: Final = "image"


@cache
def picture_svg(name: str) -> SafeString:
    """Return the inline drawing of a task; one that is not there is an empty frame."""
    return _drawn(name) or _drawn(_BLANK) or SafeString("")


def _drawn(name: str) -> SafeString | None:
    if not _NAME.fullmatch(name):
        return None
    try:
        found = _INSIDE.search(render_to_string(f"bs_icon/{name}.svg"))
    except TemplateDoesNotExist:
        return None
    if found is None:
        return None
    paths = re.sub(r"\s*/>", "/>", found.group(1).strip())
    return format_html(
        '<svg class="i" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', mark_safe(paths)
    )
