"""What changes in the register of places when a newer official list arrives.

The same code may mean another place in the next list: communes are renumbered, and Excel loses
digits. People live in places, not in codes, so a row whose name becomes quite another one is not
renamed: its code ends, and points to the code under which the place goes on.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from rapidfuzz.fuzz import ratio

from spean.core.text import fold

LEVEL_OF_LENGTH: Final = {2: 1, 4: 2, 6: 3, 8: 4}
# Of 100: "ឃីឡិ" and "ឃីឡិក" are one village spelt twice, "មេមង" and "គគីរ" are two.
_ALIKE: Final = 60.0


@dataclass(frozen=True)
class Place:
    """One place of a list: its code with leading zeros, its names and what it is called."""

    code: str
    name_km: str
    name_en: str
    kind_km: str = ""
    kind_en: str = ""

    @property
    def level(self) -> int:
        """Return 1 for a province, 2 district, 3 commune, 4 village."""
        return LEVEL_OF_LENGTH[len(self.code)]

    @property
    def parent_code(self) -> str:
        """Return the code of the place above, or an empty text for a province."""
        return self.code[:-2]

    @cached_property
    def key(self) -> str:
        """Return the Khmer name folded and without spaces: how two lists are compared."""
        return _squeezed(self.name_km)


@dataclass(slots=True)
class Changes:
    """What a list changes: codes to add, to rename (in Khmer, in Latin alone), and to end."""

    added: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    respelt: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    # Ended code -> the code in the new list under which the same place goes on.
    replaced: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.added or self.renamed or self.respelt or self.ended)


def differences(known: Mapping[str, Place], official: Mapping[str, Place]) -> Changes:
    """Compare the register in force with a whole official list.

    A code that stays but now means another place is in `ended` and in `added`.
    """
    changes, gone = Changes(), set[str]()
    for level in (1, 2, 3, 4):
        olds = {code: place for code, place in known.items() if place.level == level}
        news = [place for place in official.values() if place.level == level]
        # A place that plainly stays cannot be where another one went.
        homes = _Homes(new for new in news if not _plainly_stays(olds.get(new.code), new, gone))
        for code, old in sorted(olds.items()):
            new = official.get(code)
            # What lies in a place that went is another place too, whatever its name.
            if new is None or old.parent_code in gone or not _is_same(old, new, homes):
                gone.add(code)
                changes.ended.append(code)
                successor = homes.successor(old, changes.replaced.get(old.parent_code, ""))
                if successor:
                    changes.replaced[code] = successor
            elif (old.name_km, old.kind_en) != (new.name_km, new.kind_en):
                changes.renamed.append(code)
            elif old.name_en != new.name_en:
                changes.respelt.append(code)
    changes.added = [code for code in official if code not in known or code in gone]
    return changes


def _plainly_stays(old: Place | None, new: Place, gone: Collection[str]) -> bool:
    return old is not None and old.key == new.key and old.parent_code not in gone


class _Homes:
    """Where names of the official list live, by the area in which they are looked for."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._codes: dict[tuple[int, str, str], list[str]] = defaultdict(list)
        for place in places:
            for within in _wheres(place):
                self._codes[place.level, within, place.key].append(place.code)

    def is_near(self, place: Place) -> bool:
        """Tell whether the name lives under some code of the same district (or province)."""
        within = place.code[:4] if place.level > 2 else place.code[:2]
        return bool(self._codes.get((place.level, within, place.key)))

    def successor(self, place: Place, parent_now: str) -> str:
        """Return the one code under which the place goes on, or an empty text.

        It is looked for first in the place that went on from its parent, then ever wider.
        """
        for within in (parent_now, *reversed(_wheres(place))):
            near = self._codes.get((place.level, within, place.key), [])
            if len(near) == 1:
                return near[0]
        return ""


def _wheres(place: Place) -> tuple[str, ...]:
    """Return the codes within which a name is looked for, the widest first."""
    if place.level <= 2:
        return (place.code[:2],)
    if place.level == 3:
        return place.code[:2], place.code[:4]
    return place.code[:2], place.code[:4], place.code[:6]


def _is_same(old: Place, new: Place, homes: _Homes) -> bool:
    if old.level == 1 or old.key == new.key:
        return True
    if homes.is_near(old):
        # The old name lives on under another code nearby: this code was given away.
        return False
    if old.key in new.key or new.key in old.key or ratio(old.key, new.key) >= _ALIKE:
        return True
    return bool(old.name_en) and ratio(_squeezed(old.name_en), _squeezed(new.name_en)) >= _ALIKE


def _squeezed(name: str) -> str:
    return fold(name).replace(" ", "")
