"""What could suit a person: facts of people, jobs and casework, held against the dated figures."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from spean.casework.choices import Triage
from spean.casework.models import Case
from spean.casework.rules.segments import WAGE, Facts, Limits, Option, options_for
from spean.directory.selectors import rulebook_now
from spean.jobs.selectors import list_of, wishes_of
from spean.people.models import Person
from spean.people.rules.ages import age_on
from spean.people.selectors import jobs_abroad_of

AGE, MONTHS, NEAR, LEAVING = (
    "segment.older-age",
    "segment.trade-months",
    "segment.near",
    "segment.leaving",
)


def known_facts(person: Person, case: Case, day: date) -> Facts:
    """Return what the rooms know; the rest is asked, never guessed."""
    wishes, listed = wishes_of(person), list_of(person)
    months: Counter[Any] = Counter()
    for job in jobs_abroad_of([person.pk]):
        if job.occupation_id and job.months:
            months[job.occupation_id] += job.months
    return Facts(
        age=age_on(person.born_on, day) if person.born_on else None,
        wants=WAGE if wishes is not None and wishes.is_looking else "",
        relocates=wishes.will_relocate if wishes is not None else None,
        is_job_near=True if listed is not None and listed.posts else None,
        months_in_trade=max(months.values(), default=None),
        is_red=case.triage == Triage.RED if case.triage else None,
    )


def figures_on(day: date) -> dict[str, int | None]:
    """Return the dated figures of the segments on a day. One query."""
    book = rulebook_now(AGE, MONTHS, NEAR, LEAVING)
    rules = {code: book.find(code, day) for code in (AGE, MONTHS, NEAR, LEAVING)}
    return {code: int(str(rule.value)) if rule else None for code, rule in rules.items()}


def options_on(facts: Facts, answers: dict[str, Any], day: date) -> tuple[Option, ...]:
    """Return the seven options for what is known and what was answered now."""
    given = {name: said for name, said in answers.items() if said not in (None, "")}
    figures = figures_on(day)
    return options_for(replace(facts, **given), Limits(figures[AGE], figures[MONTHS]))
