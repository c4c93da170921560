"""A kind of work in sentences: ranges, never a percentage; few posts are said to be few."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spean.core.wording import digits_text, money_text
from spean.directory.models import ServiceOffer, Skill
from spean.jobs.rules import Market
from spean.pathways.guiding import DAYS, KM, Prospect

WAYS = {"none": "check-circle", "rpl": "award", "course": "backpack", "unknown": "question-circle"}
NAMED = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One fact with its drawing."""

    drawing: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A kind of work as the page shows it."""

    prospect: Prospect
    lines: list[Line]


def shown(prospect: Prospect) -> Shown:
    """Return a kind of work in sentences."""
    market = prospect.market
    lines = [Line("briefcase", _demand(market)), Line("cash-coin", _wage(market))]
    if prospect.floor is not None:
        lines.append(Line("bank", _floor(prospect)))
    if market.hours:
        lines.append(Line("clock", _hours(market.hours)))
    if prospect.started:
        said = ngettext(
            "%(count)s person of the centres started here in a year",
            "%(count)s people of the centres started here in a year",
            prospect.started,
        )
        lines.append(Line("people", said % {"count": digits_text(prospect.started)}))
    lines.append(Line(WAYS[prospect.skills.way], _missing(prospect)))
    return Shown(prospect, lines)


def cost_of(offers: Iterable[ServiceOffer]) -> str:
    """Return what services cost together: one amount, a range, or that nobody knows."""
    known = sorted(one.cost_khr for one in offers if one.cost_khr is not None)
    if not known:
        return _("cost not known")
    return between(known[0], known[-1], "KHR") if known[-1] else _("free of charge")


def between(low: float, high: float, currency: str = "USD") -> str:
    """Return a range of money, or one amount where both ends are the same."""
    ends = [money_text(Decimal(round(one)), currency) for one in (low, high)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} – {ends[1]}"


def _demand(market: Market) -> str:
    facts = {"days": digits_text(DAYS), "km": digits_text(KM)}
    if not market.vacancies:
        return _("No post in %(days)s days within %(km)s km") % facts
    said = ngettext(
        "%(count)s post in %(days)s days or open now within %(km)s km",
        "%(count)s posts in %(days)s days or open now within %(km)s km",
        market.vacancies,
    )
    return said % {**facts, "count": digits_text(market.vacancies)}


def _wage(market: Market) -> str:
    if market.wage is None:
        return _("Nobody said what it pays")
    if market.usual is None:
        said = _("These posts pay %(range)s a month; too few to say a usual wage")
        return said % {"range": between(*market.wage)}
    said = _("Usually %(usual)s a month; from %(range)s")
    return said % {"usual": between(*market.usual), "range": between(*market.wage)}


def _floor(prospect: Prospect) -> str:
    floor = prospect.floor
    if floor is None:
        return ""
    said = _("The law sets at least %(amount)s a month")
    words = said % {"amount": money_text(floor.amount, "USD")}
    return words if floor.is_verified else f"{words} ({_('not verified')})"


def _hours(hours: tuple[float, float]) -> str:
    low, high = (f"{one:g}" for one in hours)
    span = low if low == high else f"{low}–{high}"
    return _("%(hours)s hours a week") % {"hours": digits_text(span)}


def _missing(prospect: Prospect) -> str:
    skills = prospect.skills
    if skills.way == "course":
        return _("Missing: %(skills)s. A course teaches it.") % {
            "skills": _names(prospect.names, skills.missing)
        }
    if skills.way == "rpl":
        return _("To be proven: %(skills)s. Recognition needs no course.") % {
            "skills": _names(prospect.names, skills.told)
        }
    if skills.way == "none":
        return _("Nothing is missing")
    return _("What it needs is not written down yet")


def _names(skills: dict[str, Skill], codes: Iterable[str]) -> str:
    named = [skills[code].label for code in codes]
    return ", ".join(named[:NAMED]) + (" …" if len(named) > NAMED else "")
