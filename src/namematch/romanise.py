"""Read Khmer aloud in Latin letters, the way names are spelt on Cambodian cards.

A reading by rule: series of the consonant, vowel, consonants that close a syllable, silent ends of
Pali and Sanskrit words. It is stable and good enough to compare with, not a transliteration: the
spelling a person chose for their card always wins over it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from namematch.khmer import COENG, clusters, fold
from namematch.readings import CONSONANTS, INDEPENDENT, PLACES, USUAL, VOWELS

_SHIFT_TO_FIRST, _SHIFT_TO_SECOND = "\u17c9", "\u17ca"
_NIKAHIT, _VISARGA, _BANTOC, _SILENT, _ROBAT, _SHORT_A, _SHORT_AK = (
    "\u17c6", "\u17c7", "\u17cb", "\u17cd", "\u17cc", "\u17d0", "\u17c8",
)  # fmt: skip
_SIGNS: Final = frozenset(
    "\u17c6\u17c7\u17c8\u17c9\u17ca\u17cb\u17cc\u17cd\u17ce\u17cf\u17d0\u17d1"
)
_SONORANTS: Final = frozenset("ងញនមយរលវ")
_LONG_ENOUGH = 64
_KHMER_RUN = re.compile("[\u1780-\u17d3\u17dd]+")
# A first part that is a word of its own: what follows is read as a new word.
_FIRST_PARTS: Final = ("ស្រី", "ពេជ្រ", "សុខ", "ចាន់", "ប៊ុន", "គឹម")


@dataclass(frozen=True, slots=True)
class _Unit:
    """One written cluster on its way to becoming a syllable or the end of one."""

    base: str
    subscripts: str = ""
    vowel: str = ""
    signs: frozenset[str] = frozenset()
    series: int = 1

    @property
    def is_voiced(self) -> bool:
        """Whether a vowel is written, so that a syllable certainly starts here."""
        return bool(self.vowel) or not self.signs.isdisjoint(
            {_NIKAHIT, _VISARGA, _SHORT_A, _SHORT_AK}
        ) or self.base in INDEPENDENT  # fmt: skip

    @property
    def is_closed(self) -> bool:
        """Whether the syllable already ends in a sign and takes no further consonant."""
        return not self.signs.isdisjoint({_NIKAHIT, _VISARGA, _SHORT_AK})


def romanise(khmer: str) -> str:
    """Return Khmer text in plain Latin letters; other text comes back folded."""
    return " ".join(_read_word(word) for word in fold(khmer).split())


def _read_word(word: str) -> str:
    return _KHMER_RUN.sub(lambda run: _read_run(run[0]), word)


def _read_run(run: str) -> str:
    # Names are short and repeat; a whole document is read but not remembered.
    return _read_name(run) if len(run) <= _LONG_ENOUGH else _read_by_rule(run)


@lru_cache(maxsize=32768)
def _read_name(run: str) -> str:
    if run in _USUAL:
        return _USUAL[run]
    for first in _FIRST_PARTS_FOLDED:
        rest = run.removeprefix(first)
        if rest != run and _starts_a_word(rest):
            return _read_name(first) + _read_name(rest)
    return _read_by_rule(run)


def _starts_a_word(rest: str) -> bool:
    parts = clusters(rest)
    return bool(rest) and rest[0] in CONSONANTS and (len(parts) > 1 or len(parts[0]) > 1)


def _read_by_rule(run: str) -> str:
    units = list(_units(run))
    letters = ""
    series, was_short = 2, False
    for unit, coda in _syllables(units):
        is_carried = series == 1 and not was_short and _follows_series(unit)
        series = 1 if is_carried else unit.series
        was_short = coda is not None and _BANTOC in coda.signs
        letters = _joined(letters, _onset(unit)) + _rhyme(unit, coda, series)
    return letters


def _units(run: str) -> Iterator[_Unit]:
    units = list(_heard(run))
    for position, unit in enumerate(units):
        before = units[position - 1] if position else None
        after = units[position + 1] if position + 1 < len(units) else None
        if {unit.vowel, *unit.signs} >= _LONG_A_AM and after == _FINAL_NG:
            unit = replace(unit, signs=unit.signs - {_NIKAHIT})
        is_followed = (
            after is not None
            and after.is_voiced
            and not _ends_silently(unit, after, position + 2 == len(units))
        )
        if before is not None and _ends_silently(before, unit, after is None):
            yield replace(unit, vowel="")
        elif before is not None and _is_doubled(unit, is_followed):
            yield _unit(unit.base)
            yield _second_half(unit)
        else:
            yield unit


def _heard(run: str) -> Iterator[_Unit]:
    """Yield the clusters that are read, leaving out silenced letters: ពោធិ៍ is read Po."""
    is_first = True
    for piece in clusters(run):
        if piece[0] not in CONSONANTS and piece[0] not in INDEPENDENT:
            continue
        unit = _unit(piece)
        is_silenced = _SILENT in unit.signs and not unit.subscripts
        is_robat = _ROBAT in unit.signs and not unit.is_voiced
        if is_first or not (is_silenced or is_robat):
            yield unit
        is_first = False


def _second_half(unit: _Unit) -> _Unit:
    subscripts = unit.subscripts
    # Between two nasals the stop is not heard: ចន្ទ្នារី is read Channary.
    if len(subscripts) > 1 and PLACES.get(subscripts[1]) == "n":
        subscripts = subscripts[1:]
    series = _series(subscripts[0], subscripts[1:], set(unit.signs))
    return replace(unit, base=subscripts[0], subscripts=subscripts[1:], series=series)


def _unit(piece: str) -> _Unit:
    subscripts, vowel, signs = "", "", set()
    rest = iter(piece[1:])
    for character in rest:
        if character == COENG:
            subscripts += next(rest, "")
        elif character in _SIGNS:
            signs.add(character)
        elif character in VOWELS:
            vowel = vowel or character
        elif character in CONSONANTS:
            subscripts += character
    series = _series(piece[0], subscripts, signs)
    return _Unit(piece[0], subscripts, vowel, frozenset(signs), series)


def _series(base: str, subscripts: str, signs: set[str]) -> int:
    if _SHIFT_TO_FIRST in signs:
        return 1
    if _SHIFT_TO_SECOND in signs:
        return 2
    strong = [letter for letter in base + subscripts if letter not in _SONORANTS]
    governing = strong[-1] if strong else base
    return CONSONANTS[governing][1] if governing in CONSONANTS else 1


def _ends_silently(before: _Unit, unit: _Unit, is_last: bool) -> bool:
    """Say whether a last cluster is only written: សិទ្ធិ is read Sith, ជាតិ Cheat, វណ្ណ Vann."""
    if _SILENT in unit.signs:
        return True
    if not is_last or before.is_closed or unit.signs:
        return False
    if unit.subscripts:
        return unit.vowel in ("", "\u17b7", "\u17bb")
    return unit.vowel == "\u17b7" and before.is_voiced and unit.base in "តទធដម"


def _is_doubled(unit: _Unit, is_followed: bool) -> bool:
    """Say whether the subscript starts the next syllable: សុវណ្ណា is read So-van-na.

    It does not where it has no vowel and a syllable follows: ចន្ទបូរី is read Chan-borey.
    """
    if not unit.subscripts or unit.base not in PLACES:
        return False
    if not unit.is_voiced and is_followed:
        return False
    base, following = PLACES[unit.base], PLACES.get(unit.subscripts[0])
    return base == following or (base in "nm" and following not in (None, "m", "n"))


def _follows_series(unit: _Unit) -> bool:
    """Say whether a soft consonant is read in the first series when the syllable before is."""
    return (
        unit.base in _SONORANTS
        and unit.signs.isdisjoint({_SHIFT_TO_FIRST, _SHIFT_TO_SECOND})
        and all(letter in _SONORANTS for letter in unit.subscripts)
    )


def _syllables(units: list[_Unit]) -> Iterator[tuple[_Unit, _Unit | None]]:
    """Yield the opening and the closing unit of each syllable.

    Clusters without a vowel pair up from the right; one left over closes the syllable before.
    """
    position = 0
    while position < len(units):
        unit = units[position]
        silent = _silent_run(units, position + 1)
        is_odd = silent % 2 == 1 or not unit.is_voiced
        takes_coda = silent > 0 and is_odd and not unit.is_closed
        yield unit, units[position + 1] if takes_coda else None
        position += 2 if takes_coda else 1


def _silent_run(units: list[_Unit], start: int) -> int:
    end = start
    while end < len(units) and not units[end].is_voiced:
        end += 1
        if _BANTOC in units[end - 1].signs:
            break
    return end - start


def _onset(unit: _Unit) -> str:
    if unit.base in INDEPENDENT:
        return INDEPENDENT[unit.base]
    letters = unit.base + unit.subscripts
    if letters[0] == "ប" and (len(letters) > 1 or _SHIFT_TO_FIRST in unit.signs):
        return "p" + "".join(
            CONSONANTS[letter][0] for letter in letters[1:] if letter in CONSONANTS
        )
    sounds = [CONSONANTS[letter][0] for letter in letters if letter in CONSONANTS]
    if letters[0] in "ណន" and len(letters) > 1 and letters[1] == "ត":
        sounds[1] = "d"
    return "".join(sounds)


def _rhyme(unit: _Unit, coda: _Unit | None, series: int) -> str:
    ending = _ending(unit, coda)
    if unit.base in INDEPENDENT and not unit.vowel:
        return ending
    if _SHORT_A in unit.signs and coda is not None and coda.base == "យ":
        return "ai" if series == 1 else "ey"
    if _SHORT_AK in unit.signs:
        return "ak" if series == 1 else "eak"
    vowel = _vowel(unit, coda, series, bool(ending))
    if vowel in ("oe", "eu", "oeu") and ending == "m":
        vowel = "i"
    if ending == "v" and unit.vowel == "\u17c2":
        return "eo"
    return vowel + ending


def _vowel(unit: _Unit, coda: _Unit | None, series: int, has_ending: bool) -> str:
    if _SHORT_A in unit.signs:
        return "a"
    if not unit.vowel and series == 2 and coda is not None and coda.subscripts:
        if coda.base in "កខគឃ":
            return "ea"
        if coda.base in "ណតដ":
            return "a"
    if unit.vowel == "\u17b6" and series == 2 and coda is not None and _BANTOC in coda.signs:
        return "oa"
    return VOWELS[unit.vowel][(series - 1) * 2 + has_ending]


def _ending(unit: _Unit, coda: _Unit | None) -> str:
    if _NIKAHIT in unit.signs:
        return "m"
    if _VISARGA in unit.signs:
        return "h"
    if coda is None or coda.base not in CONSONANTS:
        return ""
    if coda.subscripts and coda.base in "តទ":
        return "th"
    return CONSONANTS[coda.base][2]


def _joined(letters: str, onset: str) -> str:
    """Join a closed syllable to the next, writing a doubled stop once: Vichea, not Vichchea."""
    for end in ("chh", "ch", "kh", "k", "th", "t", "ph", "p"):
        if letters.endswith(end):
            place = end[0]
            if onset.startswith(place):
                return letters[: -len(end)] + onset
            break
    return letters + onset


_LONG_A_AM: Final = {"\u17b6", _NIKAHIT}
_FINAL_NG: Final = _unit("ង")
_USUAL: Final = {fold(khmer): latin for khmer, latin in USUAL.items()}
_FIRST_PARTS_FOLDED: Final = tuple(fold(part) for part in _FIRST_PARTS)
