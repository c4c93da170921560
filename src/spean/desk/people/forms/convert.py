"""Between forms F3 and F4 and the contracts that the room below takes."""

from typing import Any
from uuid import UUID

from spean.desk.fields import Day, Money
from spean.people.contracts import JobFacts, ReturnFacts
from spean.people.models import JobAbroad, Return

# Amounts that a form asks with their currency, and their columns.
RETURN_MONEY = {
    "cost": ("cost_paid", "cost_currency"),
    "remittance": ("remittance", "remittance_currency"),
    "savings": ("savings", "savings_currency"),
}
RETURN_DAYS = {
    "left": ("left_on", "left_precision"),
    "returned": ("returned_on", "returned_precision"),
}
RETURN_PLAIN = (
    *("country", "place", "border_point", "reason", "was_assisted", "assisted_by"),
    *("cost_transport", "cost_food", "cost_unofficial", "children_along", "left_behind"),
    *("recruiter", "recruiter_licence"),
)
JOB_PLAIN = (
    *("own_words", "tools", "months", "team_size", "was_supervisor", "wage_unit"),
    *("hours_per_day", "days_per_week", "overtime_paid", "had_contract", "had_social_security"),
    *("training_received", "wages_owed", "wages_owed_amount", "employer_thai", "employer_lat"),
    *("owner_contact", "address", "reference_contact"),
)


def return_known(episode: Return) -> dict[str, Any]:
    """Return what is known of an episode, as its form shows it."""
    values = {name: getattr(episode, name) for name in RETURN_PLAIN}
    for field, (column, precision) in RETURN_DAYS.items():
        on = getattr(episode, column)
        values[field] = Day(on, getattr(episode, precision) or "day") if on else None
    for field, (column, currency) in RETURN_MONEY.items():
        values[field] = _money(getattr(episode, column), getattr(episode, currency))
    return values


def return_facts(values: dict[str, Any], *, id: UUID | None = None) -> ReturnFacts:
    """Return the episode that a cleaned form describes, its class 3 part included."""
    facts = dict(values)
    left, returned = facts.pop("left"), facts.pop("returned")
    if left and returned and returned.precision != "day" and returned.on < left.on:
        # "Left in May 2025, back in 2025": a year stands as its first day, not before the May.
        returned = Day(left.on, returned.precision)
    for day, (column, precision) in zip((left, returned), RETURN_DAYS.values(), strict=True):
        facts[column] = day.on if day else None
        facts[precision] = day.precision if day else ""
    for field, (column, currency) in RETURN_MONEY.items():
        money = facts.pop(field)
        facts[column] = money.amount if money else None
        facts[currency] = money.currency if money else ""
    return ReturnFacts(id=id, **facts)


def job_known(job: JobAbroad) -> dict[str, Any]:
    """Return what is known of a job, as its form shows it."""
    return {
        **{name: getattr(job, name) for name in JOB_PLAIN},
        "wage": _money(job.wage, job.wage_currency),
        "occupation": job.occupation,
        "sector": job.sector,
        "tasks": list(job.tasks.all()),
    }


def job_facts(values: dict[str, Any], *, id: UUID | None = None) -> JobFacts:
    """Return the job that a cleaned form describes, its class 3 part included."""
    facts = dict(values)
    wage, occupation, sector = facts.pop("wage"), facts.pop("occupation"), facts.pop("sector")
    return JobFacts(
        id=id,
        wage=wage.amount if wage else None,
        wage_currency=wage.currency if wage else "",
        occupation_id=occupation.pk if occupation else None,
        sector_id=sector.pk if sector else None,
        task_ids=tuple(task.pk for task in facts.pop("tasks")),
        **facts,
    )


def _money(amount: Any, currency: str) -> Money | None:
    return Money(amount, currency or "USD") if amount is not None else None
