"""What both offline pages need of the site: a worker that keeps them, and a home screen."""

import hashlib
import json

from django.conf import settings
from django.http import HttpResponse, JsonResponse

from spean.field.built import Built, icon_address


def worker_for(prefix: str, home: str, built: Built, shell: str) -> HttpResponse:
    """Send the service worker of a page, with the list of what it keeps.

    Another list is another version. The prefix keeps the pages out of each other's cupboards.
    """
    kept = {
        "prefix": prefix,
        "version": _version(built, shell),
        "shell": home,
        "static": settings.STATIC_URL,
        "files": built.files,
    }
    text = f"const FIELD = {json.dumps(kept)};\n{built.worker}"
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def home_screen(name: str, short: str, home: str) -> HttpResponse:
    """Say how a page stands on a telephone's home screen."""
    icons = [
        {"src": icon_address(size), "sizes": f"{size}x{size}", "type": "image/png", "purpose": use}
        for size in (192, 512)
        for use in ("any", "maskable")
    ]
    said = {
        "id": home,
        "name": name,
        "short_name": short,
        "lang": "km",
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "background_color": "#F7F5F0",
        "theme_color": "#0A5A60",
        "icons": icons,
    }
    return JsonResponse(said, content_type="application/manifest+json")


def _version(built: Built, shell: str) -> str:
    whole = "\n".join((shell, built.worker, *built.files))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
