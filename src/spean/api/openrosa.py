"""OpenRosa 1.0: what ODK Collect, Enketo and scripts of the same kind speak, unchanged.

Form list, form, manifest, files, and submission with HEAD and POST. A centre's own address
(`/openrosa/ODM/`) says where the answers belong; without one the sender's postings decide.
"""

from collections.abc import Iterable
from typing import Final
from uuid import UUID
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spean.accounts.choices import TokenScope
from spean.api.doors import by_program
from spean.api.writer import RETRY_AFTER, Busy, take
from spean.core.errors import DomainError
from spean.directory.perms import centres_where
from spean.directory.selectors import centre_by_code
from spean.surveys.contracts import Arrival, Filed, Part
from spean.surveys.models import FormMedia, QuestionnaireVersion
from spean.surveys.selectors import file_to_fill, version_to_fill, versions_to_fill
from spean.surveys.services import NotASubmission, UnknownForm

_XML: Final = "text/xml; charset=utf-8"
_NOT_ANSWERS: Final = frozenset({"xml_submission_file", "*isIncomplete*"})
_STATUS: Final = {"new": 201, "known": 201, "aside": 202, "differs": 409}

_program = by_program("surveys.fill", TokenScope.FILL)


@_program
@require_http_methods(["GET", "HEAD"])
def form_list(request: HttpRequest, centre: str = "") -> HttpResponse:
    """List the questionnaires that the sender may answer, each in its newest version."""
    centre_id = _centre_id(centre)
    if centre and centre_id not in centres_where(request.user, "surveys.fill"):  # type: ignore[arg-type]
        return _said(404, _("This centre is not known here."))
    wanted = request.GET.get("formID", "")
    versions = versions_to_fill(request.user, centre_id)  # type: ignore[arg-type]
    rows = [
        _xform(request, one)
        for one in versions
        if not wanted or one.questionnaire.form_id == wanted
    ]
    body = "".join(rows)
    return _xml(f'<xforms xmlns="http://openrosa.org/xforms/xformsList">{body}</xforms>')


@_program
@require_http_methods(["GET", "HEAD"])
def form(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Give one version of a questionnaire, as it was compiled."""
    version = version_to_fill(request.user, version_id)  # type: ignore[arg-type]
    return HttpResponseNotFound() if version is None else _xml(version.xform, declared=True)


@_program
@require_http_methods(["GET", "HEAD"])
def manifest(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """List the files that a version needs."""
    version = version_to_fill(request.user, version_id)  # type: ignore[arg-type]
    if version is None:
        return HttpResponseNotFound()
    rows = "".join(_media_file(request, version, one) for one in version.media.all())
    return _xml(f'<manifest xmlns="http://openrosa.org/xforms/xformsManifest">{rows}</manifest>')


@_program
@require_http_methods(["GET", "HEAD"])
def media(request: HttpRequest, version_id: UUID, name: str) -> HttpResponse:
    """Give one file of a version."""
    found = file_to_fill(request.user, version_id, name)  # type: ignore[arg-type]
    if found is None:
        return HttpResponseNotFound()
    answer = HttpResponse(bytes(found.content), content_type=found.content_type)
    answer["Content-Disposition"] = "attachment"
    return _dated(answer)


@_program
@require_http_methods(["HEAD", "POST"])
def submission(request: HttpRequest, centre: str = "") -> HttpResponse:
    """Take a filled form with its files; the same again is answered the same, and kept once."""
    if request.method == "HEAD":
        return _dated(HttpResponse(status=204))
    centre_id = _centre_id(centre)
    if centre and centre_id is None:
        return _said(404, _("This centre is not known here."))
    document = request.FILES.get("xml_submission_file")
    if document is None or not document.size:
        return _said(400, _("The filled form is missing: xml_submission_file."))
    arrival = Arrival(
        actor=request.user,
        xml=document.read(),
        centre_id=centre_id,
        parts=tuple(_parts(request)),
    )
    return _answer(request, arrival)


def _answer(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    try:
        (filed,) = take([arrival])
    except UnknownForm as refusal:
        return _said(404, str(refusal))
    except NotASubmission as refusal:
        return _said(400, str(refusal))
    except Busy as refusal:
        answer = _said(503, str(refusal))
        answer["Retry-After"] = str(RETRY_AFTER)
        return answer
    except DomainError as refusal:
        return _said(400, str(refusal))
    return _said(_status(request, filed), _sentence(filed))


def _status(request: HttpRequest, filed: Filed) -> int:
    more_to_come = "*isIncomplete*" in request.POST or filed.missing
    status = _STATUS[filed.outcome]
    return 202 if status == 201 and more_to_come else status


def _sentence(filed: Filed) -> str:
    if filed.outcome == "differs":
        return _(
            "An answer with this number is here already, with other content. This copy was kept"
            " too, and the supervisor was told."
        )
    if filed.outcome == "aside":
        return _("The answer was kept. A supervisor will look at it.")
    return _("The answer was received.")


def _parts(request: HttpRequest) -> Iterable[Part]:
    for field, files in request.FILES.lists():
        for file in files if field not in _NOT_ANSWERS else ():
            # Clients name a part by its field, by its file name, or by both alike.
            name = field if "." in field or not file.name else file.name
            kind = file.content_type or ""
            yield Part(name=name.rpartition("/")[2], content=file.read(), content_type=kind)


def _centre_id(code: str) -> UUID | None:
    centre = centre_by_code(code) if code else None
    return centre.pk if centre is not None else None


def _xform(request: HttpRequest, version: QuestionnaireVersion) -> str:
    asked = version.questionnaire
    manifest_url = ""
    if version.media.all():
        where = reverse("openrosa:manifest", args=[version.pk])
        manifest_url = f"<manifestUrl>{_url(request, where)}</manifestUrl>"
    return (
        f"<xform><formID>{escape(asked.form_id)}</formID><name>{escape(asked.title)}</name>"
        f"<version>{escape(version.version)}</version><hash>md5:{version.md5}</hash>"
        f"<descriptionText>{escape(asked.title)}</descriptionText>"
        f"<downloadUrl>{_url(request, reverse('openrosa:form', args=[version.pk]))}</downloadUrl>"
        f"{manifest_url}</xform>"
    )


def _media_file(request: HttpRequest, version: QuestionnaireVersion, one: FormMedia) -> str:
    url = _url(request, reverse("openrosa:media", args=[version.pk, one.name]))
    return (
        f"<mediaFile><filename>{escape(one.name)}</filename><hash>md5:{one.md5}</hash>"
        f"<downloadUrl>{url}</downloadUrl></mediaFile>"
    )


def _url(request: HttpRequest, path: str) -> str:
    return escape(request.build_absolute_uri(path))


def _said(status: int, sentence: str) -> HttpResponse:
    nature = "submit_success" if status < 300 else "submit_error"
    body = (
        '<OpenRosaResponse xmlns="http://openrosa.org/http/response">'
        f'<message nature="{nature}">{escape(sentence)}</message></OpenRosaResponse>'
    )
    return _xml(body, status=status)


def _xml(body: str, *, status: int = 200, declared: bool = False) -> HttpResponse:
    text = body if declared else f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'
    return _dated(HttpResponse(text, status=status, content_type=_XML))


def _dated(answer: HttpResponse) -> HttpResponse:
    answer["X-OpenRosa-Version"] = "1.0"
    answer["X-OpenRosa-Accept-Content-Length"] = str(settings.SPEAN_POST_LIMIT)
    answer["Date"] = http_date()
    return answer
