"""How the sign-in package is bent to this house: no open registration, Khmer names."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from spean.accounts.models import User


class StaffOnly(DefaultAccountAdapter):
    """Accounts are made by an administrator, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse every sign-up."""
        return False


def display_name(user: User) -> str:
    """Return the name colleagues read."""
    return user.display_name
