"""A request that passed the gate: somebody of the staff is signed in."""

from django.http import HttpRequest

from spean.accounts.models import User


class StaffRequest(HttpRequest):
    """A request whose user is known, as the gate has made sure before any view runs."""

    user: User
