"""Cooperative groups of the viewer's centres."""

from django.db.models import Count, Q, QuerySet, Sum

from spean.accounts.models import User
from spean.directory.perms import centres_where
from spean.people.models import Person
from spean.people.selectors import people_visible_to
from spean.skills.models import CooperativeGroup, CooperativeMeeting, CooperativeMember


def cooperatives_visible_to(
    viewer: User, action: str = "enterprise.view"
) -> QuerySet[CooperativeGroup]:
    """Return the groups of the viewer's centres with `size`: members whom she may see."""
    seen = Q(members__left_on=None, members__person__in=people_visible_to(viewer))
    return (
        CooperativeGroup.objects.filter(centre__in=centres_where(viewer, action))
        .select_related("centre")
        .annotate(size=Count("members", filter=seen, distinct=True))
        .order_by("-is_active", "name", "pk")
    )


def cooperative_members_visible_to(
    viewer: User, action: str = "enterprise.view"
) -> QuerySet[CooperativeMember]:
    """Return who belongs to a group of the viewer's centres now, of those she may see."""
    found = CooperativeMember.objects.filter(
        left_on=None,
        group__centre__in=centres_where(viewer, action),
        person__in=people_visible_to(viewer),
    )
    return found.select_related("person", "group").order_by("joined_on", "pk")


def cooperatives_of(viewer: User, person: Person) -> list[CooperativeGroup]:
    """Return the groups to which the person belongs now."""
    found = cooperative_members_visible_to(viewer).filter(person=person)
    return [member.group for member in found]


def cooperative_meetings_of(group: CooperativeGroup) -> QuerySet[CooperativeMeeting]:
    """Return the meetings, the newest first."""
    return CooperativeMeeting.objects.filter(group=group).order_by("-happened_on", "-created_at")


def savings_of(group: CooperativeGroup) -> int:
    """Return what the group has saved together and not taken out."""
    sums = CooperativeMeeting.objects.filter(group=group).aggregate(
        saved=Sum("saved"), taken=Sum("taken")
    )
    return int((sums["saved"] or 0) - (sums["taken"] or 0))
