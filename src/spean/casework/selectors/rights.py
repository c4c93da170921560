"""What somebody may have a right to, by the rules of a day and what the register knows of her."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from rulebook import Decision, Verdict, eligibility, schemes_of
from spean.accounts.models import User
from spean.casework.selectors import within_reach
from spean.directory.models import RuleSubject, Scheme
from spean.directory.selectors import rulebook_now
from spean.people.models import Person
from spean.people.selectors.situations import Known, situations_of

_ELIGIBLE: Final = "eligible."
_ORDER: Final = (Verdict.YES, Verdict.UNKNOWN, Verdict.NO)


@dataclass(frozen=True, slots=True)
class Right:
    """One scheme, and what its rule says of her on a day."""

    scheme: Scheme
    subject: RuleSubject | None
    decision: Decision


def rights_of(viewer: User, person: Person, day: date) -> list[Right]:
    """Return what the rules say of each scheme: likely yes first, likely no last.

    Nothing where the viewer may not see health, disability and poverty of this person. What is
    sealed is not opened: what is not known is a question, never a no. Four queries.
    """
    known = known_of(viewer, person)
    if not known:
        return []
    names = {one.code: one for one in Scheme.objects.all()}
    subjects = {one.code: one for one in RuleSubject.objects.filter(code__startswith=_ELIGIBLE)}
    book = rulebook_now(*subjects)
    rights = [
        Right(
            names[code],
            subjects.get(f"{_ELIGIBLE}{code}"),
            eligibility(book, scheme=code, known=known, day=day),
        )
        for code in schemes_of(book)
        if code in names
    ]
    return sorted(rights, key=lambda one: (_ORDER.index(one.decision.verdict), one.scheme.code))


def known_of(viewer: User, person: Person) -> Known:
    """Return what the register knows of her; nothing where the viewer may not see it. One query."""
    reach = Person.objects.filter(within_reach(viewer, "people.sensitive"), pk=person.pk)
    return next((one for one, _count in situations_of(reach)), {})
