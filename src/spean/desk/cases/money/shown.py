"""What the page of a household's money shows: the question's answer, the ways beside each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spean.casework.choices import Basis, EarningPath
from spean.casework.rules.cashflow import reckon
from spean.casework.rules.changes import cheapest
from spean.casework.rules.household import PATHS
from spean.casework.rules.sheet import SINGLES, Sheet
from spean.core.months import BAD, GOOD, LIKELY, MONTHS, Outcome
from spean.core.wording import digits_text, money_text
from spean.desk.cases.money.words import (
    LABELS,
    LEVELS,
    LINES,
    advice,
    answer,
    month_text,
    months_text,
)
from spean.desk.months import Drawing, bounds_of, drawings, small

# The questions by group: (name, title, what is asked). The first is open from the beginning.
GROUPS: Final[tuple[tuple[str, Any, tuple[str, ...]], ...]] = (
    ("home", gettext_lazy("The household"), ("living", "other_income", "casual", "cash")),
    (
        "children",
        gettext_lazy("Children, school, the way to work"),
        ("childcare", "school_start", "school_month", "month_school", "transport_work"),
    ),
    ("work_now", EarningPath.WORK_NOW.label, ("wage_now", "wait_now")),
    ("rpl", EarningPath.RPL.label, ("rpl_fee", "rpl_months", "wait_rpl", "wage_rpl")),
    (
        "course",
        EarningPath.COURSE.label,
        (
            "course_months",
            "stipend",
            "weekend_work",
            "transport_course",
            "course_cost",
            "wait_trained",
            "wage_trained",
        ),
    ),
    (
        "farm",
        EarningPath.FARM.label,
        (
            "months_planting",
            "planting",
            "months_harvest",
            "harvest",
            "farm_start",
            "farm_planting",
            "farm_more",
        ),
    ),
    ("shop", EarningPath.SHOP.label, ("shop_start", "shop_wait", "shop_profit")),
    (
        "migrate",
        EarningPath.MIGRATE.label,
        ("leave_cost", "leave_wait", "sent_home", "care_home"),
    ),
    (
        "birth",
        gettext_lazy("A child that is expected"),
        ("month_birth", "checkup", "at_birth", "child_cash"),
    ),
    (
        "security",
        gettext_lazy("Social security"),
        ("nssf_share", "nssf_floor", "nssf_ceiling", "nssf_voluntary"),
    ),
)


@dataclass(frozen=True, slots=True)
class Way:
    """One way of earning in the list; `asks` names what is still to be asked before it is drawn."""

    name: str
    is_asked: bool
    word: str = ""
    drawing: str = ""
    hardest: str = ""
    end: str = ""
    picture: Drawing | None = None
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the page shows of one sheet."""

    answer: str
    advice: str
    is_pause: bool
    word: str
    drawing: str
    pictures: list[Drawing]
    ways: list[Way]
    months: list[dict[str, Any]]
    lines: list[dict[str, Any]]


def shown(sheet: Sheet) -> Shown | None:
    """Return the answer and its picture; `None` while something must still be asked."""
    home = sheet.household()
    if home.unknown_for(sheet.question):
        return None
    outcomes = {path: reckon(home, path) for path in PATHS if not home.unknown_for(path)}
    asked = outcomes[sheet.question]
    change = cheapest(home, sheet.question)
    word, drawing = LEVELS[asked.level]
    return Shown(
        answer=answer(sheet, asked),
        advice=advice(sheet, asked, change),
        is_pause=change is not None and change.kind == "pause",
        word=str(word),
        drawing=drawing,
        pictures=drawings(sheet.begins, asked),
        ways=list(_ways(sheet, outcomes)),
        months=list(_months(sheet, asked)),
        lines=list(_lines(sheet, asked)),
    )


def still_to_ask(sheet: Sheet, path: str) -> str:
    """Return the labels of what must be asked before this way can be reckoned."""
    return ", ".join(str(LABELS[code]) for code in sheet.household().unknown_for(path))


def _ways(sheet: Sheet, outcomes: Mapping[str, Outcome]) -> Iterator[Way]:
    bounds = bounds_of(list(outcomes.values()))
    for path in PATHS:
        name, is_asked = str(EarningPath(path).label), path == sheet.question
        outcome = outcomes.get(path)
        if outcome is None:
            yield Way(name, is_asked, asks=still_to_ask(sheet, path))
            continue
        word, drawing = LEVELS[outcome.level]
        month, least = outcome.views[LIKELY].lowest
        low, likely, high = (outcome.views[view].cash[-1] for view in (BAD, LIKELY, GOOD))
        yield Way(
            name,
            is_asked,
            str(word),
            drawing,
            hardest=f"{money_text(least, 'KHR')} · {month_text(sheet, month)}",
            end=_amount(low, likely, high),
            picture=small(outcome, bounds),
        )


def _amount(low: int, likely: int, high: int) -> str:
    if low == high:
        return money_text(likely, "KHR")
    said = {
        one: money_text(amount, "KHR")
        for one, amount in zip("abc", (likely, low, high), strict=True)
    }
    return _("%(a)s (from %(b)s to %(c)s)") % said


def _months(sheet: Sheet, outcome: Outcome) -> Iterator[dict[str, Any]]:
    bad, likely, good = outcome.views
    for month in range(MONTHS):
        yield {
            "name": month_text(sheet, month),
            "comes_in": likely.comes_in[month],
            "goes_out": likely.goes_out[month],
            "left": likely.cash[month],
            "bad": bad.cash[month],
            "good": good.cash[month],
        }


def _lines(sheet: Sheet, outcome: Outcome) -> Iterator[dict[str, Any]]:
    """Return what comes and goes in all the months together, as is likely."""
    for line in outcome.lines:
        name = LINES[line.code] if line.loan is None else sheet.loans[line.loan].name
        total = sum(line.views[LIKELY])
        yield {"name": str(name), "comes_in": line.comes_in, "total": total, "loan": line.loan}


def assumptions(sheet: Sheet) -> list[dict[str, Any]]:
    """Return each assumption of a kept sheet by group: its amount, and how it is known."""
    groups = []
    for name, title, codes in GROUPS:
        rows = [_assumption(sheet, code) for code in codes if code in sheet.known]
        if rows:
            groups.append({"name": name, "title": str(title), "rows": rows})
    return groups


# These words say themselves whether anybody checked.
_SAID: Final = (Basis.SEEN, Basis.GUESS)


def _assumption(sheet: Sheet, code: str) -> dict[str, Any]:
    known = sheet.known[code]
    three = known.amount
    return {
        "label": str(LABELS[code]),
        "amount": _said(code, three.low, three.likely, three.high),
        "basis": Basis(known.basis).label,
        "source": known.source,
        "is_unsure": not known.is_verified and known.basis not in _SAID,
    }


def _said(code: str, low: int, likely: int, high: int) -> str:
    if code == "nssf_share":
        return f"{likely / 100:g} %"
    if code in SINGLES and code not in ("cash", "nssf_floor", "nssf_ceiling"):
        return months_text(likely)
    return _amount(low, likely, high)


def loans_of(sheet: Sheet) -> list[dict[str, Any]]:
    """Return the loans of a kept sheet in words."""
    return [
        {
            "name": one.name,
            "owed": one.loan.owed,
            "payment": one.loan.payment,
            "every": digits_text(one.loan.every),
            "rate": f"{one.loan.rate / 100:g} %",
            "basis": Basis(one.basis).label,
            "is_unsure": one.basis not in _SAID,
        }
        for one in sheet.loans
    ]
