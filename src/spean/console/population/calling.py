"""Calls of F11 that were answered, and an employer who is to be visited."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any, Final

from spean.casework.choices import FollowUpKind
from spean.casework.contracts import Found
from spean.casework.models import FollowUp, FollowUpAnswers
from spean.casework.rules.calls import CALL_MONTHS
from spean.casework.selectors import case_of
from spean.casework.services.calls import keep_step, open_task
from spean.console.population.telling import Telling, whole
from spean.core.refs import Ref
from spean.jobs.models import Placement
from spean.pathways.calling import call_answered

ANSWERED: Final = 5
_JOB: Final[Mapping[str, Any]] = {
    **{"wage": "215", "currency": "USD", "pay_unit": "month", "hours": "48", "paid_late": "no"},
    **{"may_refuse": "yes", "unpaid_extra": "no", "written": "yes", "copy": "yes"},
    **{"nssf": "no", "papers": "yes", "free": "yes"},
}
_HOME: Final = {"food": "no", "currency": "USD", "debt": "850", "arrears": "no"}
_BUSINESS: Final = {"alive": "yes", "currency": "KHR", "sales": "900000", "profit": "260000"}
FINDING: Final = "និយាយគ្នាបានល្អ។ ចង់ឱ្យហៅម្តងទៀតតាមពេលកំណត់។"
_INTENTIONS: Final = ("no", "no", "unknown", "months_12", "no")


def tell_calls(telling: Telling) -> None:
    """Answer some calls that are due, and see that one employer is to be visited."""
    due = FollowUp.objects.filter(
        case__person__is_invented=True,
        kind__in=CALL_MONTHS,
        state="due",
        due_on__lte=telling.today,
    )
    missing = max(0, ANSWERED - FollowUpAnswers.objects.count())
    found = due.select_related("case__person__centre").order_by(
        "case__person__client_number", "due_on"
    )
    # First the calls about a job: only they tell whether it is a decent one.
    rows = sorted(found[:40], key=lambda one: one.about_kind != "placement")
    for number, one in enumerate(rows[:missing]):
        whole(partial(_call, telling, number, one))
    _visit(telling)


def _call(telling: Telling, number: int, follow_up: FollowUp) -> None:
    actor = telling.officer(follow_up.case.person)
    is_job = follow_up.about_kind == "placement"
    told: dict[str, Mapping[str, Any]] = {
        "now": {"activity": "employee" if is_job else "own_account", "left_job_on": ""},
        **({"job": _JOB} if is_job else {"business": _BUSINESS}),
        "home": _HOME,
        "ahead": {"intention": _INTENTIONS[number % len(_INTENTIONS)], "wishes_to_complain": "no"},
    }
    for step, said in told.items():
        keep_step(actor=actor, follow_up=follow_up, step=step, said=said)
    call_answered(
        actor=actor,
        follow_up=follow_up,
        revision=follow_up.revision,
        found=Found(FINDING, "phone"),
        now=telling.now,
    )


def _visit(telling: Telling) -> None:
    if FollowUp.objects.filter(kind=FollowUpKind.EMPLOYER).exists():
        return
    placement = (
        Placement.objects.filter(person__is_invented=True)
        .select_related("person__centre")
        .order_by("person__client_number")
        .first()
    )
    case = case_of(placement.person) if placement else None
    if placement is not None and case is not None:
        open_task(
            actor=telling.officer(placement.person),
            case=case,
            kind=FollowUpKind.EMPLOYER,
            due_on=telling.today + timedelta(days=1),
            about=Ref("placement", placement.pk),
            reasons=(),
        )
