"""Career choices, peer groups and first aid, as far as a viewer may see them."""

from django.db.models import Count, F, Max, Q, QuerySet

from spean.accounts.models import User
from spean.casework.models import CareerChoice, PeerGroup, PeerMeeting, PeerMember
from spean.casework.selectors import cases_visible_to
from spean.directory.perms import centres_where
from spean.people.models import Person
from spean.people.selectors import people_visible_to


def choices_of(viewer: User, person: Person) -> QuerySet[CareerChoice]:
    """Return what she chose in career sessions, the newest first."""
    cases = cases_visible_to(viewer).filter(person=person)
    found = CareerChoice.objects.filter(case__in=cases).select_related("noted_by")
    return found.prefetch_related("occupations").order_by("-chosen_on", "-created_at")


def last_choice_of(viewer: User, person: Person) -> CareerChoice | None:
    """Return what she chose last, or None."""
    return choices_of(viewer, person).first()


def groups_visible_to(viewer: User, action: str = "casework.view") -> QuerySet[PeerGroup]:
    """Return the peer groups of the viewer's centres with `size`: members whom she may see."""
    centres = centres_where(viewer, action)
    seen = Q(members__left_on=None, members__person__in=people_visible_to(viewer))
    return (
        PeerGroup.objects.filter(centre__in=centres)
        .select_related("centre", "facilitator")
        .annotate(size=Count("members", filter=seen, distinct=True))
        .annotate(last_met=Max("meetings__event__happened_on"))
        .order_by("-is_active", "name", "pk")
    )


def members_visible_to(viewer: User, action: str = "casework.view") -> QuerySet[PeerMember]:
    """Return who belongs to a group of the viewer's centres now, of those she may see."""
    return (
        PeerMember.objects.filter(
            group__centre__in=centres_where(viewer, action),
            person__in=people_visible_to(viewer),
            left_on=None,
        )
        .select_related("person", "group__centre")
        .order_by("person__family_name_km", "person__given_name_km", "pk")
    )


def meetings_of(viewer: User, group: PeerGroup) -> QuerySet[PeerMeeting]:
    """Return the meetings of a group, the newest first."""
    found = PeerMeeting.objects.filter(
        group=group, group__centre__in=centres_where(viewer, "casework.view")
    )
    when = F("event__happened_on").desc()
    return found.select_related("event__staff").prefetch_related("event__topics").order_by(when)


def groups_of_person(viewer: User, person: Person) -> list[PeerGroup]:
    """Return the groups that somebody belongs to now, as far as the viewer may see."""
    return [one.group for one in members_visible_to(viewer).filter(person=person)]
