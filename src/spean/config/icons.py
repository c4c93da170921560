"""The icons of the house: one list, one meaning each (Bootstrap Icons, drawn inline)."""

import re
from functools import cache

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ICONS = frozenset(
    {
        "arrow-counterclockwise",
        "arrow-left",
        "arrow-repeat",
        "arrow-right",
        "award",
        "backpack",
        "bank",
        "bar-chart",
        "bell",
        "box-arrow-right",
        "briefcase",
        "briefcase-fill",
        "building",
        "calendar-check",
        "calendar-event",
        "cash-coin",
        "chat-dots-fill",
        "check",
        "check-circle",
        "check-circle-fill",
        "chevron-down",
        "chevron-left",
        "chevron-right",
        "circle-fill",
        "circle-half",
        "clipboard",
        "clock",
        "clock-history",
        "cloud-check",
        "dash-circle-fill",
        "diamond-fill",
        "download",
        "exclamation-triangle",
        "eye",
        "eye-slash",
        "file-earmark-spreadsheet",
        "file-earmark-text",
        "file-earmark-text-fill",
        "funnel",
        "gear",
        "geo-alt",
        "hand-index",
        "hash",
        "heart",
        "house",
        "house-fill",
        "house-heart",
        "info-circle",
        "journal-text",
        "key",
        "list",
        "lock",
        "map",
        "pencil-square",
        "people",
        "people-fill",
        "person",
        "person-plus",
        "person-vcard",
        "phone",
        "plus",
        "plus-circle-fill",
        "printer",
        "qr-code",
        "question-circle",
        "search",
        "send",
        "shield-check",
        "shield-lock",
        "signpost-split",
        "table",
        "telegram",
        "telephone",
        "telephone-x",
        "three-dots",
        "tools",
        "translate",
        "trash",
        "triangle-fill",
        "unlock",
        "upload",
        "volume-up",
        "wifi-off",
        "x-circle",
        "x-lg",
    }
)
_INSIDE = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


class UnknownIcon(LookupError):
    """A template asks for an icon that is not on the list."""


@cache
def icon_svg(name: str) -> SafeString:
    """Return the inline drawing of an icon, hidden from screen readers: its word stands beside it.

    :raises UnknownIcon: if the name is not on the list
    """
    if name not in ICONS:
        raise UnknownIcon(f"{name!r} is not in spean.config.icons.ICONS")
    found = _INSIDE.search(render_to_string(f"bs_icon/{name}.svg"))
    if found is None:
        raise UnknownIcon(f"{name!r} has no drawing in the icon package")
    paths = re.sub(r"\s*/>", "/>", found.group(1).strip())
    return format_html(
        '<svg class="i" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', mark_safe(paths)
    )
