"""Reads of assessors: who may assess what, where each stands on a day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from spean.accounts.choices import Role
from spean.accounts.models import User
from spean.directory.models import Occupation, Posting
from spean.directory.perms import centres_where
from spean.people.models import Person
from spean.people.selectors.visible import presence
from spean.skills.choices import Tie
from spean.skills.models import Assessor, AssessorTie, Recognition, Sitting, Standard
from spean.skills.rules.recognition import shares_family_name


def assessors_on(day: date) -> QuerySet[Assessor]:
    """Return the assessors whose registration holds on a day."""
    return (
        Assessor.objects.filter(is_active=True, valid_until__gte=day, user__is_active=True)
        .select_related("user", "centre", "area")
        .order_by("registration_no")
    )


def assessors_for(recognition: Recognition, day: date) -> list[Assessor]:
    """Return who could be asked on a day: registered, of the trade, at the centre or roaming."""
    at_hand = Q(is_roaming=True) | Q(centre=recognition.person.centre_id)
    found = assessors_on(day).filter(at_hand).prefetch_related("occupations", "units")
    return [one for one in found if covers(one, recognition)]


def covers(assessor: Assessor, recognition: Recognition) -> bool:
    """Tell whether she is registered for the occupation, or for each unit that is assessed."""
    occupation = recognition.standard.occupation_id
    if occupation in {one.pk for one in assessor.occupations.all()}:
        return True
    wanted = set(recognition.units.filter(is_gap=False).values_list("unit", flat=True))
    return bool(wanted) and wanted <= {one.pk for one in assessor.units.all()}


def assessor_of(user: User) -> Assessor | None:
    """Return the assessor whose account this is."""
    return Assessor.objects.filter(user=user.pk).first()


def declared(assessor: Assessor, person: Person) -> set[str]:
    """Return what was declared about an assessor and a person."""
    ties = AssessorTie.objects.filter(assessor=assessor, person=person)
    return set(ties.values_list("kind", flat=True))


def may_be_family(assessor: Assessor, person: Person) -> bool:
    """Tell whether they may be related: one household, or one name in one commune.

    One name in one commune is a question, not an answer: both are asked, and what they say holds.
    """
    own = assessor.person
    if own is not None and own.household_id and own.household_id == person.household_id:
        return True
    if Tie.NONE in declared(assessor, person) or assessor.area is None:
        return False
    names = (assessor.family_name_km, assessor.family_name_lat)
    theirs = (person.family_name_km, person.family_name_lat)
    commune = assessor.area.code[:6]
    places = [person.area.code, person.permanent_area.code if person.permanent_area else ""]
    return shares_family_name(names, theirs) and commune in {code[:6] for code in places}


def sittings_of(viewer: User, start: datetime, end: datetime) -> QuerySet[Sitting]:
    """Return an assessor's own days in a span of time, the first first."""
    return (
        Sitting.objects.filter(presence("recognition__person"))
        .filter(assessor__user=viewer.pk, is_cancelled=False, starts_at__lt=end, ends_at__gt=start)
        .select_related("recognition__person", "recognition__standard")
        .order_by("starts_at", "pk")
    )


def sittings_to_come(viewer: User, start: datetime, end: datetime) -> QuerySet[Sitting]:
    """Return the days of assessment that a centre prepares in a span of time, the first first."""
    within = Q(recognition__person__centre__in=centres_where(viewer, "rpl.edit"))
    return (
        Sitting.objects.filter(within, presence("recognition__person"))
        .filter(is_cancelled=False, starts_at__gte=start, starts_at__lt=end)
        .select_related("recognition__person", "recognition__standard")
        .order_by("starts_at", "pk")
    )


def taken_hours(assessor: Assessor, start: datetime, end: datetime) -> QuerySet[Sitting]:
    """Return what already takes an assessor's time within a span."""
    return Sitting.objects.filter(
        assessor=assessor, is_cancelled=False, starts_at__lt=end, ends_at__gt=start
    )


def taken_by(
    assessors: Sequence[Assessor], start: datetime, end: datetime
) -> list[tuple[Assessor, list[Sitting]]]:
    """Return the hours at which each assessor is taken, for the calendar; one query."""
    hours: dict[UUID, list[Sitting]] = defaultdict(list)
    found = Sitting.objects.filter(
        assessor__in=assessors, is_cancelled=False, starts_at__lt=end, ends_at__gt=start
    )
    for one in found.order_by("starts_at"):
        hours[one.assessor_id].append(one)
    return [(one, hours[one.pk]) for one in assessors]


def every_assessor(viewer: User) -> QuerySet[Assessor]:
    """Return the assessors of the viewer's centres and those who come to every centre."""
    own = centres_where(viewer, "people.assign")
    if not own:
        return Assessor.objects.none()
    at_hand = Q(is_roaming=True) | Q(centre__in=own)
    return (
        Assessor.objects.filter(at_hand)
        .select_related("user", "centre", "area")
        .prefetch_related("occupations")
        .order_by("-is_active", "registration_no")
    )


def accounts_of_assessors() -> QuerySet[User]:
    """Return the accounts that have the role of an assessor today."""
    posted = Posting.objects.filter(role=Role.RPL_ASSESSOR).values("user")
    return User.objects.filter(pk__in=posted, is_active=True).order_by("username")


def works() -> QuerySet[Occupation]:
    """Return the occupations for which there is a standard."""
    named = Standard.objects.order_by().values("occupation")
    return Occupation.objects.filter(pk__in=named).order_by("code")
