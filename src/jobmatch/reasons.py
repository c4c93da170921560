"""The reasons of a match, read off the same facts as its score.

Every criterion that can be asked of this pair gives one reason: for, against, or missing. A page
shows three for, one against and all that is missing; the counts are over all of them.
"""

from collections.abc import Iterator

from jobmatch.codes import Grade, Kind, Polarity, Source
from jobmatch.gates import matches_wish
from jobmatch.model import Opening, Profile, Reason, Skill
from jobmatch.place import between
from jobmatch.score import MINOR_GROUP, UNIT_GROUP, shared_digits
from jobmatch.weights import Weights

PLUS, MINUS, MISSING = Polarity.PLUS, Polarity.MINUS, Polarity.MISSING
GRADE_ORDER = list(Grade)
SHOWN_FOR = 3
SHOWN_AGAINST = 1


def criteria(opening: Opening, profile: Profile, weights: Weights) -> list[Reason]:
    """Return one reason for each criterion that can be asked of this pair, strongest first."""
    return [reason for topic in topics(opening, profile, weights) for reason in topic]


def topics(opening: Opening, profile: Profile, weights: Weights) -> list[list[Reason]]:
    """Return the reasons grouped by subject: work, way, pay, wishes, conditions, papers."""
    return [
        [*_occupation(opening, profile), *_skills(opening, profile)],
        list(_way(opening, profile, weights)),
        list(_pay(opening, profile)),
        list(_wishes(opening, profile)),
        list(_conditions(opening)),
        [*_papers(opening, profile), *_limits(opening, profile)],
    ]


def shown(grouped: list[list[Reason]]) -> tuple[Reason, ...]:
    """Choose what a page shows: three for (of different subjects first), one against, all gaps."""
    for_it = [[r for r in topic if r.polarity is PLUS] for topic in grouped]
    first = [topic[0] for topic in for_it if topic]
    rest = [reason for topic in for_it for reason in topic[1:]]
    against = [r for topic in grouped for r in topic if r.polarity is MINUS]
    missing = [r for topic in grouped for r in topic if r.polarity is MISSING]
    return (*[*first, *rest][:SHOWN_FOR], *against[:SHOWN_AGAINST], *missing)


def _occupation(opening: Opening, profile: Profile) -> Iterator[Reason]:
    if not opening.occupation:
        return
    if not profile.occupations:
        yield Reason("occupation-unknown", MISSING, {"occupation": opening.occupation})
        return
    shared = max(shared_digits(w.occupation, opening.occupation) for w in profile.occupations)
    if shared < MINOR_GROUP:
        if not matches_wish(opening, profile.wanted):
            yield Reason("occupation-new", MINUS, {"occupation": opening.occupation}, Source.FILE)
        return
    work = [
        w for w in profile.occupations if shared_digits(w.occupation, opening.occupation) == shared
    ]
    best = max(work, key=lambda w: (w.months or 0, GRADE_ORDER.index(w.grade), w.occupation))
    params: dict[str, str | int] = {"occupation": best.occupation}
    months = [w.months for w in work if w.months is not None and w.occupation == best.occupation]
    if months:
        params["months"] = sum(months)
    code = "occupation-held" if shared == UNIT_GROUP else "occupation-near"
    yield Reason(code, PLUS, params, Source(best.grade))


def _skills(opening: Opening, profile: Profile) -> Iterator[Reason]:
    held: dict[str, Skill] = {}
    for skill in profile.skills:
        known = held.get(skill.code)
        if known is None or _rank(skill) > _rank(known):
            held[skill.code] = skill
    yield from _held(opening.needs, held, "skill-held")
    yield from _held(opening.nice - opening.needs, held, "nice-held")
    minor = opening.occupation[:MINOR_GROUP]
    close = [s for s in profile.skills if minor and s.occupation.startswith(minor)]
    for code in sorted(opening.needs - held.keys()):
        if close:
            best = max(close, key=lambda s: (_rank(s), s.code))
            params = {"skill": code, "through": best.code, "grade": best.grade.value}
            yield Reason("skill-close", PLUS, params, Source(best.grade))
        else:
            yield Reason("skill-missing", MISSING, {"skill": code})


def _held(asked: frozenset[str], held: dict[str, Skill], reason: str) -> list[Reason]:
    skills = sorted(
        (held[code] for code in asked if code in held), key=lambda s: (-_rank(s), s.code)
    )
    return [
        Reason(reason, PLUS, {"skill": s.code, "grade": s.grade.value}, Source(s.grade))
        for s in skills
    ]


def _rank(skill: Skill) -> int:
    return GRADE_ORDER.index(skill.grade)


def _way(opening: Opening, profile: Profile, weights: Weights) -> Iterator[Reason]:
    away = between(opening, profile)
    if away is None:
        yield Reason("distance-unknown", MISSING)
        return
    longest = profile.radius_km if profile.radius_km is not None else weights.near_km
    is_near = away.km <= longest
    params: dict[str, float | bool] = {"km": round(away.km, 1), "estimated": away.estimated}
    if profile.radius_km is not None:
        params["radius"] = profile.radius_km
    source = Source.AREA if away.estimated else Source.MAP
    if is_near:
        yield Reason("near-home", PLUS, params, source)
    elif away.estimated and not away.across_provinces:
        yield Reason("same-province", PLUS, params, source)
    else:
        yield Reason("far", MINUS, params, source)
    if opening.benefits.dormitory and not is_near:
        if profile.accepts_dormitory:
            yield Reason("dormitory", PLUS, {}, Source.EMPLOYER)
        elif profile.accepts_dormitory is None:
            yield Reason("dormitory-unknown", MISSING)


def _pay(opening: Opening, profile: Profile) -> Iterator[Reason]:
    promised = opening.wage_min if opening.wage_min is not None else opening.wage_max
    wanted, floor = profile.wage_wanted, profile.wage_floor
    if promised is None:
        if opening.kind is Kind.JOB:
            yield Reason("wage-unknown", MISSING)
    elif wanted is not None:
        fits = promised >= wanted
        code = "wage-above-wanted" if fits else "wage-below-wanted"
        params = {"wage": promised, "wanted": wanted}
        yield Reason(code, PLUS if fits else MINUS, params, Source.EMPLOYER)
    elif floor is not None and opening.kind is Kind.JOB:
        fits = promised >= floor
        code = "wage-above-floor" if fits else "wage-may-miss-floor"
        params = {"wage": promised, "floor": floor}
        yield Reason(code, PLUS if fits else MINUS, params, Source.EMPLOYER)


def _wishes(opening: Opening, profile: Profile) -> Iterator[Reason]:
    wanted = profile.wanted
    code = opening.occupation
    if code and any(code.startswith(start) for start in wanted.occupations if start):
        yield Reason("wanted-occupation", PLUS, {"occupation": code}, Source.SELF)
    elif opening.sector and opening.sector in wanted.sectors:
        yield Reason("wanted-sector", PLUS, {"sector": opening.sector}, Source.SELF)
    elif opening.id in wanted.openings:
        yield Reason("wanted-opening", PLUS, {}, Source.SELF)
    elif (code and wanted.occupations) or (opening.sector and wanted.sectors):
        yield Reason("other-than-wanted", MINUS, {}, Source.SELF)


def _conditions(opening: Opening) -> Iterator[Reason]:
    if opening.kind is Kind.JOB:
        for name in ("nssf", "contract"):
            answer: bool | None = getattr(opening.benefits, name)
            if answer is None:
                yield Reason(f"{name}-unknown", MISSING)
            elif answer:
                yield Reason(name, PLUS, {}, Source.EMPLOYER)
            else:
                yield Reason(f"{name}-none", MINUS, {}, Source.EMPLOYER)
        if opening.hours_week is None:
            yield Reason("hours-unknown", MISSING)
    for name in ("transport", "meals", "childcare"):
        if getattr(opening.benefits, name):
            yield Reason(name, PLUS, {}, Source.EMPLOYER)


def _papers(opening: Opening, profile: Profile) -> Iterator[Reason]:
    gates = opening.gates
    for name, asked, held in (
        ("licence", gates.licences, profile.licences),
        ("language", gates.languages, profile.languages),
    ):
        for code in sorted(asked):
            yield _asked(name, {name: code}, known=None if held is None else code in held)
    if gates.literacy:
        yield _asked("reading", {}, known=profile.literacy)
    if gates.cqf_level is not None:
        level = profile.cqf_level
        known = None if level is None else level >= gates.cqf_level
        yield _asked("level", {"level": gates.cqf_level}, known=known)


HELD_CODES = {
    "licence": "licence-held",
    "language": "language-held",
    "reading": "reading-fits",
    "level": "level-met",
}


def _asked(name: str, params: dict[str, str] | dict[str, int], known: bool | None) -> Reason:
    # A `False` was stopped by a gate before a reason is asked for.
    if known:
        return Reason(HELD_CODES[name], PLUS, params, Source.FILE)
    return Reason(f"{name}-unknown", MISSING, params)


def _limits(opening: Opening, profile: Profile) -> Iterator[Reason]:
    if opening.gates.night_work:
        if profile.limits.night_work:
            yield Reason("night-accepted", PLUS, {}, Source.SELF)
        else:
            yield Reason("night-unknown", MISSING)
    for demand in sorted(opening.gates.demands & profile.limits.care):
        yield Reason("care-conflict", MINUS, {"demand": demand}, Source.SELF)
