"""The sign-in package's pages with what this house adds: the trail, and both sets of digits."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from spean.accounts.models import User
from spean.accounts.services import one_writer, second_factor_changed, sign_in_failed
from spean.core.text import digits


class BothDigits:
    """Read a code typed on a Khmer keyboard as the same code."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Turn Khmer digits of the code into Latin ones."""
        if "code" in request.POST:
            sent = request.POST.copy()
            sent["code"] = digits(sent["code"])
            request.POST = sent  # type: ignore[assignment]
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc, no-any-return]


class SignOut(account.LogoutView):  # type: ignore[misc]
    """Leave, and let the browser of a shared computer forget what it kept."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out and clear what the browser stored of this site."""
        response: HttpResponse = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class GiveCode(BothDigits, mfa.AuthenticateView):  # type: ignore[misc]
    """Ask for the second code after the password."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Note the wrong code and ask again."""
        sign_in_failed(actor=self.stage.login.user, step="code")
        response: HttpResponse = super().form_invalid(form)
        return response


class GiveCodeAgain(BothDigits, mfa.ReauthenticateView):  # type: ignore[misc]
    """Ask for the second code again before a delicate step."""


class SwitchOn(BothDigits, totp.ActivateTOTPView):  # type: ignore[misc]
    """Set up the telephone that gives the second code."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Switch on and note it, both or neither."""
        return _noted(self.request, "totp-on", super().form_valid, form)


class SwitchOff(totp.DeactivateTOTPView):  # type: ignore[misc]
    """Forget the telephone; where the second factor is a duty the gate asks for a new one."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Switch off and note it, both or neither."""
        return _noted(self.request, "totp-off", super().form_valid, form)


class NewSpareCodes(codes.GenerateRecoveryCodesView):  # type: ignore[misc]
    """Make new spare codes; the old ones are void."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Make them and note it, both or neither."""
        return _noted(self.request, "codes-renewed", super().form_valid, form)


def _noted(request: HttpRequest, change: str, act: Any, form: Any) -> HttpResponse:
    assert isinstance(request.user, User)
    with one_writer():
        response: HttpResponse = act(form)
        second_factor_changed(actor=request.user, change=change)
    return response
