"""Businesses, their plans, kits, visits, checks, as far as the viewer may see their owner."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Prefetch, Q, QuerySet

from spean.accounts.models import User
from spean.directory.models import ServiceOffer
from spean.directory.perms import centres_where, centres_where_assigned
from spean.directory.selectors.offers import offers_found, offers_visible_to
from spean.people.choices import Help
from spean.people.models import Person
from spean.people.selectors import people_visible_to
from spean.skills.choices import CourseKind, EnrolmentState
from spean.skills.choices.enterprise import BusinessState
from spean.skills.models import (
    Business,
    BusinessCheck,
    BusinessPlan,
    CoachingVisit,
    Enrolment,
    FinanceLink,
    Kit,
    KitFile,
)
from spean.skills.rules.enterprise import CHECKS, next_package
from spean.skills.rules.figures import due_on

# Asked a week before: the visit has to be arranged.
_AHEAD: Final = timedelta(days=7)


def _within(viewer: User, action: str, person: str) -> Q:
    """Return the filter "this viewer may do this to this person", along a path to the person."""
    at_centre = Q(**{f"{person}__centre_id__in": centres_where(viewer, action)})
    assigned = Q(
        **{
            f"{person}__centre_id__in": centres_where_assigned(viewer, action),
            f"{person}__assigned_to_id": viewer.pk,
        }
    )
    shown = Q(**{f"{person}__is_sealed": False, f"{person}__merged_into": None})
    return (at_centre | assigned) & shown


def clients_of_enterprise(viewer: User, action: str = "enterprise.view") -> QuerySet[Person]:
    """Return the people whose businesses the viewer may see, or may do `action` to."""
    allowed = centres_where(viewer, action)
    return people_visible_to(viewer).filter(centre_id__in=allowed, is_sealed=False)


def businesses_visible_to(viewer: User, action: str = "enterprise.view") -> QuerySet[Business]:
    """Return the businesses the viewer may see, with their owner."""
    found = Business.objects.filter(_within(viewer, action, "person"))
    return found.select_related("person__centre", "person__area")


def plans_visible_to(viewer: User, action: str = "enterprise.view") -> QuerySet[BusinessPlan]:
    """Return the saved plans the viewer may see."""
    found = BusinessPlan.objects.filter(_within(viewer, action, "business__person"))
    return found.select_related("business__person__centre", "saved_by")


def kits_visible_to(viewer: User, action: str = "enterprise.view") -> QuerySet[Kit]:
    """Return the kits the viewer may see, with what is in them."""
    found = Kit.objects.filter(_within(viewer, action, "business__person"))
    return found.select_related("business__person", "allowed_by").prefetch_related("items")


def kit_files_visible_to(viewer: User) -> QuerySet[KitFile]:
    """Return the receipts and marks of people whose class 3 details the viewer may open."""
    found = KitFile.objects.filter(_within(viewer, "people.sensitive", "kit__business__person"))
    return found.select_related("kit__business__person")


def finance_visible_to(viewer: User) -> QuerySet[FinanceLink]:
    """Return the applications of people whose class 3 details the viewer may open."""
    found = FinanceLink.objects.filter(_within(viewer, "people.sensitive", "business__person"))
    return found.select_related("business__person", "offer__organisation")


def businesses_of(viewer: User, person: Person) -> QuerySet[Business]:
    """Return the businesses of one person, the newest first."""
    return businesses_visible_to(viewer).filter(person=person).order_by("-created_at")


def newest_plan(business: Business) -> BusinessPlan | None:
    """Return the plan as it was saved last."""
    plans = BusinessPlan.objects.filter(business=business).select_related("saved_by", "business")
    return plans.order_by("-version").first()


def visits_of(business: Business) -> QuerySet[CoachingVisit]:
    """Return the visits, the newest first."""
    visits = CoachingVisit.objects.filter(business=business).select_related("visited_by")
    return visits.order_by("-happened_on", "-created_at")


def checks_of(business: Business) -> QuerySet[BusinessCheck]:
    """Return the checks in their order."""
    return BusinessCheck.objects.filter(business=business).order_by("month")


def lenders_near(viewer: User, person: Person) -> QuerySet[ServiceOffer]:
    """Return services that link to loans and saving in her province (ENT8)."""
    offers = offers_visible_to(viewer)
    if person.area_id is None:
        return offers.none()
    return offers_found(offers, what="ENT8", within=person.area.code[:2])


@dataclass(frozen=True, slots=True)
class Due:
    """A check that is to be made, of which month and since when."""

    business: Business
    month: int
    due_on: date


def due_checks(viewer: User, today: date) -> list[Due]:
    """Return the next check of each running business that is due or nearly, the oldest first.

    Two queries. A check that a later one has overtaken is not asked for any more.
    """
    running = businesses_visible_to(viewer, "enterprise.edit").filter(state=BusinessState.STARTED)
    made = Prefetch("checks", BusinessCheck.objects.only("business_id", "month"))
    found = [_next_due(one, today) for one in running.prefetch_related(made)]
    return sorted((one for one in found if one), key=lambda one: (one.due_on, str(one.business.pk)))


def _next_due(business: Business, today: date) -> Due | None:
    done = max((check.month for check in business.checks.all()), default=0)
    if business.started_on is None:
        return None
    waiting = [
        Due(business, month, due_on(business.started_on, month))
        for month in CHECKS
        if month > done and due_on(business.started_on, month) <= today + _AHEAD
    ]
    return waiting[-1] if waiting else None


def checks_for_figures(viewer: User) -> Iterable[tuple[int, bool, int, int]]:
    """Return (month, alive, women, men) of every check the viewer may see. One query."""
    found = BusinessCheck.objects.filter(_within(viewer, "enterprise.view", "business__person"))
    return found.values_list("month", "is_alive", "women", "men")


# Who has begun a package or has finished it; an application alone is no training.
_TAKEN: Final = (EnrolmentState.ENROLLED, EnrolmentState.COMPLETED, EnrolmentState.CERTIFIED)


def packages_of(person: Person) -> QuerySet[Enrolment]:
    """Return her courses of enterprise in the order taken."""
    found = Enrolment.objects.filter(person=person, course__kind=CourseKind.ENTERPRISE)
    return found.select_related("course").order_by("course__starts_on", "pk")


def package_that_fits(person: Person, stage: str, taken: Iterable[Enrolment]) -> str:
    """Return the package that would help her next; "" if none."""
    codes = frozenset(one.course.package for one in taken if one.state in _TAKEN)
    return next_package(stage, codes, reads=Help.READING not in person.help_needed)
