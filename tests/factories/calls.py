"""A placed worker and her calls."""

import uuid
from datetime import timedelta
from typing import Any

from spean.accounts.models import User
from spean.casework.models import Case, FollowUp
from spean.directory.models import Centre
from spean.jobs.models import Placement
from spean.pathways.placement import place
from tests.factories.casework import case_for, service_type
from tests.factories.jobs import VacancyFactory, meeting, rules, terms
from tests.factories.people import MORNING, TODAY, consent

FREE = {
    **{"paid_late": "no", "may_refuse": "yes", "unpaid_extra": "no", "written": "yes"},
    **{"copy": "yes", "nssf": "yes", "papers": "yes", "free": "yes"},
}


def placed(officer: User, centre: Centre, *, days: int = 30, **changes: Any) -> Placement:
    """Place somebody who began to work so many days ago, with her calls promised."""
    rules()
    for code in ("FUP1", "FUP2", "FUP3", "EMP3"):
        service_type(code)
    case = case_for(officer, centre, consent=consent("share_employer", "contact_by_phone"))
    referral = meeting(officer, case.person, VacancyFactory(employer__centre=centre))
    started = {"started_on": TODAY - timedelta(days=days), "proof": "G0", "has_nssf": "unknown"}
    return place(
        actor=officer,
        id=uuid.uuid4(),
        referral_id=referral.pk,
        terms=terms(**{**started, **changes}),
        now=MORNING,
    )


def first_call(placement: Placement) -> FollowUp:
    """Return the call of day 30."""
    return FollowUp.objects.get(about_id=placement.pk, kind="month_1")


def call_of(case: Case, kind: str = "month_1", days: int = 0, **changes: Any) -> FollowUp:
    """Promise a call some days from today."""
    due_on = TODAY + timedelta(days=days)
    return FollowUp.objects.create(case=case, kind=kind, due_on=due_on, **changes)
