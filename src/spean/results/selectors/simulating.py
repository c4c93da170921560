"""What a draft rule would change in the register, before anybody publishes it: counts alone.

People are counted as in every result: sealed files and whoever said no to statistics are not
there, small counts are hidden, and what is shown is rounded, so that two drafts that differ by one
person do not tell who she is.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from rulebook import Rule, Rulebook, Verdict, eligibility, with_draft
from safestats import Counts, ProtectedCounts, protect_list
from spean.directory.models import RuleRow
from spean.directory.selectors.rules import as_rule, history_of
from spean.jobs.models import Placement, Vacancy
from spean.jobs.selectors import running
from spean.jobs.selectors.pay import book_of_pay, pay_finding
from spean.people.selectors.situations import situations_of
from spean.results.selectors.who_counts import people_who_count

SAME = "same"
LABELS = (Verdict.YES.value, Verdict.NO.value, Verdict.UNKNOWN.value, SAME)
THRESHOLD, ROUNDING = 10, 10
_ELIGIBLE, _WAGE = "eligible.", "minimum-wage."
_Pay = tuple[Decimal | None, str, str]


@dataclass(frozen=True, slots=True)
class Simulation:
    """How many would newly be yes, no or needs checking, and for how many nothing changes.

    `people` counts people and is protected; `vacancies` counts posts. None: not asked.
    """

    people: ProtectedCounts | None = None
    vacancies: Counts | None = None


def simulate(row: RuleRow, today: date) -> Simulation | None:
    """Return what changes on a draft's first day; None where the register holds nothing of it."""
    before = Rulebook(history_of(row.code))
    after = Rulebook(_after(row))
    if row.code.startswith(_ELIGIBLE):
        return _of_schemes(row, before, after, today)
    if row.code.startswith(_WAGE):
        return _of_wages(row, after, today)
    return None


def _after(row: RuleRow) -> tuple[Rule, ...]:
    rules = [rule for rule in history_of(row.code) if rule.ref != str(row.pk)]
    correct = as_rule(row.corrects) if row.corrects else None
    return with_draft(rules, as_rule(row), instead_of=correct)


def _of_schemes(row: RuleRow, before: Rulebook, after: Rulebook, today: date) -> Simulation:
    scheme, found = row.code.removeprefix(_ELIGIBLE), Counter[str]()
    for known, count in situations_of(people_who_count(today)):
        was, now = (
            eligibility(book, scheme=scheme, known=known, day=row.valid_from).verdict
            for book in (before, after)
        )
        found[SAME if was is now else now.value] += count
    return Simulation(people=_protected(found))


def _of_wages(row: RuleRow, after: Rulebook, today: date) -> Simulation:
    sector = row.code.removeprefix(_WAGE)
    before = book_of_pay(sector)
    others = [rule for rule in before if rule.code != row.code]
    books = before, Rulebook([*others, *after])
    along = "referral__vacancy__employer__organisation__sector__code"
    at_work = Q(ended_on=None) | Q(ended_on__gte=row.valid_from)
    placements = Placement.objects.filter(at_work, **{along: sector})
    counted = placements.filter(person__in=people_who_count(today))
    posts = Vacancy.objects.filter(running(today), employer__organisation__sector__code=sector)
    people = _changed(books, sector, row.valid_from, counted.values_list(*_TERMS))
    offers = _changed(books, sector, row.valid_from, posts.values_list(*_OFFER))
    return Simulation(_protected(people), _counts(offers))


_TERMS = ("wage", "currency", "pay_unit")
_OFFER = ("wage_min", "currency", "pay_unit")


def _changed(
    books: tuple[Rulebook, Rulebook], sector: str, day: date, pays: Iterable[_Pay]
) -> Counter[str]:
    found: Counter[str] = Counter()
    for pay, count in Counter(pays).items():
        was, now = (pay_finding(book, sector, pay, day).verdict for book in books)
        found[SAME if was is now else now.value] += count
    return found


def _counts(found: Counter[str]) -> Counts:
    return Counts(LABELS, tuple(found[label] for label in LABELS))


def _protected(found: Counter[str]) -> ProtectedCounts:
    return protect_list(_counts(found), threshold=THRESHOLD, rounding=ROUNDING)
