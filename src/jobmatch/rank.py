"""Order people for an opening, or openings for a person: exact, explained, repeatable."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from jobmatch import reasons
from jobmatch.checks import BadValue
from jobmatch.codes import Polarity
from jobmatch.gates import refused
from jobmatch.model import Opening, Profile, Reason
from jobmatch.score import Standing, Terms, terms
from jobmatch.weights import DEFAULT, Weights


@dataclass(frozen=True, slots=True)
class Match:
    """A person and an opening that no gate keeps apart, with the score and where it comes from."""

    opening: Opening
    profile: Profile
    score: float
    terms: Terms
    weights: Weights = DEFAULT

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Return up to three reasons for, at most one against, and everything missing."""
        return reasons.shown(reasons.topics(self.opening, self.profile, self.weights))

    @property
    def all_reasons(self) -> tuple[Reason, ...]:
        """Return every criterion asked of this pair, shown or not."""
        return tuple(reasons.criteria(self.opening, self.profile, self.weights))

    @property
    def fits(self) -> int:
        """Return how many criteria fit, the 8 in "8 of 9 fit"."""
        return sum(reason.polarity is Polarity.PLUS for reason in self.all_reasons)

    @property
    def of(self) -> int:
        """Return how many criteria were asked, the 9 in "8 of 9 fit"."""
        return len(self.all_reasons)


def rank(
    opening: Opening,
    profiles: Iterable[Profile],
    *,
    today: date,
    weights: Weights = DEFAULT,
    seed: str = "",
) -> list[Match]:
    """Return the people who could take the opening, best first.

    The same input gives the same order whatever order it came in: equal scores are drawn by the
    published `seed`, then by id. Ask `refused` about those who are left out.

    :raises BadValue: if two profiles carry the same id
    """
    seen: set[str] = set()
    matches = []
    for profile in profiles:
        _once(profile.id, seen, "profile")
        if refused(opening, profile, today) is None:
            matches.append(_match(opening, Standing(profile, weights), weights))
    return _in_order(matches, seed)


def suggest(
    profile: Profile,
    openings: Iterable[Opening],
    *,
    today: date,
    weights: Weights = DEFAULT,
    seed: str = "",
) -> list[Match]:
    """Return the openings this person could take, best first, in the same order every time.

    :raises BadValue: if two openings carry the same id
    """
    seen: set[str] = set()
    standing = Standing(profile, weights)
    matches = []
    for opening in openings:
        _once(opening.id, seen, "opening")
        if refused(opening, profile, today) is None:
            matches.append(_match(opening, standing, weights))
    return _in_order(matches, seed)


def _match(opening: Opening, standing: Standing, weights: Weights) -> Match:
    parts = terms(opening, standing, weights)
    return Match(opening, standing.profile, parts.weighed(weights), parts, weights)


def _once(id: str, seen: set[str], kind: str) -> None:
    if id in seen:
        raise BadValue(f"{kind} {id!r}", "id", "is there twice")
    seen.add(id)


def _in_order(matches: list[Match], seed: str) -> list[Match]:
    def place(match: Match) -> tuple[float, bytes, str, str]:
        return (-match.score, _lot(match, seed), match.profile.id, match.opening.id)

    return sorted(matches, key=place)


def _lot(match: Match, seed: str) -> bytes:
    # The opening is part of the lot, so that nobody draws the same place on every list.
    drawn = "\x1f".join((seed, match.opening.id, match.profile.id))
    return blake2b(drawn.encode("utf-8", "surrogatepass"), digest_size=8).digest()
