"""What every page knows: the site, its mode, the viewer's place."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from spean.directory.perms import can, postings_of


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the names that the base templates use."""
    user = getattr(request, "user", None)
    viewer = user if user is not None and user.is_authenticated else None
    posting = next((p for p in postings_of(viewer) if p.centre_id), None) if viewer else None
    return {
        "is_demo": settings.SPEAN_IS_DEMO,
        "viewer": viewer,
        "viewer_centre": posting.centre if posting else None,
        "viewer_may": _Permissions(viewer),
    }


class _Permissions:
    """Let a template ask `viewer_may.people_view` for the action `people.view`."""

    def __init__(self, viewer: Any) -> None:
        self.viewer = viewer

    def __getitem__(self, name: str) -> bool:
        return bool(self.viewer) and can(self.viewer, name.replace("_", ".", 1))
