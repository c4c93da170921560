"""What a person is found by: folded names, their sound, telephones, the record number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from namematch import name_key, romanise, without_village_prefix
from spean.core.text import digits, fold
from spean.people.rules.phones import phone_digits

_LONGEST = 60
_SHORTEST_SOUND = 2
_MOST_WORDS = 6
_FEWEST_DIGITS = 3
_NOT_LETTERS_OR_DIGITS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: tokens that equal, start with, or sound like something.

    Every one of `starts` is tried; empty texts are left out.
    """

    exact: frozenset[str]
    starts: tuple[str, ...]
    sound: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A search: all of `words` must be found, or `whole` alone; `card` is a bare number."""

    words: tuple[Term, ...] = ()
    whole: Term | None = None
    card: str = ""


def search_tokens(
    names: Iterable[tuple[str, str]], nickname: str, phones: Iterable[str], client_number: str
) -> set[str]:
    """Return the tokens under which a person is found; `names` are pairs of family and given."""
    tokens = {f"p:{plain}" for plain in map(phone_digits, phones) if plain}
    tokens |= {f"n:{plain}" for plain in _number_forms(client_number)}
    for family, given in [*names, ("", nickname)]:
        for part in _name_parts(family, given):
            tokens |= _name_tokens(part)
    return {token[:_LONGEST] for token in tokens}


def query_of(text: str) -> Query:
    """Take a search text apart: a number of any kind, or words of a name in any script."""
    folded = fold(text[:200])
    if len(re.findall("[0-9]", folded)) >= _FEWEST_DIGITS:
        return _number_query(text[:200], folded)
    words = folded.split()[:_MOST_WORDS]
    if not words:
        return Query()
    whole = _term("".join(words)) if len(words) > 1 else None
    return Query(tuple(_term(word) for word in words), whole)


def plain_number(text: str) -> str:
    """Return a card number as it is indexed: ASCII digits and capitals, nothing between them."""
    return _NOT_LETTERS_OR_DIGITS.sub("", digits(text)).upper()


def _number_query(text: str, folded: str) -> Query:
    joined = folded.replace(" ", "")[:_LONGEST]
    phone = phone_digits(digits(text.strip())) if not re.search(r"[^0-9\s+]", folded) else ""
    tokens = tuple(f"{kind}:{plain}" for kind, plain in (("n", joined), ("p", phone)) if plain)
    return Query((Term(frozenset(tokens), tokens),), card=plain_number(text))


def _term(word: str) -> Term:
    word = word[:_LONGEST]
    sound = name_key(word)
    return Term(
        frozenset({f"w:{word}"}),
        (f"w:{word}",),
        f"k:{sound}" if len(sound) >= _SHORTEST_SOUND else "",
    )


def _name_parts(family: str, given: str) -> Iterator[str]:
    """Yield each word, each name and both together: people type any of them."""
    family, given = fold(family), fold(given)
    yield from (family, given, f"{family} {given}")
    yield from (*family.split(), *given.split())
    if given:
        yield without_village_prefix(given)


def _name_tokens(part: str) -> set[str]:
    joined = part.replace(" ", "")
    if not joined:
        return set()
    tokens = {f"w:{joined}"}
    if not joined.isascii():
        tokens.add("w:" + fold(romanise(part)).replace(" ", ""))
    sound = name_key(part)
    if len(sound) >= _SHORTEST_SOUND:
        tokens.add(f"k:{sound}")
    return tokens


def _number_forms(client_number: str) -> set[str]:
    pieces = fold(client_number).split()
    forms = {"".join(pieces[start:]) for start in range(len(pieces))}
    return {form for form in forms if len(form) >= _FEWEST_DIGITS}
