"""Say how alike two names are: as spelt, as heard, by skeleton."""

from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from namematch.evidence import Verdict
from namematch.khmer import fold
from namematch.names import without_village_prefix
from namematch.phonetic import name_key, sound

_MOST_LETTERS = 120
_CLOSE, _CLOSE_FROM_LENGTH = 0.8, 6
_CLOSE_WITH_SAME_KEY = 0.5
_FAINT = 0.6


class Level(IntEnum):
    """How alike two names are, from nothing known to the same spelling."""

    UNKNOWN = 0
    DIFFERS = 1
    FAINT = 2
    NEAR = 3
    ALIKE = 4
    SAME = 5

    @property
    def verdict(self) -> Verdict:
        """The word an officer reads."""
        if self is Level.UNKNOWN:
            return Verdict.UNKNOWN
        if self is Level.SAME:
            return Verdict.SAME
        return Verdict.NEAR if self >= Level.NEAR else Verdict.DIFFERS


# What Khmer registrars write for each other: long and short vowels, the two N, light signs.
_LOOSE_KHMER = str.maketrans(
    {"\u17b7": "\u17b8", "\u17bb": "\u17bc", "ណ": "ន", "ឡ": "ល"}
    | dict.fromkeys("\u17c8\u17c9\u17ca\u17cb\u17cd\u17d0", "")
)


class _Form(NamedTuple):
    spelling: str
    loose: str
    heard: str
    key: str


def family_level(ours: Iterable[str], theirs: Iterable[str]) -> Level:
    """Return the best likeness between the spellings of two family names."""
    return _family_level(tuple(ours), tuple(theirs))


@lru_cache(maxsize=65536)
def _family_level(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Level:
    # Names are few and come back: one person is compared with many of her name.
    return _best([_form(name) for name in ours], [_form(name) for name in theirs])


def given_level(ours: Iterable[str], theirs: Iterable[str]) -> Level:
    """Return the best likeness between the spellings of two given names.

    With and without the village prefix ស្រី / Srey; leaving it out makes them near at best.
    """
    return _given_level(tuple(ours), tuple(theirs))


@lru_cache(maxsize=65536)
def _given_level(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Level:
    best = _family_level(ours, theirs)
    if best in (Level.UNKNOWN, Level.ALIKE, Level.SAME):
        return best
    bare = _best([_bare_form(name) for name in ours], [_bare_form(name) for name in theirs])
    return max(best, min(bare, Level.NEAR))


def _best(ours: list[_Form], theirs: list[_Form]) -> Level:
    levels = [_level(a, b) for a in ours for b in theirs if a.spelling and b.spelling]
    return max(levels, default=Level.UNKNOWN)


def _level(a: _Form, b: _Form) -> Level:
    if a.spelling == b.spelling:
        return Level.SAME
    if not a.heard or not b.heard:
        return Level.DIFFERS
    if a.heard == b.heard:
        return Level.ALIKE
    if a.loose == b.loose:
        return Level.NEAR
    likeness = OSA.normalized_similarity(a.heard, b.heard)
    if a.key == b.key and likeness >= _CLOSE_WITH_SAME_KEY:
        return Level.NEAR
    if likeness >= _CLOSE and min(len(a.heard), len(b.heard)) >= _CLOSE_FROM_LENGTH:
        return Level.NEAR
    return Level.FAINT if a.key == b.key or likeness >= _FAINT else Level.DIFFERS


@lru_cache(maxsize=32768)
def _form(name: str) -> _Form:
    name = name[:_MOST_LETTERS]
    spelling = fold(name).replace(" ", "")
    return _Form(spelling, spelling.translate(_LOOSE_KHMER), sound(name), name_key(name))


@lru_cache(maxsize=32768)
def _bare_form(name: str) -> _Form:
    return _form(without_village_prefix(name[:_MOST_LETTERS]))
