"""Numbers for names. A vocabulary only ever grows, so arrays made before stay right."""

from collections.abc import Iterable

import numpy as np

from jobmatch.engine.rows import Int32s
from jobmatch.model import Gates
from jobmatch.score import NO_FAMILIES, Families

LEVELS = 8
READING, NIGHT, FIRST_FREE = 8, 9, 12
WORD = 64

LANGUAGE, LICENCE, DEMAND = "language", "licence", "demand"
LANES = {LANGUAGE: (0,), LICENCE: (1, 2), DEMAND: (3,)}
"""Which of every four bits belong to which kind of paper, so that "we never asked about
licences" can be said of licences that no post has asked for yet."""

EVERY_BIT = np.uint64(2**WORD - 1)


class Vocabulary:
    """The numbers of skills, sectors, posts, and of the papers and limits that gates ask about."""

    def __init__(self, families: Families = NO_FAMILIES) -> None:
        self._families = dict(families)
        self._family_numbers: dict[str, int] = {}
        self.skills: dict[str, int] = {}
        self.sectors: dict[str, int] = {}
        self.posts: dict[str, int] = {}
        self._papers: dict[str, dict[str, int]] = {kind: {} for kind in LANES}
        for skill in sorted(families, key=lambda code: (families[code], code)):
            self.skill(skill)

    def skill(self, code: str) -> int:
        """Return the number of a skill."""
        return self.skills.setdefault(code, len(self.skills))

    def sector(self, code: str) -> int:
        """Return the number of a sector, -1 for none."""
        return self.sectors.setdefault(code, len(self.sectors)) if code else -1

    def post(self, id: str) -> int:
        """Return the number by which wishes name a post."""
        return self.posts.setdefault(id, len(self.posts))

    def families_of_skills(self) -> Int32s:
        """Return the family of each skill known so far, -1 for none."""
        numbers = self._family_numbers
        found = np.full(len(self.skills), -1, np.int32)
        for code, at in self.skills.items():
            family = self._families.get(code)
            if family is not None:
                found[at] = numbers.setdefault(family, len(numbers))
        return found

    def bits(self, kind: str, codes: Iterable[str]) -> list[int]:
        """Return the bits of papers of one kind, new ones where they are new."""
        known, lanes = self._papers[kind], LANES[kind]
        found = []
        for code in sorted(codes):
            turn = known.setdefault(code, len(known))
            found.append(FIRST_FREE + 4 * (turn // len(lanes)) + lanes[turn % len(lanes)])
        return found

    def asked(self, gates: Gates) -> list[int]:
        """Return the bits that a post needs."""
        found = self.bits(LANGUAGE, gates.languages) + self.bits(LICENCE, gates.licences)
        found += self.bits(DEMAND, gates.demands)
        found += range(gates.cqf_level or 0)
        if gates.literacy:
            found.append(READING)
        if gates.night_work:
            found.append(NIGHT)
        return found

    @property
    def words(self) -> int:
        """How many 64-bit words hold every bit given out so far."""
        highest = FIRST_FREE
        for kind, known in self._papers.items():
            highest = max(highest, FIRST_FREE + 4 * (len(known) // len(LANES[kind])) + 3)
        return highest // WORD + 1


def lane(kind: str, words: int) -> int:
    """Return the pattern of all bits of one kind, also of those not given out yet."""
    pattern = 0
    for start in range(FIRST_FREE, words * WORD, 4):
        for step in LANES[kind]:
            pattern |= 1 << (start + step)
    return pattern


def as_words(pattern: int, words: int) -> list[int]:
    """Cut a pattern of bits into 64-bit words."""
    return [(pattern >> (WORD * at)) & (2**WORD - 1) for at in range(words)]
