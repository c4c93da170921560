"""How programs read as they would from ODK Central: by which door, in which words, as a stream."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from spean.accounts.choices import TokenScope
from spean.api.doors import by_program
from spean.core.errors import DomainError
from spean.surveys.models import Questionnaire
from spean.surveys.selectors import questionnaires_to_take_out

# The whole site is one project of Central's.
PROJECT: Final = 1
_AT_ONCE: Final = 64_000
_View = Callable[..., Any]


class NotSpoken(DomainError):
    """The question is one of Central's that this site does not answer."""

    code = "not-spoken"
    message = gettext_lazy("This site cannot answer this part of the question: %(part)s.")


class Malformed(DomainError):
    """The question cannot be read."""

    code = "malformed"
    message = gettext_lazy("This part of the question cannot be read: %(part)s.")


_REFUSALS: Final = {NotSpoken: (501, 501.4), Malformed: (400, 400.3)}


def failed(status: int, code: float, message: str, **details: object) -> JsonResponse:
    """Return a refusal as Central words it: {message, code, details}."""
    said = {"message": message, "code": code, "details": details}
    return JsonResponse(said, status=status)


def unknown() -> HttpResponse:
    """Say to a program that it is not known."""
    return failed(401, 401.2, _("The name or the password of the program is not right."))


def by_reader(view: _View) -> _View:
    """Declare a view for programs that may read answers."""
    return by_program("surveys.export", TokenScope.READ, refuse=unknown)(view)


def reads(view: _View) -> _View:
    """Declare a view for programs that read; what is not there is said in Central's words."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            return failed(404, 404.1, _("There is nothing at this address for you."))
        except DomainError as refusal:
            status, code = _REFUSALS.get(type(refusal), (403, 403.1))
            return failed(status, code, str(refusal), **refusal.details)

    return by_reader(require_GET(answered))


def questionnaire_of(request: HttpRequest, project_id: int, form_id: str) -> Questionnaire:
    """Return the questionnaire of an address.

    :raises Http404: if the reader may take none of its answers out, or nobody ever made it
    """
    only(project_id)
    found = questionnaires_to_take_out(request.user)  # type: ignore[arg-type]
    return get_object_or_404(found, form_id=form_id)


def only(project_id: int) -> None:
    """Let the one project pass.

    :raises Http404: for any other
    """
    if project_id != PROJECT:
        raise Http404


def streamed(parts: Iterable[str]) -> StreamingHttpResponse:
    """Return JSON that is made while it is sent."""

    def gathered() -> Iterator[bytes]:
        heap: list[str] = []
        size = 0
        for part in parts:
            heap.append(part)
            size += len(part)
            if size > _AT_ONCE:
                yield "".join(heap).encode()
                heap, size = [], 0
        yield "".join(heap).encode()

    return StreamingHttpResponse(gathered(), content_type="application/json")


def told(value: object) -> str:
    """Return a value as JSON.

    :raises ValueError: if it holds a number that JSON has not
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
