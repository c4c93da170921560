"""The page that fills questionnaires without a connection: its shell, its worker, its manifest.

Everything else it does in the browser (`client/`), talking to the API alone.
"""

import hashlib
import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from spean.directory.perms import requires
from spean.field.built import Built, built_page, icon_address

# For this page alone. The form player makes style elements, counts with WebAssembly that it carries
# as a data: address, and shows pictures that never leave the browser as blob: addresses.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self' data:",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# What client/src/dom.js draws by name.
DRAWINGS = (
    *("arrow-left", "arrow-repeat", "briefcase", "check-circle", "check-circle-fill"),
    *("chevron-right", "circle-half", "clock", "download", "exclamation-triangle", "house"),
    *("info-circle", "journal-text", "key", "lock", "pencil-square", "people", "person"),
    *("person-plus", "plus", "send", "three-dots", "translate", "trash", "unlock", "upload"),
    "wifi-off",
)
# Some questionnaires ask where one is.
PERMISSIONS = "camera=(), microphone=(), geolocation=(self), payment=()"


@requires("surveys.fill")
def page(request: HttpRequest) -> HttpResponse:
    """Send the shell, the same for everybody: it is kept by the browser for whoever comes next."""
    built = built_page()
    if built is None:
        return render(request, "field/not_built.html", status=503)
    response = HttpResponse(_shell(built))
    response["Content-Security-Policy"] = POLICY
    response["Permissions-Policy"] = PERMISSIONS
    return response


@requires("surveys.fill")
def arrive(request: HttpRequest) -> HttpResponse:
    """Lead back to the page: the way through here passes the gate, and so the sign-in."""
    return redirect("field")


@requires("surveys.fill")
def worker(request: HttpRequest) -> HttpResponse:
    """Send the service worker, with the list of what it keeps; another list is another version."""
    built = built_page()
    if built is None:
        return HttpResponse(status=503)
    kept = {
        "version": _version(built),
        "shell": reverse("field"),
        "static": settings.STATIC_URL,
        "files": built.files,
    }
    text = f"const FIELD = {json.dumps(kept)};\n{built.worker}"
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@requires("surveys.fill")
def manifest(request: HttpRequest) -> HttpResponse:
    """Say how the page stands on a telephone's home screen."""
    with translation.override("km"):
        name, short = gettext("Spean · field"), gettext("Spean")
    home = reverse("field")
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


def _shell(built: Built) -> str:
    with translation.override("km"):
        said = {"built": built, "is_demo": settings.SPEAN_IS_DEMO, "drawings": DRAWINGS}
        return render_to_string("field/page.html", said)


def _version(built: Built) -> str:
    whole = "\n".join((_shell(built), built.worker, *built.files))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
