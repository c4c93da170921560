"""From a person's file to a profile, which has no field for sex, disability, debt or IDPoor."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from jobmatch import Experience, Grade, Limits, Profile, Skill, Wishes
from spean.jobs.models import JobSeeker
from spean.jobs.selectors import wishes_of_people
from spean.pathways.matching.words import known, languages_of, licences_in
from spean.people.models import Person
from spean.people.selectors import jobs_abroad_of
from spean.skills.selectors import proven_skills


def profiles_of(people: Sequence[Person], today: date) -> list[Profile]:
    """Return the values of people, in a constant number of queries."""
    ids = [person.pk for person in people]
    skills, wishes = proven_skills(ids), wishes_of_people(ids)
    done: dict[UUID, list[Experience]] = defaultdict(list)
    for job in jobs_abroad_of(ids).prefetch_related(None):
        if job.occupation:
            done[job.episode.person_id].append(Experience(job.occupation.isco, job.months))
    return [
        Profile(
            id=str(person.pk),
            birth_date=person.born_on,
            skills=tuple(Skill(code, Grade(grade)) for code, grade in skills.get(person.pk, ())),
            occupations=tuple(done[person.pk]),
            area_code=person.area.code,
            latitude=person.area.latitude,
            longitude=person.area.longitude,
            languages=languages_of(person),
            literacy=person.can_read_khmer,
            **_wishes(wishes.get(person.pk)),
        )
        for person in people
    ]


def _wishes(seeker: JobSeeker | None) -> dict[str, Any]:
    if seeker is None:
        return {}
    plain = ("radius_km", "accepts_dormitory", "will_relocate", "available_from", "party")
    wages = {name: getattr(seeker, name) for name in ("wage_wanted", "wage_floor")}
    sectors = frozenset(row.code for row in seeker.wanted_sectors.all())
    wanted = frozenset(row.isco for row in seeker.wanted_occupations.all())
    refused = frozenset(row.isco for row in seeker.refused_occupations.all())
    return {
        **{name: getattr(seeker, name) for name in plain},
        **{name: None if wage is None else float(wage) for name, wage in wages.items()},
        "licences": licences_in(seeker.licences),
        "wanted": Wishes(occupations=wanted, sectors=sectors),
        "refused": Wishes(occupations=refused),
        "limits": Limits(night_work=known(seeker.night_work)),
    }
