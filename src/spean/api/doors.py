"""How a program comes in: by a password of its own, or by the session of whoever is signed in.

The gate (`config.middleware.Gate`) asks a view's door first, and tells it which page the session
owes: unlock the screen, a new password, the second factor. A door sets `request.user` and returns
None, or it returns the answer that turns the program away; it never sends anybody to a page.
"""

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from spean.accounts.choices import TokenScope
from spean.accounts.models import User
from spean.accounts.selectors import token_in_force
from spean.accounts.services import digest_of
from spean.api.problems import problem
from spean.directory.perms import requires

_View = TypeVar("_View", bound=Callable[..., Any])
Door = Callable[[HttpRequest, str | None], HttpResponse | None]

# A password costs a tenth of a second to try, on purpose. Telephones send it with every request,
# so a right one is remembered for some minutes, as a keyed hash, in this process alone.
_REMEMBERED_SECONDS: Final = 300
_MOST_REMEMBERED: Final = 1_000
_SECRET: Final = secrets.token_bytes(32)
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_remembered: dict[bytes, tuple[str, str, float]] = {}


def by_program(
    action: str, *scopes: TokenScope, refuse: Callable[[], HttpResponse] | None = None
) -> Callable[[_View], _View]:
    """Declare a view for programs with a password of one of these scopes.

    No cookie opens it, so no page of another site can use it in somebody's name: it needs no
    form token. `refuse` says to others, in the program's own words, that they are not known.
    """

    def mark(view: _View) -> _View:
        marked: Any = csrf_exempt(requires(action)(view))
        marked.spean_door = _basic(frozenset(scopes), refuse or _challenge)
        return marked  # type: ignore[no-any-return]

    return mark


def program(door: Door) -> Callable[[_View], _View]:
    """Declare by which door a view is entered; the door checks the form token itself."""

    def mark(view: _View) -> _View:
        marked: Any = csrf_exempt(view)
        marked.spean_door = door
        return marked  # type: ignore[no-any-return]

    return mark


def by_session(request: HttpRequest, owed: str | None) -> HttpResponse | None:
    """Let whoever is signed in and owes nothing pass; tell others what to do."""
    if not request.user.is_authenticated:
        return problem(401, "sign-in", _("Please sign in again. Nothing is lost."))
    if owed:
        return problem(403, "open-the-desk", _("Please open the desk once, then come back."))
    if request.method not in _SAFE and CsrfViewMiddleware(_nothing).process_view(
        request, _nothing, (), {}
    ):
        return problem(403, "stale-page", _("This page is out of date. It is loaded again."))
    return None


def anybody(_request: HttpRequest, _owed: str | None) -> HttpResponse | None:
    """Let a telephone pass that nobody can sign in on any more; its own key speaks for it."""
    return None


def _nothing(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=500)


def _basic(scopes: frozenset[TokenScope], refuse: Callable[[], HttpResponse]) -> Door:
    def door(request: HttpRequest, _owed: str | None) -> HttpResponse | None:
        # The password of a program is its own: nothing that a session owes stands in its way.
        name, secret = given_by(request)
        user = _of_token(secret, scopes) if name is None else None
        if name:
            user = _user_of(request, name, secret, scopes)
        if user is None:
            return refuse()
        request.user = user
        return None

    return door


def given_by(request: HttpRequest) -> tuple[str | None, str]:
    """Return the name and the password that a program says; ("", "") where it says none.

    They stand in the header, or where there is none in a JSON body {email, password}. A password
    that is sent alone (Bearer) comes without a name: None.
    """
    kind, _space, given = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return None, given.strip()
    try:
        if kind.lower() == "basic":
            name, _colon, secret = base64.b64decode(given, validate=True).decode().partition(":")
            return name.strip(), secret
        if not kind and request.method == "POST" and request.content_type == "application/json":
            said = json.loads(request.body)
            return str(said["email"]).strip(), str(said["password"])
    except (ValueError, KeyError, TypeError):
        pass
    return "", ""


def _challenge() -> HttpResponse:
    answer = HttpResponse(status=401)
    answer["WWW-Authenticate"] = 'Basic realm="Spean", charset="UTF-8"'
    answer["X-OpenRosa-Version"] = "1.0"
    return answer


def _user_of(
    request: HttpRequest, name: str, secret: str, scopes: frozenset[TokenScope]
) -> User | None:
    user = _of_token(secret, scopes)
    if user is not None:
        known = {user.username.lower(), user.email.lower()}
        return user if name.lower() in known else None
    # Where a second factor is asked for, a password alone opens nothing; nor is it ever enough to
    # carry answers away.
    if settings.SPEAN_TWO_FACTOR or TokenScope.FILL not in scopes:
        return None
    return _of_password(request, name, secret)


def _of_token(secret: str, scopes: frozenset[TokenScope]) -> User | None:
    token = token_in_force(digest_of(secret), timezone.now()) if secret else None
    return token.user if token is not None and token.scope in scopes else None


def _of_password(request: HttpRequest, name: str, secret: str) -> User | None:
    key = hmac.new(_SECRET, f"{name}\x00{secret}".encode(), hashlib.sha256).digest()
    known = _remembered.get(key)
    if known is not None and known[2] > time.monotonic():
        user = User.objects.filter(pk=known[0], is_active=True, password=known[1]).first()
        if user is not None:
            return user
    found = authenticate(request, username=name, password=secret)
    if not isinstance(found, User) or not found.is_active or found.must_change_password:
        return None
    if len(_remembered) >= _MOST_REMEMBERED:
        _remembered.clear()
    _remembered[key] = (str(found.pk), found.password, time.monotonic() + _REMEMBERED_SECONDS)
    return found
