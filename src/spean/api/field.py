"""What the field page asks for before it goes where there is no connection."""

import hashlib
import json
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Schema, Status

from spean.accounts.models import User
from spean.api.doors import by_session, program
from spean.core.crypto import envelope_key
from spean.directory.perms import centres_where, requires
from spean.directory.selectors import centres_named
from spean.directory.services import register_device
from spean.pathways.slices import take_along
from spean.surveys.models import QuestionnaireVersion
from spean.surveys.selectors import file_to_fill, version_to_fill, versions_to_fill

router = Router(tags=["field"])


class DeviceIn(Schema):
    """A browser that makes itself known."""

    id: UUID
    name: str
    key: dict[str, Any]


class DeviceOut(Schema):
    """The device as it is known from now on."""

    id: UUID


@router.get("/start", url_name="start")
def start(request: HttpRequest) -> dict[str, Any]:
    """Tell who is signed in, what she may answer, and to which key answers are sealed."""
    user = _user(request)
    key_id, jwk = envelope_key()
    centres = centres_named(centres_where(user, "surveys.fill"))
    return {
        "user": {"id": str(user.pk), "name": user.display_name},
        "csrf": get_token(request),
        "languages": ["km", "en"],
        "centres": [
            {"id": str(one.pk), "name_km": one.label_km, "name_en": one.label_en} for one in centres
        ],
        "key": {"id": key_id, "jwk": jwk},
        "forms": [_form(one) for one in versions_to_fill(user)],
        "server_time": timezone.now().isoformat(),
    }


@router.post("/devices", response={201: DeviceOut}, url_name="devices")
def make_known(request: HttpRequest, body: DeviceIn) -> Status[dict[str, UUID]]:
    """Make this browser known by its key, so that what it signs can be trusted."""
    device = register_device(actor=_user(request), id=body.id, name=body.name, public_key=body.key)
    return Status(201, {"id": device.pk})


@router.get("/people", url_name="people")
def people(request: HttpRequest) -> HttpResponse:
    """Give the people of the user; nothing when the page has them as they are now."""
    carried = [asdict(one) for one in take_along(actor=_user(request))]
    text = json.dumps(carried, default=str, ensure_ascii=False)
    tag = hashlib.sha256(text.encode()).hexdigest()[:32]
    if request.headers.get("If-None-Match", "").strip('W/" ') == tag:
        return HttpResponse(status=304)
    body = f'{{"etag": "{tag}", "people": {text}}}'
    answer = HttpResponse(body, content_type="application/json")
    answer["ETag"] = f'"{tag}"'
    return answer


@program(by_session)
@requires("surveys.fill")
def form(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Give a version of a questionnaire, as it was compiled."""
    version = version_to_fill(_user(request), version_id)
    if version is None:
        return HttpResponse(status=404)
    return HttpResponse(version.xform, content_type="text/xml; charset=utf-8")


@program(by_session)
@requires("surveys.fill")
def media(request: HttpRequest, version_id: UUID, name: str) -> HttpResponse:
    """Give a file that a version needs."""
    found = file_to_fill(_user(request), version_id, name)
    if found is None:
        return HttpResponse(status=404)
    return HttpResponse(bytes(found.content), content_type=found.content_type)


def _form(version: QuestionnaireVersion) -> dict[str, Any]:
    asked = version.questionnaire
    files = [
        {
            "name": one.name,
            "hash": one.md5,
            "url": reverse("api:form-media", args=[version.pk, one.name]),
        }
        for one in version.media.all()
    ]
    return {
        "form_id": asked.form_id,
        "version": version.version,
        "title_km": asked.title_km or asked.title,
        "title_en": asked.title_en or asked.title,
        "hash": version.md5,
        "url": reverse("api:form", args=[version.pk]),
        "media": files,
    }


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
