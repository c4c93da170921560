"""The work within reach of a person. Her sex, age, health, debts and poverty are not read here."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from spean.directory.models import Occupation, Skill
from spean.directory.selectors.classifications import essential_skills
from spean.jobs.rules import Market
from spean.jobs.selectors import wishes_of
from spean.jobs.selectors.guiding import Floor, starts_lately
from spean.pathways.guiding.market import NOTHING, markets_near
from spean.pathways.matching.nearness import is_near
from spean.people.models import Person
from spean.people.selectors import jobs_abroad_of
from spean.skills.rules import Standing, standing
from spean.skills.selectors import proven_skills

KM, DAYS, MOST = 25, 30, 12


@dataclass(frozen=True, slots=True)
class Prospect:
    """One kind of work: its market nearby, how many started, the floor, what she has of it."""

    occupation: Occupation
    market: Market
    floor: Floor | None
    started: int
    skills: Standing
    names: dict[str, Skill]
    is_wanted: bool
    was_done: bool


def prospects_for(*, person: Person, today: date, km: int = KM) -> list[Prospect]:
    """Return the kinds of work within reach: what she wants, what she did, where most posts are."""
    wishes, home = wishes_of(person), person.area
    wanted = {one.pk: one for one in wishes.wanted_occupations.all()} if wishes else {}
    refused = {one.pk for one in wishes.refused_occupations.all()} if wishes else set()
    jobs = jobs_abroad_of([person.pk])
    done = {job.occupation.pk: job.occupation for job in jobs if job.occupation}
    near = markets_near(home, today, km=km, days=DAYS)
    every = {pk: one.occupation for pk, one in near.items()} | done | wanted
    started = Counter(pk for pk, area in starts_lately(today) if is_near(home, area, km))
    needs, held = essential_skills(every), dict(proven_skills([person.pk]).get(person.pk, ()))
    found = []
    for pk in every.keys() - refused:
        names = {skill.code: skill for skill in needs.get(pk, ())}
        market, floor = (near[pk].market, near[pk].floor) if pk in near else (NOTHING, None)
        shares = (started[pk], standing(names, held), names, pk in wanted, pk in done)
        found.append(Prospect(every[pk], market, floor, *shares))
    found.sort(key=_order)
    return found[:MOST]


def _order(one: Prospect) -> tuple[bool, bool, int, str]:
    return not one.is_wanted, not one.was_done, -one.market.places, one.occupation.code
