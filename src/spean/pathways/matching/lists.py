"""What a match looks like to the doors."""

from dataclasses import dataclass

import jobmatch
from jobmatch.codes import short_list
from spean.jobs.models import Vacancy
from spean.people.models import Person


@dataclass(frozen=True, slots=True)
class Pair:
    """A person and a vacancy that is talked about with her."""

    person: Person
    vacancy: Vacancy


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A vacancy that could suit a person: the row, and jobmatch's match with its reasons.

    `crowd` is "many" or "few": whether many were sent it for its places; "" before any night.
    """

    vacancy: Vacancy
    match: jobmatch.Match
    crowd: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The list for one person, best first, and how many vacancies it was chosen from."""

    fitting: list[Suggestion]
    considered: int

    @property
    def short(self) -> str:
        """Return the code of why she has fewer than she is owed, or "" where she has enough."""
        return short_list(len(self.fitting), is_open=self.considered > 0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person whom a vacancy could suit, with jobmatch's match and its reasons."""

    person: Person
    match: jobmatch.Match


@dataclass(frozen=True, slots=True)
class Candidates:
    """The list for one vacancy, best first, and of how many people it was made."""

    fitting: list[Candidate]
    considered: int
    looking: int
