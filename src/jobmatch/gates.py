"""The hard gates: who cannot be proposed, and the one reason to say so.

A gate closes on what is known. What the person was never asked keeps it open and comes back as
a missing fact, with one exception: where the law sets an age, an unknown age closes it.
"""

from collections.abc import Callable, Iterator
from datetime import date

from jobmatch.codes import Kind, Screening
from jobmatch.model import Gate, Opening, Profile, Wishes
from jobmatch.place import between

SCREENING_GATES = {
    Screening.PENDING: Gate("not-screened"),
    Screening.HELD: Gate("screening-held"),
    Screening.BLOCKED: Gate("screening-blocked"),
}


def refused(opening: Opening, profile: Profile, today: date) -> Gate | None:
    """Return the first gate that keeps this person from this opening, or `None`."""
    for gate in GATES:
        closed = gate(opening, profile, today)
        if closed is not None:
            return closed
    return None


def refusals(opening: Opening, profile: Profile, today: date) -> Iterator[Gate]:
    """Yield every gate that keeps this person from this opening."""
    for gate in GATES:
        closed = gate(opening, profile, today)
        if closed is not None:
            yield closed


def is_open(opening: Opening, today: date) -> bool:
    """Return whether an opening is open to anybody at all: screened, not over, not full."""
    by_itself = (_screening, _closed, _full)
    nobody = Profile(id="anybody")
    return all(gate(opening, nobody, today) is None for gate in by_itself)


def matches_wish(opening: Opening, wishes: Wishes) -> bool:
    """Return whether an opening is among the occupations, sectors or openings named."""
    if opening.id in wishes.openings or (opening.sector and opening.sector in wishes.sectors):
        return True
    code = opening.occupation
    return bool(code) and any(code.startswith(start) for start in wishes.occupations if start)


def _screening(opening: Opening, profile: Profile, today: date) -> Gate | None:
    return SCREENING_GATES.get(opening.screening)


def _closed(opening: Opening, profile: Profile, today: date) -> Gate | None:
    last_day = opening.gates.closes_on
    if last_day is not None and last_day < today:
        return Gate("closed", {"closed_on": last_day.isoformat()})
    if opening.starts_by is not None and opening.starts_by < today:
        return Gate("start-passed", {"starts_by": opening.starts_by.isoformat()})
    return None


def _full(opening: Opening, profile: Profile, today: date) -> Gate | None:
    return None if opening.places else Gate("full")


def _refused_by_person(opening: Opening, profile: Profile, today: date) -> Gate | None:
    return Gate("refused-by-person") if matches_wish(opening, profile.refused) else None


def _age(opening: Opening, profile: Profile, today: date) -> Gate | None:
    minimum = opening.gates.minimum_age
    if minimum is None:
        return None
    age = profile.age_on(today)
    if age is None:
        return Gate("age-unknown", {"minimum": minimum})
    return Gate("too-young", {"minimum": minimum}) if age < minimum else None


def _dates(opening: Opening, profile: Profile, today: date) -> Gate | None:
    free, last = profile.available_from, opening.starts_by
    if free is not None and last is not None and free > last:
        return Gate(
            "not-yet-available",
            {"available_from": free.isoformat(), "starts_by": last.isoformat()},
        )
    return None


def _reach(opening: Opening, profile: Profile, today: date) -> Gate | None:
    radius = profile.radius_km
    if radius is None or profile.will_relocate:
        return None
    away = between(opening, profile)
    if away is None or away.km <= radius:
        return None
    # Two districts of one province may be neighbours: an estimate alone closes nothing there.
    if away.estimated and not away.across_provinces:
        return None
    params = {"km": round(away.km, 1), "radius": radius, "estimated": away.estimated}
    if not opening.benefits.dormitory:
        return Gate("too-far", params)
    return Gate("dormitory-not-wanted", params) if profile.accepts_dormitory is False else None


def _licences(opening: Opening, profile: Profile, today: date) -> Gate | None:
    if profile.licences is None or opening.gates.licences <= profile.licences:
        return None
    return Gate("licence-missing", {"licence": min(opening.gates.licences - profile.licences)})


def _languages(opening: Opening, profile: Profile, today: date) -> Gate | None:
    if profile.languages is None or opening.gates.languages <= profile.languages:
        return None
    return Gate("language-missing", {"language": min(opening.gates.languages - profile.languages)})


def _literacy(opening: Opening, profile: Profile, today: date) -> Gate | None:
    if opening.gates.literacy and profile.literacy is False:
        return Gate("reading-needed")
    return None


def _level(opening: Opening, profile: Profile, today: date) -> Gate | None:
    needed, held = opening.gates.cqf_level, profile.cqf_level
    if needed is not None and held is not None and held < needed:
        return Gate("level-too-low", {"level": needed, "held": held})
    return None


def _nights(opening: Opening, profile: Profile, today: date) -> Gate | None:
    if opening.gates.night_work and profile.limits.night_work is False:
        return Gate("night-work-refused")
    return None


def _health(opening: Opening, profile: Profile, today: date) -> Gate | None:
    met = opening.gates.demands & profile.limits.health
    return Gate("health-limit", {"demand": min(met)}) if met else None


def _wage(opening: Opening, profile: Profile, today: date) -> Gate | None:
    # A stipend, a test or a bus is not meant to feed a household; a job is.
    if opening.kind is not Kind.JOB or profile.wage_floor is None:
        return None
    wage = opening.wage_max if opening.wage_max is not None else opening.wage_min
    if wage is not None and wage < profile.wage_floor:
        return Gate("wage-below-floor", {"wage": wage, "floor": profile.wage_floor})
    return None


GATES: tuple[Callable[[Opening, Profile, date], Gate | None], ...] = (
    _screening,
    _closed,
    _full,
    _refused_by_person,
    _age,
    _dates,
    _reach,
    _licences,
    _languages,
    _literacy,
    _level,
    _nights,
    _health,
    _wage,
)
