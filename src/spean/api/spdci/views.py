"""Endpoints of SPDCI: the envelope is read here, what becomes of it is told by the rooms below.

Whoever sends is known by the signature of the message (and a bearer token where one was agreed),
never by a session: these views are open to programs alone and need no form token.
"""

from collections.abc import Callable
from typing import Any, Final
from uuid import uuid4

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from spean.directory.perms import PUBLIC, requires
from spean.pathways import registry_rounds
from spean.people.gateways.spdci.envelope import Body, Refused, acknowledged, read, refusal
from spean.people.services.registry_jobs import answer_now, owe_answer
from spean.people.services.registry_receiving import Arrived, note_refusal, taken

# A batch of fifty questions is a tenth of this.
LARGEST: Final = 500_000


def endpoint(action: str, act: Callable[..., Body]) -> Callable[[HttpRequest], HttpResponse]:
    """Return the view of one endpoint: `act(arrived, action, now)` gives the body of the answer."""

    @csrf_exempt
    @requires(PUBLIC)
    @require_POST
    def view(request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        try:
            arrived = _arrived(request, action, now)
            return JsonResponse(act(arrived, action, now))
        except Refused as refused:
            return _refused(refused, now)

    view.__doc__ = f"Take one message of the action {action}."
    return view


def _later(arrived: Arrived, action: str, now: Any) -> Body:
    job = owe_answer(arrived, action, now)
    registry_rounds.deliver.enqueue()
    return acknowledged(str(job.pk), now)


def _callback(arrived: Arrived, action: str, now: Any) -> Body:
    registry_rounds.came(arrived, action, now)
    return acknowledged(str(arrived.message.get("correlation_id") or uuid4())[:99], now)


search = endpoint("search", _later)
subscribe = endpoint("subscribe", _later)
unsubscribe = endpoint("unsubscribe", _later)
status = endpoint("txn-status", _later)
sync_search = endpoint("search", answer_now)
sync_status = endpoint("txn-status", answer_now)
on_search = endpoint("on-search", _callback)
on_subscribe = endpoint("on-subscribe", _callback)
on_unsubscribe = endpoint("on-unsubscribe", _callback)
on_status = endpoint("txn-on-status", _callback)
notify = endpoint("notify", _callback)


def _arrived(request: HttpRequest, action: str, now: Any) -> Arrived:
    try:
        envelope = read(_body(request))
    except Refused as refused:
        note_refusal(None, refused)
        raise
    return taken(envelope, action=action, password=_password(request), now=now)


def _body(request: HttpRequest) -> bytes:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LARGEST:
        raise Refused("err.request.bad", "The message is too large.", status=413)
    try:
        body = request.body
    except (RequestDataTooBig, RawPostDataException):
        raise Refused("err.request.bad", "The message is too large.", status=413) from None
    if not body:
        raise Refused("err.request.bad", "The message is empty.")
    if request.content_type != "application/json":
        raise Refused("err.request.bad", "A message is application/json.", status=415)
    return body


def _password(request: HttpRequest) -> str:
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if kind.lower() == "bearer" else ""


def _refused(refused: Refused, now: Any) -> HttpResponse:
    answer = JsonResponse(refusal(refused, str(uuid4()), now), status=refused.status)
    if refused.status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="registry"'
    return answer
