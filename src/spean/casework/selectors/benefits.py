"""Which referrals to a scheme somebody may see: open ones by the centre, private ones by two."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from django.db.models import Count, Q, QuerySet

from rulebook import FACTS
from spean.accounts.models import User
from spean.casework.choices import BenefitState
from spean.casework.models import SchemeReferral
from spean.casework.rules.benefits import LEAD_DAYS, PENDING_DAYS
from spean.casework.rules.refusals import TOLD_FROM
from spean.casework.selectors import within_reach
from spean.directory.models import Scheme
from spean.directory.selectors import in_reader_language
from spean.people.models import Person
from spean.people.selectors.visible import presence

# Still on the way, or come and running: a second one for the same scheme would be a double.
UNDER_WAY: Final = (
    BenefitState.IDENTIFIED,
    BenefitState.READY,
    BenefitState.SUBMITTED,
    BenefitState.INTERVIEW,
    BenefitState.APPEALED,
    BenefitState.APPROVED,
    BenefitState.RECEIVED,
)
WAITING: Final = (BenefitState.SUBMITTED, BenefitState.INTERVIEW, BenefitState.APPEALED)


def benefits_visible_to(viewer: User, action: str = "casework.view") -> QuerySet[SchemeReferral]:
    """Return the referrals the viewer may see, without opening what is sealed.

    Of a scheme that tells of health, disability or debt only the responsible officer and the
    manager see that there is a row.
    """
    of_two = within_reach(viewer, "people.sensitive", "case__person")
    of_all = within_reach(viewer, action, "case__person") & Q(is_private=False)
    found = SchemeReferral.objects.filter(
        of_two if action == "people.sensitive" else of_two | of_all
    )
    return found.select_related("scheme", "case__person__area", "case__person__centre")


def benefits_of(viewer: User, person: Person) -> QuerySet[SchemeReferral]:
    """Return a person's referrals that the viewer may see, the newest first."""
    return benefits_visible_to(viewer).filter(case__person=person).order_by("-created_at")


def waiting_benefits(viewer: User, day: date) -> QuerySet[SchemeReferral]:
    """Return what an office owes an answer to for longer than thirty days, the longest first.

    Only days order the list: no consent and no word of the person moves anybody up or down.
    """
    since = day - timedelta(days=PENDING_DAYS)
    found = benefits_visible_to(viewer).filter(state__in=WAITING, waiting_since__lt=since)
    return found.order_by("waiting_since", "pk")


def benefits_to_renew(viewer: User, day: date) -> QuerySet[SchemeReferral]:
    """Return what ends soon or has ended, the soonest first."""
    until = day + timedelta(days=LEAD_DAYS["renewal"])
    found = benefits_visible_to(viewer).filter(state=BenefitState.RECEIVED, renew_by__lte=until)
    return found.order_by("renew_by", "pk")


def refused_benefits(viewer: User) -> QuerySet[SchemeReferral]:
    """Return the refusals about which nobody asked again, the newest first."""
    found = benefits_visible_to(viewer).filter(state=BenefitState.REFUSED, is_replaced=False)
    return found.order_by("-decided_on", "pk")


def refusals_of(scheme: str) -> Mapping[str, int]:
    """Return how often a scheme was refused for each reason, at all centres; few are left out.

    For the software's own use: a prediction says a reason, never a number. One query.
    """
    found = SchemeReferral.objects.filter(presence("case__person"), scheme__code=scheme)
    return _counted(found)


def refusals_by_reason(viewer: User) -> Mapping[str, int]:
    """Return the reasons of refusals at the viewer's centres; fewer than ten are left out.

    There is no total beside them, so that none of those left out can be reckoned back.
    """
    found = SchemeReferral.objects.filter(
        within_reach(viewer, "casework.view", "case__person"), is_private=False
    )
    return _counted(found)


def _counted(found: QuerySet[SchemeReferral]) -> Mapping[str, int]:
    # A reason stays with the row after an appeal: it was given once.
    rows = found.exclude(refusal="").order_by().values_list("refusal").annotate(n=Count("pk"))
    return {reason: count for reason, count in rows if count >= TOLD_FROM}


def yes_no_question(code: str) -> str:
    """Return how a fact of the rulebook is asked, in the reader's language."""
    return in_reader_language(FACTS[code].question)


def scheme_names() -> dict[str, str]:
    """Return the name of each scheme in the reader's language. One query."""
    return {one.code: one.label for one in Scheme.objects.all()}
