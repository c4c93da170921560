"""What every answer passes through: safe headers, the chosen language, and the gate."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from spean.accounts.models import User
from spean.directory.perms import PUBLIC, SIGNED_IN, can

Answer = Callable[[HttpRequest], HttpResponse]

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

# Views of kept packages, by URL name: what they need. A view that stands nowhere is refused.
FOREIGN_VIEWS: Mapping[str, str] = {
    "account_login": PUBLIC,
    "account_logout": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "mfa_authenticate": PUBLIC,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "set_language": PUBLIC,
}


class SafeHeaders:
    """Give every answer, errors included, the headers that keep a page to itself."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and add the headers."""
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"
        )
        if not request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
            response.setdefault("Cache-Control", "no-store")
        return response


class ChosenLanguage:
    """Speak Khmer until the person chooses; the browser's own language is not asked."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the cookie, or in Khmer."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.setdefault("Content-Language", language)
            response.headers["Vary"] = ", ".join(
                filter(None, (response.headers.get("Vary"), "Cookie"))
            )
        return response


def policy_of(view: Callable[..., Any], url_name: str | None) -> str:
    """Return the action a view needs.

    :raises ImproperlyConfigured: if the view declares none
    """
    declared: str | None = getattr(view, "spean_policy", None) or FOREIGN_VIEWS.get(url_name or "")
    if declared is None:
        name = getattr(view, "__qualname__", repr(view))
        raise ImproperlyConfigured(f"{view.__module__}.{name} ({url_name}) declares no policy.")
    return declared


class Gate:
    """Refuse whatever the policy does not allow, before the view runs.

    A stranger is sent to the sign-in page; a member of staff whose role does not reach is told
    what she would be told if the page did not exist.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the decision falls in `process_view`."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Decide by the view's declared action and the viewer's postings.

        :raises Http404: if the viewer's roles do not include the action
        """
        match = request.resolver_match
        action = policy_of(view, match.url_name if match else None)
        if action == PUBLIC:
            return None
        step = _first_do(request, match.view_name if match else "")
        door = getattr(view, "spean_door", None)
        if door is not None:
            # A program cannot follow to a page: its door knows what is owed, and answers itself.
            turned_away = door(request, step)
            if turned_away is not None:
                return cast(HttpResponse, turned_away)
        elif not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        elif step:
            return redirect(step)
        if action == SIGNED_IN or can(cast(User, request.user), action):
            return None
        raise Http404


# Pages that stay open while a new password or the second factor is still owed.
_WAYS_OUT = {
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_reauthenticate",
    "mfa_index",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "desk:lock",
    "desk:unlock",
}
# From a locked screen there are two: unlock it, or leave.
_WAYS_OUT_OF_LOCK = {"account_logout", "desk:lock", "desk:unlock"}


def _first_do(request: HttpRequest, here: str) -> str | None:
    """Return the page that must come first: unlock, a new password, the second factor."""
    user = request.user
    if not user.is_authenticated:
        return None
    if request.session.get("locked"):
        return None if here in _WAYS_OUT_OF_LOCK else "desk:unlock"
    if here in _WAYS_OUT:
        return None
    if getattr(user, "must_change_password", False):
        return "account_change_password"
    # Asked at each request: a second factor that an administrator reset is owed at once.
    if settings.SPEAN_TWO_FACTOR and not is_mfa_enabled(user, [Authenticator.Type.TOTP]):
        return "mfa_activate_totp"
    return None
