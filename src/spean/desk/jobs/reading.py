"""Vacancies, people and reasons in the words of the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spean.core.wording import digits_text, money_text
from spean.desk.jobs.forms.base import Row, rows_of
from spean.desk.jobs.forms.vacancy import GROUPS, VacancyForm
from spean.desk.jobs.sentences import Line, lines_of
from spean.jobs.models import JobReferral, Vacancy
from spean.jobs.rules import advertisement_flags
from spean.pathways.matching import Candidate, Match, as_kept

FLAGS: Mapping[str, str | Promise] = {
    "sex-limit": gettext_lazy("For one sex only, without a legal ground: talk with the employer."),
    "age-limit": gettext_lazy("With an age limit: talk with the employer. It is not used."),
}
# What stands in the head of the page already.
IN_HEAD = ("employer", "label_km", "wage_min", "wage_max", "currency", "pay_unit", "openings")


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """One vacancy of the list."""

    vacancy: Vacancy
    wage: str
    flags: list[str]
    is_full: bool
    is_running: bool


@dataclass(frozen=True, slots=True)
class Reasons:
    """What fits, what does not, what nobody knows; and of how many questions."""

    fits: list[Line]
    misfits: list[Line]
    unknowns: list[Line]


def wage_text(vacancy: Vacancy) -> str:
    """Return the wage as it is said, or nothing when the employer has not said it."""
    low, high, currency = vacancy.wage_min, vacancy.wage_max, vacancy.currency
    if low is None and high is None:
        return ""
    if low is None or high is None or low == high:
        amount = money_text(low if low is not None else high, currency)
    else:
        amount = f"{money_text(low, currency)} – {money_text(high, currency)}"
    return f"{amount} {vacancy.get_pay_unit_display()}"


def flags_of(vacancy: Vacancy, lawful_age: int | None) -> list[str]:
    """Return what an officer must talk about with the employer."""
    codes = advertisement_flags(
        sex_limit=vacancy.sex_limit,
        sex_limit_ground=vacancy.sex_limit_ground,
        maximum_age=vacancy.maximum_age,
        minimum_age=vacancy.minimum_age,
        lawful_age=lawful_age,
    )
    return [str(FLAGS[code]) for code in codes]


def is_running(vacancy: Vacancy, today: date) -> bool:
    """Tell whether somebody can still be put forward, if a place is free."""
    return vacancy.state == "open" and (vacancy.closes_on is None or vacancy.closes_on >= today)


def vacancy_row(vacancy: Any, today: date, lawful_age: int | None) -> VacancyRow:
    """Return a vacancy as the list shows it."""
    return VacancyRow(
        vacancy,
        wage_text(vacancy),
        flags_of(vacancy, lawful_age),
        vacancy.free_places < 1,
        is_running(vacancy, today),
    )


def vacancy_page(vacancy: Any, today: date, lawful_age: int | None) -> dict[str, Any]:
    """Return the facts of a vacancy as its page shows them: every field of its form."""
    values = VacancyForm.initial_of(vacancy)
    fields = VacancyForm.base_fields
    groups: list[tuple[Any, list[Row]]] = []
    for heading, names in GROUPS:
        asked = {name: fields[name] for name in names}
        rows = rows_of(asked, values, without=IN_HEAD)
        if rows:
            groups.append((heading, rows))
    needs = list(vacancy.needs.select_related("skill").order_by("weight", "skill__code"))
    return {
        "vacancy": vacancy,
        "row": vacancy_row(vacancy, today, lawful_age),
        "groups": groups,
        "needs": [need.skill for need in needs if need.weight == "must"],
        "welcome": [need.skill for need in needs if need.weight == "nice"],
    }


def reasons_of(kept: Iterable[Mapping[str, Any]]) -> Reasons:
    """Return kept reasons in words, in their three groups."""
    lines = lines_of(kept)
    by = {kind: [line for line in lines if line.polarity == kind] for kind in _KINDS}
    return Reasons(by["plus"], by["minus"], by["missing"])


_KINDS = ("plus", "minus", "missing")


def reasons_of_match(match: Match) -> Reasons:
    """Return the reasons of a match in words."""
    return reasons_of([as_kept(reason) for reason in match.reasons])


def fits_text(fits: int, asked: int) -> str:
    """Return how many questions fit: a count, never a score."""
    return _("%(fits)s of %(asked)s fit") % {
        "fits": digits_text(fits),
        "asked": digits_text(asked),
    }


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One person whom a vacancy could suit."""

    candidate: Candidate
    fits: str
    first: list[Line]
    referral: JobReferral | None


def candidate_rows(
    candidates: Iterable[Candidate], referrals: Mapping[UUID, JobReferral]
) -> list[CandidateRow]:
    """Return people with how much fits, the first reasons, and what was done already."""
    rows = []
    shown = list(candidates)
    kept = [[as_kept(reason) for reason in one.match.reasons] for one in shown]
    lines = lines_of([reason for reasons in kept for reason in reasons])
    start = 0
    for one, reasons in zip(shown, kept, strict=True):
        own = lines[start : start + len(reasons)]
        start += len(reasons)
        first = [line for line in own if line.polarity == "plus"][:2]
        text = fits_text(one.match.fits, one.match.of)
        rows.append(CandidateRow(one, text, first, referrals.get(one.person.pk)))
    return rows
