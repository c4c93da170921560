"""From a vacancy's row to the opening that `jobmatch` reads. Unknown stays unknown, never no."""

from datetime import date

from jobmatch import Benefits, Gates, Opening, Screening
from spean.jobs.models import Employer, Vacancy
from spean.pathways.matching.rates import Rates
from spean.pathways.matching.words import known, languages_in

CONTRACTS = {"udc": True, "fdc": True, "oral": False}


def opening_of(vacancy: Vacancy, rates: Rates, today: date) -> Opening:
    """Return the value of a vacancy; `needs__skill` should be prefetched."""
    needs = [(need.skill.code, need.weight) for need in vacancy.needs.all()]
    sector, pay = vacancy.employer.organisation.sector, (vacancy.currency, vacancy.pay_unit)
    return Opening(
        id=str(vacancy.pk),
        occupation=vacancy.occupation.isco if len(vacancy.occupation.isco) == 4 else "",
        sector=sector.code if sector else "",
        places=max(getattr(vacancy, "free_places", vacancy.openings), 0),
        starts_on=vacancy.starts_on,
        area_code=vacancy.area.code,
        latitude=vacancy.area.latitude,
        longitude=vacancy.area.longitude,
        wage_min=rates.monthly(vacancy.wage_min, *pay),
        wage_max=rates.monthly(vacancy.wage_max, *pay),
        hours_week=float(vacancy.hours_per_week) if vacancy.hours_per_week else None,
        needs=frozenset(code for code, weight in needs if weight == "must"),
        nice=frozenset(code for code, weight in needs if weight == "nice"),
        gates=Gates(
            minimum_age=_lowest_age(vacancy, rates),
            languages=languages_in(vacancy.language),
            literacy=bool(vacancy.needs_literacy),
            night_work=vacancy.has_night_work == "yes",
            closes_on=vacancy.closes_on,
        ),
        benefits=Benefits(
            dormitory=known(vacancy.has_dormitory),
            transport=known(vacancy.has_transport),
            meals=known(vacancy.has_meals),
            childcare=known(vacancy.has_childcare),
            nssf=known(vacancy.has_nssf),
            contract=CONTRACTS.get(vacancy.contract),
        ),
        screening=_screening(vacancy.employer, today),
    )


def _lowest_age(vacancy: Vacancy, rates: Rates) -> int | None:
    """Return the law's age; what an advertisement asks beyond it is raised with the employer."""
    asked = min(vacancy.minimum_age or 0, rates.hazardous_age or 0)
    return max(rates.minimum_age or 0, asked) or None


def _screening(employer: Employer, today: date) -> Screening:
    if employer.is_blocked_on(today):
        return Screening.BLOCKED
    return Screening.CLEARED if employer.is_cleared_on(today) else Screening.PENDING
