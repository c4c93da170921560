"""What every page knows: the site, its mode, the viewer's place."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spean.directory.perms import can, postings_of
from spean.field.built import built_page

THEME_COOKIE = "spean_theme"
# The first step of the address under /desk/ -> the place of the rail that is lit.
_PLACES = {
    "": "today",
    "people": "people",
    "cases": "people",
    "guidance": "people",
    "attendance": "people",
    "day": "day",
    "jobs": "jobs",
    "skills": "jobs",
    "referrals": "people",
    "imports": "settings",
    "services": "services",
    "results": "results",
    "settings": "settings",
    "supervision": "today",
}


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the names that the base templates use."""
    user = getattr(request, "user", None)
    viewer = user if user is not None and user.is_authenticated else None
    posting = next((p for p in postings_of(viewer) if p.centre_id), None) if viewer else None
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "LANGUAGE_CODE": get_language() or settings.LANGUAGE_CODE,
        "is_demo": settings.SPEAN_IS_DEMO,
        "viewer": viewer,
        "viewer_centre": posting.centre if posting else None,
        "viewer_may": _Permissions(viewer),
        "has_field_page": lambda: built_page() is not None,
        "theme": theme if theme in {"light", "dark"} else "",
        "place": _place(request),
        "demo_accounts": _demo_accounts(),
    }


def _place(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is not None and match.view_name == "desk:register":
        return "register"
    parts = request.path.strip("/").split("/")
    if parts[0] != "desk":
        return ""
    return _PLACES.get(parts[1] if len(parts) > 1 else "", "")


def _demo_accounts() -> list[tuple[str, str]]:
    """Return (sign-in name, who she is) of the demo's known accounts; none on a live site."""
    if not settings.SPEAN_IS_DEMO:
        return []
    accounts = getattr(settings, "SPEAN_DEMO_ACCOUNTS", ())
    return [(name, _(str(role)) if role else "") for name, role in accounts]


class _Permissions:
    """Let a template ask `viewer_may.people_view` for the action `people.view`."""

    def __init__(self, viewer: Any) -> None:
        self.viewer = viewer

    def __getitem__(self, name: str) -> bool:
        return bool(self.viewer) and can(self.viewer, name.replace("_", ".", 1))
