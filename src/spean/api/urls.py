"""REST, version 1. Every address names its action here, or the site does not start."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from spean.api import certificates, field, hsds, sync
from spean.api.doors import anybody, by_session
from spean.api.problems import problem, refused
from spean.api.writer import RETRY_AFTER, Busy
from spean.core.errors import DomainError, NotAllowed
from spean.directory.perms import PUBLIC
from spean.surveys.services import DeviceUnknown

api = NinjaAPI(title="Spean", version="1", docs_url=None, openapi_url=None, urls_namespace="api")
api.add_router("/field", field.router)
api.add_router("/sync", sync.router)

# What each operation needs; the gate asks before the API does.
POLICY: Final[Mapping[str, str]] = {
    "start": "surveys.fill",
    "devices": "surveys.fill",
    "people": "surveys.fill",
    "sync": "surveys.fill",
    # The last word of a telephone whose user was shut out: signed by its own key, and set aside.
    "sync-last": PUBLIC,
}
_STATUS: Final[Mapping[type[DomainError], int]] = {NotAllowed: 403, DeviceUnknown: 404}


@api.exception_handler(DomainError)
def refuse(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """Turn a refusal of a room into a problem document."""
    return refused(refusal, _STATUS.get(type(refusal), 409))


@api.exception_handler(Busy)
def busy(request: HttpRequest, refusal: Busy) -> HttpResponse:
    """Ask whoever sends to send again soon: nothing of it was kept, and nothing is lost."""
    answer = refused(refusal, 503)
    answer["Retry-After"] = str(RETRY_AFTER)
    return answer


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, found: ValidationError) -> HttpResponse:
    """Say which parts of a request cannot be read; what stood in them is not said back."""
    places = [".".join(map(str, one.get("loc", ()))) for one in found.errors]
    said = _("This request cannot be read.")
    return problem(422, "unreadable", said, places=places[:20])


@api.exception_handler(HttpError)
def broken(request: HttpRequest, found: HttpError) -> HttpResponse:
    """Say that a request is no JSON at all."""
    return problem(found.status_code, "unreadable", _("This request cannot be read."))


class Sha256Converter(StringConverter):
    """The SHA-256 of a file, 64 hex digits."""

    regex = "[0-9a-f]{64}"


register_converter(Sha256Converter, "sha256")


def _declared(pattern: Any) -> URLPattern:
    view = pattern.callback
    view.spean_policy = POLICY[pattern.name]
    view.spean_door = anybody if view.spean_policy == PUBLIC else by_session
    return pattern  # type: ignore[no-any-return]


_patterns, _app, _space = api.urls
app_name = "api"
urlpatterns = [
    *[_declared(one) for one in _patterns if getattr(one, "name", "") != "api-root"],
    path("field/forms/<uuid:version_id>.xml", field.form, name="form"),
    path("field/forms/<uuid:version_id>/media/<str:name>", field.media, name="form-media"),
    path("certificates/check", certificates.check, name="certificate-check"),
    path("hsds/", hsds.root, name="hsds"),
    path("hsds/services", hsds.services, name="hsds-services"),
    path("hsds/services/<uuid:offer_id>", hsds.service, name="hsds-service"),
    path("hsds/organizations", hsds.organizations, name="hsds-organizations"),
    path("sync/last/parts/<uuid:device_id>/<sha256:sha256>", sync.last_part, name="last-part"),
    path("sync/parts/<uuid:device_id>/<sha256:sha256>", sync.part, name="part"),
]
