"""What a referral to a scheme holds, whom it may be shown, and what is due when (plain Python).

Which scheme says something of health, disability or debt, and who receives an application, are this
project's own tables over the schemes of `directory/data/schemes.csv`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from rulebook import FACTS, Situation
from rulebook.conditions import Condition, Way
from spean.casework.rules import add_months

# That somebody applies here says nothing of class 3. Every other scheme, also one that comes later,
# is kept from all but the responsible officer and the manager.
OPEN_SCHEMES: Final = frozenset(
    {
        *("IDPOOR", "FAMILY-PACKAGE", "FP-SCHOOL", "FP-ELDERLY", "SCHOOL", "CIVIL-DOCUMENTS"),
        *("NSSF-INJURY", "NSSF-HEALTH", "NSSF-PENSION", "NSSF-VOLUNTARY", "TVET-1.5M", "DISPLACED"),
    }
)
# Whether an employer keeps the law is asked of the employer, and the number is seen.
EMPLOYER_SCHEMES: Final = frozenset({"NSSF-INJURY", "NSSF-HEALTH", "NSSF-PENSION"})
# The service code (table 2.5) whose step of a plan is done when the benefit has come.
SERVICES: Final[Mapping[str, str]] = {
    "IDPOOR": "SOC1",
    "HEF": "SOC2",
    "FAMILY-PACKAGE": "SOC3",
    "FP-SCHOOL": "SOC3",
    "FP-DISABILITY": "SOC3",
    "FP-ELDERLY": "SOC3",
    "MATERNITY-CASH": "SOC4",
    "NSSF-VOLUNTARY": "SOC5",
    "NSSF-INJURY": "SOC6",
    "NSSF-HEALTH": "SOC6",
    "NSSF-PENSION": "SOC6",
    "DISABILITY-CARD": "SOC7",
    "SCHOOL": "SOC8",
    "CIVIL-DOCUMENTS": "SOC9",
}
# The purpose (F2) that must be allowed before the centre itself sends papers. For any other scheme
# there is none: the person takes them herself.
PURPOSES: Final[Mapping[str, str]] = {
    "IDPOOR": "share_commune_idpoor",
    "FAMILY-PACKAGE": "share_commune_idpoor",
    "FP-SCHOOL": "share_commune_idpoor",
    "FP-DISABILITY": "share_commune_idpoor",
    "FP-ELDERLY": "share_commune_idpoor",
    "MATERNITY-CASH": "share_commune_idpoor",
    "CIVIL-DOCUMENTS": "share_commune_idpoor",
    "NSSF-VOLUNTARY": "share_nssf",
    "NSSF-INJURY": "share_nssf",
    "NSSF-HEALTH": "share_nssf",
    "NSSF-PENSION": "share_nssf",
    "DISABILITY-CARD": "share_mosvy",
    "TVET-1.5M": "share_tvet",
}
# Without an answer for longer than this, somebody asks (social-protection 4.2).
PENDING_DAYS: Final = 30
# How many days before something ends or begins it is worth a word; a payment needs fewer.
LEAD_DAYS: Final[Mapping[str, int]] = {
    "renewal": 30,
    "card": 30,
    "sixty": 30,
    "two": 30,
    "birth": 7,
    "appeal": 7,
    "visit": 3,
    "payment": 3,
}
_ELDERLY = 60
# "No paper; ask the person", as the list of facts says it.
_NO_PAPER: Final = FACTS["has-employees"].paper


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of the list: where the rule asks for it, and whether it is there."""

    code: str
    km: str
    en: str
    state: str = "needs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One move of the path, with what was learned; empty where it does not apply."""

    move: str
    on: date
    by: str = ""
    place: str = ""
    number: str = ""
    carrier: str = ""
    reason: str = ""
    note: str = ""
    known: str = ""
    level: str = ""
    amount: Decimal | None = None
    currency: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """What comes back every month, or with a child."""

    next_visit_on: date | None = None
    visits_done: int = 0
    birth_on: date | None = None
    child_born_on: date | None = None
    next_payment_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitWords:
    """All that is sealed of a referral: why, by which rule, which papers, what happened."""

    scheme: str
    verdict: str
    # Each reason in Khmer and English, as it was given on that day by that row.
    reasons: tuple[tuple[str, str], ...]
    asked_on: date
    rule: str = ""
    source: str = ""
    # Yes-or-no facts that nobody had asked, and what was answered since.
    asks: tuple[str, ...] = ()
    answers: Mapping[str, bool] = field(default_factory=dict)
    card: str = ""
    needs_card: bool = False
    papers: tuple[Paper, ...] = ()
    # Questions that an office is known to ask: the code, and yes or no.
    prospects: Mapping[str, bool] = field(default_factory=dict)
    steps: tuple[Taken, ...] = ()
    dates: Dates = field(default_factory=Dates)

    @property
    def missing(self) -> int:
        """Return how many papers are not there yet."""
        return sum(paper.state != "has" for paper in self.papers)

    def last(self, *moves: str) -> Taken | None:
        """Return the newest of these moves, or None."""
        return next((step for step in reversed(self.steps) if step.move in moves), None)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was gathered before the papers are handed in: paper -> state, question -> yes or no."""

    papers: Mapping[str, str] = field(default_factory=dict)
    prospects: Mapping[str, bool] = field(default_factory=dict)
    answers: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Due:
    """Something that comes on a day; its kind is a key of `LEAD_DAYS`."""

    kind: str
    on: date

    @property
    def remind_on(self) -> date:
        """Return the day on which to think of it."""
        return self.on - timedelta(days=LEAD_DAYS[self.kind])


def is_private(scheme: str) -> bool:
    """Tell whether the scheme itself says something of health, disability or debt."""
    return scheme not in OPEN_SCHEMES


def papers_for(ways: tuple[Way, ...], known: Situation) -> tuple[Paper, ...]:
    """Return the papers that the ways in ask for, each once; what she is known to lack is none."""
    found: dict[str, Paper] = {}
    for one in (one for way in ways for one in way.conditions if _has_paper(one, known)):
        paper = one.fact.paper
        found.setdefault(paper.en, Paper(one.fact.code, paper.km, paper.en))
    return tuple(found.values())


def _has_paper(one: Condition, known: Situation) -> bool:
    # A card that is asked for by its absence ("none") is no paper to bring.
    return one.fact.paper != _NO_PAPER and one.how != "no" and known.get(one.fact.code) != "none"


def dues_of(words: BenefitWords, state: str, payments: int | None) -> tuple[Due, ...]:
    """Return what comes of one referral, soonest first; nothing once it ended.

    :param payments: how many payments there are before birth by the rule in force, if one is
    """
    if state == "refused":
        said = words.last("refuse")
        return (Due("appeal", said.until),) if said and said.until else ()
    if state != "received":
        return ()
    dates, came = words.dates, words.last("receive", "renew")
    is_expecting = dates.child_born_on is None
    more_visits = is_expecting and (payments is None or dates.visits_done < payments)
    born = dates.child_born_on
    days = {
        "renewal": came.until if came else None,
        "visit": dates.next_visit_on if more_visits else None,
        "birth": dates.birth_on if is_expecting else None,
        "two": add_months(born, 24) if born else None,
        "payment": dates.next_payment_on,
    }
    found = (Due(kind, day) for kind, day in days.items() if day)
    return tuple(sorted(found, key=lambda due: (due.on, due.kind)))


def turns_sixty(born_on: date | None, is_exact: bool) -> date | None:
    """Return the sixtieth birthday; of an age that was guessed there is none."""
    if born_on is None or not is_exact:
        return None
    return add_months(born_on, 12 * _ELDERLY)


def as_plain(words: BenefitWords) -> dict[str, Any]:
    """Return the words as JSON can hold them."""
    plain: dict[str, Any] = _plain(asdict(words))
    return plain


def read(plain: Mapping[str, Any]) -> BenefitWords:
    """Return what `as_plain` made."""
    values = _typed(BenefitWords, plain)
    values["reasons"] = tuple((km, en) for km, en in plain["reasons"])
    values["asks"] = tuple(plain["asks"])
    values["papers"] = tuple(Paper(**one) for one in plain["papers"])
    values["steps"] = tuple(Taken(**_typed(Taken, one)) for one in plain["steps"])
    values["dates"] = Dates(**_typed(Dates, plain["dates"]))
    return BenefitWords(**values)


def _typed(kind: type, plain: Mapping[str, Any]) -> dict[str, Any]:
    return {one.name: _value(str(one.type), plain[one.name]) for one in fields(kind)}


def _value(kind: str, value: Any) -> Any:
    if value is None or not isinstance(value, str):
        return value
    if "date" in kind:
        return date.fromisoformat(value)
    return Decimal(value) if "Decimal" in kind else value


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
