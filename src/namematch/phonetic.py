"""Hear a name: one skeleton for the spellings that clerks give to one spoken name."""

import re
from functools import lru_cache
from typing import Final

from namematch.khmer import fold
from namematch.romanise import romanise

_LONGEST = 120
_NOT_LETTERS = re.compile("[^a-z]+")
_VOWELS: Final = "aeiouy"

# Latin spellings of one Khmer sound become one capital. Order matters.
_CONSONANTS: Final = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        ("n*ngh?", "G"),
        ("gn|nhn|nh", "n"),
        ("chh|ch|tj|j", "C"),
        ("kh|gh|ck|[kgqc]", "K"),
        ("ph|bh|[pbf]", "P"),
        ("th|dh|[td]", "T"),
        ("sh|z", "s"),
        ("x", "Ks"),
        ("w", "v"),
        ("([CKPTGlmnrsv])h", r"\1"),
        ("h(?![aeiouy])", ""),
        # An R that closes a syllable is only a way to write a long vowel: Sorm, Saom.
        ("(?<=[aeiouy])r(?![aeiouyr])", ""),
        # Silent ends of Pali and Sanskrit words: Vichetr, Vongs, Leaks.
        ("(?<=[CKPTGlmnsv])r$", ""),
        ("(?<=[CKPTGlmn])s$", ""),
        ("nT", "n"),
        (r"([A-Zhlmnrsv])\1+", r"\1"),
    )
)
_GLIDE = re.compile("^y(?=[aeiouy])")
_CLOSING_V = re.compile("(?<=[aeiouy])v(?![aeiouy])")
_CLOSED_AO = re.compile("ao(?=[A-Zhlmnrsv])")
_VOWEL_GROUP = re.compile("[aeiouyW]+")

# Classes of vowels that variants stay within; the first pattern that fits decides.
_VOWEL_CLASSES: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("[aeo]*a[iy]+e?", "ai"),
        ("[ou]+[iy]+", "oi"),
        ("[aei]*a[eo]*W|e?ao|e?au|ae?o|eo", "ao"),
        (".*W", "o"),
        ("[eio]?a+", "a"),
        ("[iey]+|ae", "i"),
        ("[iy]+a", "a"),
    )
)


def name_key(text: str) -> str:
    """Return the consonant skeleton of a name, equal for its usual spellings in either script.

    Two letters of ending tell open names apart (Sok, Sokha, Sokhy). The empty text, or one
    without a Khmer or Latin letter, has the empty key.
    """
    return _key(fold(text[:_LONGEST]))


def sound(text: str) -> str:
    """Return the name as it is heard: consonants of the skeleton with classes of vowels."""
    return _sound(fold(text[:_LONGEST]))


@lru_cache(maxsize=65536)
def _key(folded: str) -> str:
    heard = _sound(folded)
    if not heard:
        return ""
    start = "A" if heard[0] in "aio" else ""
    end = {"a": "A", "i": "I", "o": "O"}.get(heard[-1], "")
    skeleton = re.sub("[aio]+", "", heard)
    return start + skeleton + end


@lru_cache(maxsize=65536)
def _sound(folded: str) -> str:
    letters = _NOT_LETTERS.sub("", romanise(folded))
    letters = _GLIDE.sub("Y", letters)
    for pattern, letter in _CONSONANTS:
        letters = pattern.sub(letter, letters)
    letters = _CLOSING_V.sub("W", letters)
    heard = _VOWEL_GROUP.sub(lambda group: _vowel_class(group[0]), letters)
    return _CLOSED_AO.sub("o", heard)


def _vowel_class(group: str) -> str:
    for pattern, heard in _VOWEL_CLASSES:
        if pattern.fullmatch(group):
            return heard
    return "o"
