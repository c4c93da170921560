"""What the page of a plan shows: what is enough, the months, and the numbers behind them."""

from dataclasses import dataclass
from typing import Any

from spean.core.loans import Loan
from spean.core.months import BAD, GOOD, LIKELY, MONTHS, Outcome
from spean.core.wording import money_text
from spean.desk.cases.money.words import LEVELS
from spean.desk.enterprise.picture import Crossing, crossings
from spean.desk.enterprise.words import (
    LINES,
    cautions,
    each_a_day,
    enough,
    month_text,
    sentences,
)
from spean.desk.months import Drawing, drawings
from spean.pathways.shop_at_home import AtHome
from spean.skills.choices.enterprise import Registration
from spean.skills.rules.enterprise import Shop, break_even, reckon_shop


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the page shows of one plan."""

    enough: str
    each: list[str]
    word: str
    drawing: str
    sentences: list[str]
    cautions: list[str]
    crossings: list[Crossing]
    pictures: list[Drawing]
    months: list[dict[str, Any]]
    lines: list[tuple[str, bool, int]]


def shown(shop: Shop, loan: Loan | None = None) -> Shown:
    """Return what is said and drawn of a plan."""
    outcome = reckon_shop(shop, loan)
    found = break_even(shop)
    word, drawing = LEVELS[outcome.level]
    return Shown(
        enough=enough(shop, found),
        each=each_a_day(shop, found),
        word=str(word),
        drawing=drawing,
        sentences=list(sentences(shop, outcome)),
        cautions=cautions(shop, outcome),
        crossings=crossings(shop),
        pictures=drawings(shop.begins, outcome),
        months=_months(shop, outcome),
        lines=[
            (str(LINES[one.code]), one.comes_in, sum(one.views[LIKELY])) for one in outcome.lines
        ],
    )


def _months(shop: Shop, outcome: Outcome) -> list[dict[str, Any]]:
    bad, likely, good = (outcome.views[view] for view in (BAD, LIKELY, GOOD))
    return [
        {
            "name": month_text(shop.begins, month),
            "comes_in": likely.comes_in[month],
            "goes_out": likely.goes_out[month],
            "left": likely.cash[month],
            "bad": bad.cash[month],
            "good": good.cash[month],
        }
        for month in range(MONTHS)
    ]


@dataclass(frozen=True, slots=True)
class Way:
    """One way the household may live, drawn beside the other."""

    is_shop: bool
    word: str
    drawing: str
    pictures: list[Drawing]
    hardest: str
    month: str
    end: str


def ways(home: AtHome) -> list[Way]:
    """Return the household with the shop, and with the day work of now."""
    return [_way(home, home.with_shop, True), _way(home, home.without, False)]


def _way(home: AtHome, outcome: Outcome, is_shop: bool) -> Way:
    word, drawing = LEVELS[outcome.level]
    month, least = outcome.views[LIKELY].lowest
    return Way(
        is_shop=is_shop,
        word=str(word),
        drawing=drawing,
        pictures=drawings(home.begins, outcome),
        hardest=money_text(least, "KHR"),
        month=month_text(home.begins, month),
        end=money_text(outcome.views[LIKELY].cash[-1], "KHR"),
    )


def registration_word(shop: Shop) -> str:
    """Return whether it must be registered, in words."""
    code = shop.words.get("registration", "")
    return str(Registration(code).label) if code in Registration.values else ""
