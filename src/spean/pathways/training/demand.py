"""Skills that open posts near a centre cannot do without, against who here has them."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from spean.accounts.models import User
from spean.directory.models import Area, Skill
from spean.directory.selectors.classifications import essential_skills
from spean.jobs.models import Vacancy
from spean.jobs.selectors import looking_people, open_vacancies
from spean.pathways.matching.nearness import is_near
from spean.pathways.matching.prices import Prices
from spean.skills.selectors import proven_skills

KM, MOST = 60, 8


@dataclass(frozen=True, slots=True)
class Demand:
    """One skill: the free places that need it, how many here have it, whether people compete.

    `price` is the mean of the night's prices of those posts; at 0 places stay free, and there a
    course helps most.
    """

    skill: Skill
    occupations: tuple[str, ...]
    posts: int
    able: int
    missing: int
    price: float


def demand_near(*, viewer: User, home: Area, today: date, km: int = KM) -> list[Demand]:
    """Return the skills most missing near a place, the most missing first."""
    posts = [one for one in open_vacancies(today) if is_near(home, one.area, km)]
    needs = essential_skills({one.occupation_id for one in posts})
    by_skill: dict[UUID, list[Vacancy]] = defaultdict(list)
    skills = {skill.pk: skill for rows in needs.values() for skill in rows}
    for post in posts:
        for skill in needs.get(post.occupation_id, ()):
            by_skill[skill.pk].append(post)
    looking = looking_people(viewer).values_list("pk", flat=True)
    able = Counter(code for held in proven_skills(looking).values() for code, _grade in held)
    prices = Prices(posts)
    found = [_demand(skills[pk], rows, able, prices) for pk, rows in by_skill.items()]
    found.sort(key=lambda one: (-one.missing, -one.posts, one.skill.code))
    return found[:MOST]


def _demand(skill: Skill, posts: list[Vacancy], able: Counter[str], prices: Prices) -> Demand:
    count = sum(int(getattr(one, "free_places", 0)) for one in posts)
    paid = sum(prices.of(one.pk) for one in posts) / len(posts)
    works = tuple(sorted({one.occupation.label for one in posts}))
    known = able[skill.code]
    return Demand(skill, works, count, known, max(count - known, 0), paid)
