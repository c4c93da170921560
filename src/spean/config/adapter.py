"""How the sign-in package is bent to this house: no open registration, one trail, Khmer words."""

import base64
import time
from typing import Any, ClassVar

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.rules import sign_in_name
from spean.accounts.services import password_chosen, sign_in_failed, signed_in, signed_out
from spean.core.crypto import unwrap, wrap

# What the package says aloud, in our words; what stands nowhere here is not said.
SAID: dict[str, str | Promise] = {
    "account/messages/password_changed.txt": _("Your new password is saved."),
    "mfa/messages/totp_activated.txt": _("Your telephone now gives the second code."),
    "mfa/messages/totp_deactivated.txt": _("The second code is switched off."),
    "mfa/messages/recovery_codes_generated.txt": _("You have new spare codes. Old ones are void."),
}


class StaffOnly(DefaultAccountAdapter):
    """Accounts are made by an administrator, never by a visitor."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "The name or the password does not fit. Check the keyboard, Khmer/EN, and try again."
        ),
        "incorrect_password": _("The password does not fit. Check the keyboard, Khmer/EN."),
        "enter_current_password": _("Please write the password you have used until now."),
        "too_many_login_attempts": _("Too many tries. Please wait a few minutes."),
        "rate_limited": _("Too many tries. Please wait a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse every sign-up."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Return the user whose name and password fit, or nobody.

        The name is brought to its one form first, so that other spellings of it win no further
        guesses. The package's own limit counts by name alone: it would let a stranger lock a
        victim out from anywhere, so only the counting by name and address (axes) is kept.
        A shut-out user gets the same answer as a wrong password.
        """
        credentials["username"] = sign_in_name(str(credentials.get("username") or ""))
        user = authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()
        if user is None:
            self.authentication_failed(request, **credentials)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note a failed try; tries during a lock are not evaluated and not noted."""
        if getattr(request, "axes_locked_out", False):
            return
        actor = User.objects.filter(username=credentials["username"]).first()
        sign_in_failed(actor=actor, step="password")

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in under a new session key, and note it."""
        signed_in(actor=user)
        super().login(request, user)

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and note it."""
        if isinstance(request.user, User):
            signed_out(actor=request.user)
        super().logout(request)

    def set_password(self, user: Any, password: str) -> None:
        """Keep the password that the user chose for herself."""
        password_chosen(actor=user, password=password)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again only when the last time is some minutes ago.

        Whoever has just signed in sets up her second factor without a second asking.
        """
        request = context.request
        records = get_authentication_records(request, request.user)
        last = max((float(record["at"]) for record in records), default=0.0)
        return bool(time.time() - last > app_settings.REAUTHENTICATION_TIMEOUT)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go on to the desk; the gate stops her there if something else is owed."""
        return reverse("desk:today")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what a user needs to hear, and nothing else."""
        said = SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, str(said), extra_tags=extra_tags)


class SecondFactor(DefaultMFAAdapter):
    """Keep the secrets of the second factor sealed under the site's master key."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code does not fit. Wait for the next one and try again."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret or a recovery seed."""
        return base64.b64encode(wrap(text.encode(), context="second-factor")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed."""
        return unwrap(base64.b64decode(encrypted_text), context="second-factor").decode()


def display_name(user: User) -> str:
    """Return the name colleagues read."""
    return user.display_name
