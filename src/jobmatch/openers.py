"""What would open the most openings: the one or two smallest changes, never who somebody is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jobmatch.codes import CHANGE_CODES
from jobmatch.gates import refusals
from jobmatch.model import Change, Gate, Opening, Param, Profile
from jobmatch.place import between
from jobmatch.score import MINOR_GROUP

RADIUS_STEPS = (5, 10, 15, 20, 30, 40)
"""Kilometres more that are worth proposing for a daily way."""

GOOD_SHARE = 0.5
"""Of a radius, a level or an earlier day, the smallest step that opens this share of what the
largest would open is proposed: the last few openings are not worth the longest way."""

SHOWN = 2
Step = tuple[str, str | int]
Opened = dict[Step, set[str]]


def openers(profile: Profile, openings: Iterable[Opening], today: date) -> list[Change]:
    """Return the one or two changes that bring the most openings in reach, best first.

    An opening is in reach when no gate closes it and every need is held, by its own name or
    through the same minor group. Only skills, licences, languages, levels, the way, a dormitory
    and the first free day are ever proposed; equal numbers go to the smaller change.
    """
    opened: Opened = defaultdict(set)
    for opening in openings:
        for step in _single_steps(opening, profile, today):
            opened[step].add(opening.id)
    for code, largest_first in LADDERS.items():
        _climb(opened, code, largest_first=largest_first)
    changes = [_change(step, ids, profile) for step, ids in opened.items()]
    changes.sort(key=lambda c: (-c.opens, CHANGE_CODES.index(c.code), sorted(c.params.items())))
    return changes[:SHOWN]


LADDERS = {"widen-radius": False, "reach-level": False, "start-earlier": True}
"""Changes of more or less, and whether the largest value is the smallest change."""

PARAMS = {
    "prove-skill": "skill",
    "gain-licence": "licence",
    "learn-language": "language",
    "reach-level": "level",
    "start-earlier": "starts_by",
}


def _single_steps(opening: Opening, profile: Profile, today: date) -> set[Step]:
    """Return every smallest step that would, alone, bring this opening in reach."""
    blocks = [_ways_round(gate, opening, profile) for gate in refusals(opening, profile, today)]
    blocks += [{("prove-skill", skill)} for skill in _needs_missing(opening, profile)]
    return set.intersection(*blocks) if blocks else set()


def _ways_round(gate: Gate, opening: Opening, profile: Profile) -> set[Step]:
    match gate.code:
        case "too-far":
            return _longer_way(opening, profile)
        case "dormitory-not-wanted":
            return {("accept-dormitory", ""), *_longer_way(opening, profile)}
        case "licence-missing":
            return _only("gain-licence", opening.gates.licences - (profile.licences or set()))
        case "language-missing":
            return _only("learn-language", opening.gates.languages - (profile.languages or set()))
        case "level-too-low":
            return {("reach-level", int(gate.params["level"]))}
        case "not-yet-available":
            return {("start-earlier", str(gate.params["starts_by"]))}
    return set()


def _only(code: str, missing: frozenset[str]) -> set[Step]:
    return {(code, min(missing))} if len(missing) == 1 else set()


def _longer_way(opening: Opening, profile: Profile) -> set[Step]:
    away = between(opening, profile)
    # A guess from area codes is no ground to ask somebody to travel further.
    if away is None or away.estimated or profile.radius_km is None:
        return set()
    enough = [more for more in RADIUS_STEPS if away.km <= profile.radius_km + more]
    return {("widen-radius", enough[0])} if enough else set()


def _needs_missing(opening: Opening, profile: Profile) -> frozenset[str]:
    minor = opening.occupation[:MINOR_GROUP]
    if minor and any(skill.occupation.startswith(minor) for skill in profile.skills):
        return frozenset()
    return opening.needs - {skill.code for skill in profile.skills}


def _climb(opened: Opened, code: str, *, largest_first: bool) -> None:
    """Leave of a ladder's steps only the one to propose, with all that lies below it."""
    steps = sorted(
        (step for step in opened if step[0] == code), key=lambda s: s[1], reverse=largest_first
    )
    every = set().union(*(opened[step] for step in steps))
    reached: set[str] = set()
    chosen: Step | None = None
    for step in steps:
        ids = opened.pop(step)
        if chosen is None:
            reached |= ids
            if len(reached) >= GOOD_SHARE * len(every):
                chosen = step
    if chosen is not None:
        opened[chosen] = reached


def _change(step: Step, ids: set[str], profile: Profile) -> Change:
    code, value = step
    params: dict[str, Param] = {}
    if code == "widen-radius":
        params = {"more": value, "radius": (profile.radius_km or 0) + int(value)}
    elif code in PARAMS:
        params = {PARAMS[code]: value}
    return Change(code, params, tuple(sorted(ids)))


def ways_to(opening: Opening, profile: Profile, today: date) -> list[Change]:
    """Return every single change that would bring this opening in reach, the smallest first.

    An empty list means that no single change would do, or that nothing stands between.
    """
    steps = _single_steps(opening, profile, today)
    changes = [_change(step, {opening.id}, profile) for step in steps]
    return sorted(changes, key=lambda c: (CHANGE_CODES.index(c.code), sorted(c.params.items())))


@dataclass(frozen=True, slots=True)
class Worth:
    """What one change is worth to a programme: the posts, places and people it would join.

    `posts` and `people` are counted once each however many pairs they make; `places` are the
    free places of those posts.
    """

    code: str
    params: Mapping[str, Param]
    posts: int
    places: int
    people: int


def worths(profiles: Iterable[Profile], openings: Sequence[Opening], today: date) -> list[Worth]:
    """Return what each certificate, licence, language or level would open, the most posts first.

    Only what can be learnt is counted, and only where it alone stands between a person and a
    post: "this unit opens 412 posts for 96 people". Every pair is looked at, so give the people
    of a district or a course rather than of a country.
    """
    posts: dict[Step, set[str]] = defaultdict(set)
    people: dict[Step, set[str]] = defaultdict(set)
    places = {opening.id: opening.places for opening in openings}
    for profile in profiles:
        for opening in openings:
            for step in _single_steps(opening, profile, today):
                if step[0] in LEARNT:
                    posts[step].add(opening.id)
                    people[step].add(profile.id)
    found = [
        Worth(
            step[0],
            {PARAMS[step[0]]: step[1]},
            len(ids),
            sum(places[id] for id in ids),
            len(people[step]),
        )
        for step, ids in posts.items()
    ]
    return sorted(found, key=lambda w: (-w.posts, -w.people, w.code, str(sorted(w.params.items()))))


LEARNT = ("prove-skill", "gain-licence", "learn-language", "reach-level")
