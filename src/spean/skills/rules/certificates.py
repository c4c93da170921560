"""Numbers and places of certificates, drawn so that they tell nothing of how many there are."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Final

# Crockford's letters: none looks like another, none makes a word.
LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS_DRAWN: Final = 7
PLACES_LEAST: Final = 131_072
# The longest a verifier should go without a new list.
LIST_DAYS: Final = 7
Draw = Callable[[int], int]


def number_of(centre: str, year: int, draw: Draw) -> str:
    """Return a readable number: the centre, the year, seven letters by chance.

    :param draw: returns a whole number below the one it is given
    """
    letters = "".join(LETTERS[draw(len(LETTERS))] for _place in range(LETTERS_DRAWN))
    return f"{centre}-{year % 100:02d}-{letters[:4]}-{letters[4:]}"


def free_place(taken: Collection[int], draw: Draw) -> int:
    """Return a place in the list of revocations that nobody has had, any of them as likely.

    The list doubles before it is half full, so that a place is found at once.
    """
    places = PLACES_LEAST
    while len(taken) * 2 >= places:
        places *= 2
    while True:
        place = draw(places)
        if place not in taken:
            return place


def birth_year(born_on: date | None, precision: str) -> int | None:
    """Return the year that may stand on a certificate; a guessed age is none."""
    return born_on.year if born_on and precision != "age_only" else None
