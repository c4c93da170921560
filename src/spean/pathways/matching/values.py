"""The only translator between tables and the values of `jobmatch`.

Unknown stays unknown: an empty column becomes None, never no. Sex, disability, ethnicity, debt and
IDPoor have no place here, because `jobmatch` has no field for them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from jobmatch import (
    Benefits,
    Experience,
    Gates,
    Grade,
    Limits,
    Opening,
    Profile,
    Screening,
    Skill,
    Wishes,
)
from spean.directory.selectors import rule_value
from spean.jobs.models import Employer, JobSeeker, Vacancy
from spean.jobs.rules import monthly_usd
from spean.jobs.selectors import wishes_of_people
from spean.people.models import JobAbroad, Person
from spean.people.selectors import jobs_abroad_of
from spean.skills.models import ClaimedSkill
from spean.skills.selectors import proven_skills

LANGUAGES = {"khmer": "khm", "thai": "tha", "english": "eng", "chinese": "zho", "japanese": "jpn"}


@dataclass(frozen=True, slots=True)
class Rates:
    """The dated facts that one day's matching rests on."""

    per_usd: Mapping[str, Decimal]
    working_days: Decimal
    minimum_age: int | None


def rates_on(day: date) -> Rates:
    """Return the exchange rates, working days and legal age in force on a day."""
    per_usd = {}
    for currency in ("KHR", "THB"):
        rate = rule_value(f"exchange-{currency.lower()}-per-usd", day)
        if rate is not None:
            per_usd[currency] = rate
    age = rule_value("work-minimum-age", day)
    return Rates(
        per_usd=per_usd,
        working_days=rule_value("working-days-a-month", day) or Decimal(26),
        minimum_age=int(age) if age is not None else None,
    )


def opening_of(vacancy: Vacancy, rates: Rates) -> Opening:
    """Return the value of a vacancy; `needs__skill` should be prefetched."""
    needs = list(vacancy.needs.all())
    free = getattr(vacancy, "free_places", vacancy.openings)
    area = vacancy.area
    sector = vacancy.employer.organisation.sector
    return Opening(
        id=str(vacancy.pk),
        occupation=vacancy.occupation.isco if len(vacancy.occupation.isco) == 4 else "",
        sector=sector.code if sector else "",
        places=max(free, 0),
        starts_on=vacancy.starts_on,
        area_code=area.code,
        latitude=area.latitude,
        longitude=area.longitude,
        wage_min=_usd(vacancy, vacancy.wage_min, rates),
        wage_max=_usd(vacancy, vacancy.wage_max, rates),
        hours_week=float(vacancy.hours_per_week) if vacancy.hours_per_week else None,
        needs=frozenset(need.skill.code for need in needs if need.weight == "must"),
        nice=frozenset(need.skill.code for need in needs if need.weight == "nice"),
        gates=_gates(vacancy, rates),
        benefits=_benefits(vacancy),
        screening=_screening(vacancy.employer),
    )


def _gates(vacancy: Vacancy, rates: Rates) -> Gates:
    languages = {code for word, code in LANGUAGES.items() if word in vacancy.language.lower()} - {
        "khm"
    }
    ages = [age for age in (rates.minimum_age, vacancy.minimum_age) if age is not None]
    return Gates(
        minimum_age=max(ages, default=None),
        languages=frozenset(languages),
        literacy=bool(vacancy.needs_literacy),
        night_work=vacancy.has_night_work == "yes",
        closes_on=vacancy.closes_on,
    )


def _benefits(vacancy: Vacancy) -> Benefits:
    contract = {"udc": True, "fdc": True, "oral": False}.get(vacancy.contract)
    return Benefits(
        dormitory=_known(vacancy.has_dormitory),
        transport=_known(vacancy.has_transport),
        meals=_known(vacancy.has_meals),
        childcare=_known(vacancy.has_childcare),
        nssf=_known(vacancy.has_nssf),
        contract=contract,
    )


def _screening(employer: Employer) -> Screening:
    if employer.is_blacklisted:
        return Screening.BLOCKED
    return Screening.CLEARED if employer.second_verified_by_id else Screening.PENDING


def _usd(vacancy: Vacancy, amount: Decimal | None, rates: Rates) -> float | None:
    monthly = monthly_usd(
        amount,
        currency=vacancy.currency,
        pay_unit=vacancy.pay_unit,
        per_usd=rates.per_usd,
        working_days=rates.working_days,
    )
    return float(monthly) if monthly is not None else None


def _known(word: str) -> bool | None:
    return {"yes": True, "no": False}.get(word)


def profiles_of(people: Sequence[Person], today: date) -> list[Profile]:
    """Return the values of people, in a constant number of queries."""
    ids = [person.pk for person in people]
    claims = proven_skills(ids)
    wishes = wishes_of_people(ids)
    jobs: dict[UUID, list[JobAbroad]] = defaultdict(list)
    for job in jobs_abroad_of(ids):
        jobs[job.episode.person_id].append(job)
    return [
        _profile(person, claims.get(person.pk, []), jobs[person.pk], wishes.get(person.pk))
        for person in people
    ]


def _profile(
    person: Person,
    claims: Iterable[ClaimedSkill],
    jobs: Iterable[JobAbroad],
    seeker: JobSeeker | None,
) -> Profile:
    area = person.area
    plain = {"licences": None} if seeker is None else _wishes(seeker)
    return Profile(
        id=str(person.pk),
        # An approximate age becomes a birth date of that year; the law's gate reads it as such.
        birth_date=person.born_on,
        skills=tuple(Skill(claim.skill.code, Grade(claim.grade)) for claim in claims),
        occupations=tuple(
            Experience(job.occupation.isco, job.months) for job in jobs if job.occupation
        ),
        area_code=area.code,
        latitude=area.latitude,
        longitude=area.longitude,
        languages=_languages(person),
        literacy=person.can_read_khmer,
        **plain,  # type: ignore[arg-type]
    )


def _wishes(seeker: JobSeeker) -> dict[str, object]:
    night = _known(seeker.night_work)
    return {
        "radius_km": seeker.radius_km,
        "accepts_dormitory": seeker.accepts_dormitory,
        "will_relocate": seeker.will_relocate,
        "available_from": seeker.available_from,
        "wage_wanted": float(seeker.wage_wanted) if seeker.wage_wanted is not None else None,
        "wage_floor": float(seeker.wage_floor) if seeker.wage_floor is not None else None,
        "licences": frozenset(word.strip() for word in seeker.licences.split(",") if word.strip())
        or None,
        "wanted": Wishes(
            occupations=frozenset(row.isco for row in seeker.wanted_occupations.all()),
            sectors=frozenset(row.code for row in seeker.wanted_sectors.all()),
        ),
        "refused": Wishes(
            occupations=frozenset(row.isco for row in seeker.refused_occupations.all())
        ),
        "limits": Limits(night_work=night),
        "party": seeker.party,
    }


def _languages(person: Person) -> frozenset[str] | None:
    if not person.speaks_thai:
        return None
    return frozenset({"khm", "tha"}) if person.speaks_thai != "no" else frozenset({"khm"})
