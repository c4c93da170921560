"""Whom to call first, which way, and when a call is one too many (plain Python).

Who is likeliest to be lost comes first, by reasons that are said in words. Nothing here knows
sex, ethnicity, disability or what somebody consented to: a consent changes the way, never the turn.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from spean.casework.rules import QUIET_DAYS, TRIES_BEFORE_LOST, add_months

# F11 leaves these open; they are this project's choice.
SECOND_CONTACT_AFTER = 2
SAME_CALL_DAYS = 15
# A job is asked about at day 30 and 90 (labour law 7.3), then with the others.
JOB_DAYS: Mapping[str, int] = {"month_1": 30, "month_3": 90}
CALL_MONTHS: Mapping[str, int] = {"month_1": 1, "month_3": 3, "month_6": 6, "month_12": 12}

AGAIN, SECOND, VISIT, VOLUNTEER, REST = "again", "second", "visit", "volunteer", "rest"
_ENDED = ("refused", "re_migrated", "died")
_UNREACHED = ("no_answer", "number_off", "moved")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What is known of how somebody can be reached; `tries` are reasons, the oldest first."""

    tries: tuple[str, ...] = ()
    has_phone: bool = True
    is_own_phone: bool = True
    changed_number: bool = False
    has_second_contact: bool = True
    means_to_leave: bool = False
    has_fixed_place: bool = True
    quiet_days: int = 0
    is_declined: bool = False


def reasons(reach: Reach) -> tuple[str, ...]:
    """Return why this person may be lost, the gravest first."""
    found = (
        ("number_off", "number_off" in reach.tries),
        ("no_phone", not reach.has_phone),
        ("tries", any(one in _UNREACHED for one in reach.tries)),
        ("leaving", reach.means_to_leave),
        ("no_place", not reach.has_fixed_place),
        ("changed", reach.changed_number),
        ("not_own", reach.has_phone and not reach.is_own_phone),
        ("no_second", not reach.has_second_contact),
        ("quiet", reach.quiet_days > QUIET_DAYS),
    )
    return tuple(code for code, is_so in found if is_so)


def turn(reach: Reach, due_on: date) -> tuple[int, int, int, date]:
    """Return the key by which the list is sorted, the first to call first.

    Whoever has more reasons comes first; then more tries, then longer without help, then the
    earlier promise.
    """
    tries = sum(one in _UNREACHED for one in reach.tries)
    return (-len(reasons(reach)), -tries, -max(0, reach.quiet_days), due_on)


def next_way(reach: Reach) -> str:
    """Return what to do next: call again, ask the second contact, visit, ask a volunteer, rest."""
    tries = [one for one in reach.tries if one in _UNREACHED]
    if reach.tries and reach.tries[-1] in _ENDED:
        return REST
    if len(tries) > TRIES_BEFORE_LOST:
        return VOLUNTEER
    if reach.is_declined or not reach.has_phone:
        return VISIT
    if len(tries) == TRIES_BEFORE_LOST:
        return VISIT
    is_gone = tries[-1:] in (["number_off"], ["moved"])
    if is_gone or len(tries) >= SECOND_CONTACT_AFTER:
        return SECOND if reach.has_second_contact else VISIT
    return AGAIN


def days_of_job(start_on: date) -> dict[str, date]:
    """Return when somebody who began to work is called: day 30 and 90, month 6 and 12."""
    days = {kind: start_on + timedelta(days=count) for kind, count in JOB_DAYS.items()}
    return days | {k: add_months(start_on, n) for k, n in CALL_MONTHS.items() if k not in days}


def days_of_plan(agreed_on: date, promised: Collection[date]) -> dict[str, date]:
    """Return when somebody with a plan is called; a call promised already is not doubled."""
    days = {kind: add_months(agreed_on, count) for kind, count in CALL_MONTHS.items()}
    return {kind: day for kind, day in days.items() if not is_near(day, promised)}


def is_near(day: date, others: Collection[date]) -> bool:
    """Tell whether a call on this day would be the same call as one of the others."""
    return any(abs((day - other).days) <= SAME_CALL_DAYS for other in others)


# Whose work is asked about, and whose business.
WORKS_FOR_OTHERS = ("employee", "casual", "apprentice", "dependent")
WORKS_FOR_HERSELF = ("own_account", "employer", "family")

# Who helps in the family's business has no income of her own to be checked.
_OWNS = ("own_account", "employer")


def leaves_income(said: Mapping[str, Mapping[str, Any]]) -> bool:
    """Tell whether the answers of a call say that her own work goes on and leaves her money.

    What was sold alone says nothing: it may have cost more. A loss, nothing, and what was not
    said are no income; a business told of before she said that she does something else is not hers.
    """
    if said.get("now", {}).get("activity") not in _OWNS:
        return False
    business = said.get("business", {})
    try:
        profit = Decimal(str(business.get("profit") or 0))
    except InvalidOperation:
        return False
    return business.get("alive") == "yes" and profit > 0


def steps(*, activity: str, is_placed: bool) -> tuple[str, ...]:
    """Return the steps of a call, in order: what now, the work or the business, home, ahead.

    :param is_placed: the call is about a job that she still has
    """
    middle: tuple[str, ...] = ()
    if is_placed:
        middle = ("job",)
    elif activity in WORKS_FOR_OTHERS:
        middle = ("other_job",)
    elif activity in WORKS_FOR_HERSELF:
        middle = ("business",)
    return ("now", *middle, "home", "ahead")
