"""ODK Central's REST API, as much of it as reads forms and answers: pyodk works unchanged.

The site is one project, number 1. In it stand the questionnaires of the centres whose answers the
reader may take out, and of their answers those of these centres. Nothing can be changed here.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import Min, Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from spean.accounts.selectors import token_in_force
from spean.accounts.services import digest_of
from spean.api.doors import given_by
from spean.api.reading import (
    PROJECT,
    by_reader,
    only,
    questionnaire_of,
    reads,
    streamed,
    told,
    unknown,
)
from spean.surveys.choices import QuestionnaireState
from spean.surveys.models import QuestionnaireVersion
from spean.surveys.selectors import (
    Outgoing,
    outgoing_answers,
    questionnaires_to_take_out,
    submitter_of,
)
from spean.surveys.services import release, said_at, take_out

_XML: Final = "application/xml; charset=utf-8"
_STATE: Final = {QuestionnaireState.OPEN: "open", QuestionnaireState.CLOSED: "closed"}


@by_reader
@require_POST
def sessions(request: HttpRequest) -> HttpResponse:
    """Let a program in by its password; the password stays what it says with each question."""
    _name, secret = given_by(request)
    token = token_in_force(digest_of(secret), timezone.now())
    if token is None:
        return unknown()
    lasts = {"createdAt": said_at(token.created_at), "expiresAt": said_at(token.expires_at)}
    return JsonResponse({"token": secret, "csrf": "", **lasts})


@reads
def current_user(request: HttpRequest) -> HttpResponse:
    """Say in whose name the program reads."""
    user: Any = request.user
    said = {
        "id": submitter_of(user.pk),
        "type": "user",
        "displayName": user.display_name,
        "email": user.email or user.username,
        "createdAt": said_at(user.created_at),
        "updatedAt": said_at(user.updated_at),
    }
    return JsonResponse(said)


@reads
def projects(request: HttpRequest) -> HttpResponse:
    """List the projects: the site."""
    return JsonResponse([_project(request)], safe=False)


@reads
def project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Describe the project."""
    only(project_id)
    return JsonResponse(_project(request))


@reads
def forms(request: HttpRequest, project_id: int) -> HttpResponse:
    """List the questionnaires whose answers may be taken out, each in its newest version."""
    only(project_id)
    newest = _newest(questionnaires_to_take_out(request.user))  # type: ignore[arg-type]
    return JsonResponse([_form(one) for one in newest], safe=False)


@reads
def form(request: HttpRequest, project_id: int, form_id: str) -> HttpResponse:
    """Describe a questionnaire."""
    return JsonResponse(_form(_version(request, project_id, form_id)))


@reads
def form_xml(request: HttpRequest, project_id: int, form_id: str) -> HttpResponse:
    """Give the newest version of a questionnaire, as it was compiled."""
    return HttpResponse(_version(request, project_id, form_id).xform, content_type=_XML)


@reads
def submissions(request: HttpRequest, project_id: int, form_id: str) -> StreamingHttpResponse:
    """List all answers without what they say."""
    asked = questionnaire_of(request, project_id, form_id)
    released = release(actor=request.user, questionnaire=asked, way="list")  # type: ignore[arg-type]
    found = (_submission(one) for one in outgoing_answers(released.ids, with_xml=False))
    return streamed(_json_list(found))


@reads
def submission(
    request: HttpRequest, project_id: int, form_id: str, instance_id: str
) -> HttpResponse:
    """Describe one answer."""
    return JsonResponse(_submission(_answer(request, project_id, form_id, instance_id)))


@reads
def submission_xml(
    request: HttpRequest, project_id: int, form_id: str, instance_id: str
) -> HttpResponse:
    """Give one answer, byte for byte as it was sent."""
    found = _answer(request, project_id, form_id, instance_id)
    return HttpResponse(found.xml, content_type=_XML)


@reads
def submissions_zip(request: HttpRequest, project_id: int, form_id: str) -> StreamingHttpResponse:
    """Give all answers as CSV, a file for each table."""
    asked = questionnaire_of(request, project_id, form_id)
    made = take_out(actor=request.user, questionnaire=asked, kind="zip")  # type: ignore[arg-type]
    answer = StreamingHttpResponse(made.chunks, content_type=made.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    # Packed already: to pack it again costs time and gives nothing.
    answer["Content-Encoding"] = "identity"
    return answer


def _json_list(values: Iterable[object]) -> Iterator[str]:
    between = "["
    for value in values:
        yield between + told(value)
        between = ","
    yield "[]" if between == "[" else "]"


def _project(request: HttpRequest) -> dict[str, Any]:
    found = questionnaires_to_take_out(request.user)  # type: ignore[arg-type]
    said = found.aggregate(first=Min("created_at"))
    return {
        "id": PROJECT,
        "name": "Spean",
        "description": None,
        "archived": None,
        "keyId": None,
        "createdAt": said_at(said["first"] or timezone.now()),
        "updatedAt": None,
        "deletedAt": None,
    }


def _newest(found: Any) -> list[QuestionnaireVersion]:
    versions = (
        QuestionnaireVersion.objects.filter(questionnaire__in=found)
        .exclude(published_at=None)
        .select_related("questionnaire")
        .defer("original", "xform", "questions", "problems", "changes")
        .order_by("questionnaire__form_id", "number")
    )
    return list({one.questionnaire_id: one for one in versions}.values())


def _version(request: HttpRequest, project_id: int, form_id: str) -> QuestionnaireVersion:
    asked = questionnaire_of(request, project_id, form_id)
    published = asked.versions.exclude(published_at=None).select_related("questionnaire")
    return get_object_or_404(published.order_by("-number")[:1])


def _form(version: QuestionnaireVersion) -> dict[str, Any]:
    asked = version.questionnaire
    return {
        "projectId": PROJECT,
        "xmlFormId": asked.form_id,
        "name": asked.title,
        "version": version.version,
        "hash": version.md5,
        "state": _STATE.get(QuestionnaireState(asked.state), "closing"),
        "enketoId": None,
        "enketoOnceId": None,
        "keyId": None,
        "createdAt": said_at(asked.created_at),
        "updatedAt": said_at(asked.updated_at),
        "publishedAt": said_at(version.published_at) if version.published_at else None,
    }


def _answer(request: HttpRequest, project_id: int, form_id: str, instance_id: str) -> Outgoing:
    asked = questionnaire_of(request, project_id, form_id)
    released = release(
        actor=request.user,  # type: ignore[arg-type]
        questionnaire=asked,
        way="one",
        wanted=Q(instance_id=instance_id),
    )
    for found in outgoing_answers(released.ids):
        return found
    raise Http404


def _submission(one: Outgoing) -> dict[str, Any]:
    return {
        "instanceId": one.instance_id,
        "submitterId": one.submitter,
        "deviceId": None,
        "userAgent": None,
        "instanceName": None,
        "reviewState": one.review or None,
        "createdAt": said_at(one.created_at),
        "updatedAt": said_at(one.updated_at),
    }
