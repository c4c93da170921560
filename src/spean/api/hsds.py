"""The service directory for programs of whoever is signed in: GET of the HSDS 3 API."""

from typing import Any, Final, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spean.accounts.models import User
from spean.api.doors import by_session, program
from spean.api.problems import problem
from spean.directory.perms import requires
from spean.directory.selectors.hsds import organization_row, page_of, service_row
from spean.directory.selectors.offers import offers_found, offers_visible_to, organisations_offering

SIZE, MOST = 50, 200
PROFILE: Final = "https://docs.openreferral.org/en/latest/hsds/"


@program(by_session)
@requires("directory.view")
@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Say which version of the specification this is."""
    return _said({"version": "3.1", "profile": PROFILE, "openapi_url": PROFILE})


@program(by_session)
@requires("directory.view")
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Return a page of the services given now."""
    found = offers_found(offers_visible_to(_viewer(request)))
    return _page(request, found, service_row)


@program(by_session)
@requires("directory.view")
@require_safe
def service(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Return one service."""
    found = offers_visible_to(_viewer(request)).filter(pk=offer_id).first()
    return _said(service_row(found)) if found else _not_there()


@program(by_session)
@requires("directory.view")
@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    """Return a page of the organisations that give a service now."""
    offering = offers_found(offers_visible_to(_viewer(request))).order_by().values("organisation")
    found = organisations_offering().filter(pk__in=offering)
    return _page(request, found, organization_row)


def _viewer(request: HttpRequest) -> User:
    # The door has let nobody in who is not signed in.
    return cast(User, request.user)


def _page(request: HttpRequest, found: Any, row: Any) -> HttpResponse:
    number, size = _whole(request, "page", 1), min(_whole(request, "per_page", SIZE), MOST)
    first = (number - 1) * size
    rows = [row(one) for one in found[first : first + size]]
    return _said(page_of(rows, total=found.count(), number=number, size=size))


def _whole(request: HttpRequest, name: str, default: int) -> int:
    """Return a whole number of the query from 1, or the default for anything else."""
    text = request.GET.get(name, "")
    fits = text.isascii() and text.isdigit() and len(text) <= 6 and int(text)
    return int(text) if fits else default


def _said(value: dict[str, Any]) -> HttpResponse:
    return JsonResponse(value, json_dumps_params={"ensure_ascii": False})


def _not_there() -> HttpResponse:
    return problem(404, "not-found", _("There is nothing here."))
