"""Questions about who serves where, for the administrator."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from spean.accounts.models import User
from spean.directory.models import Posting


def staff_matching(query: str, today: date) -> QuerySet[User]:
    """Return those who sign in, by name; each with `now_serving`, her postings in force today."""
    in_force = Posting.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today
    ).select_related("centre")
    serving = Prefetch("postings", queryset=in_force, to_attr="now_serving")
    users = User.objects.order_by("-is_active", "username").prefetch_related(serving)
    if not query:
        return users
    named = Q(username__icontains=query) | Q(name_km__icontains=query) | Q(name_en__icontains=query)
    return users.filter(named)


def postings_ever_of(user: User) -> list[Posting]:
    """Return a user's postings, the latest first."""
    return list(
        Posting.objects.filter(user=user).select_related("centre").order_by("-starts_on", "role")
    )
