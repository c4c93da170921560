"""The list of one day as a page: one row a person, one tap each, read back from the form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import QueryDict

from spean.skills.choices.attendance import AbsentReason, Mark
from spean.skills.models import Enrolment, Presence
from spean.skills.services.attendance import NotInClass, Said


@dataclass(frozen=True, slots=True)
class ListRow:
    """One person of the list: what is marked, and why she was not there."""

    enrolment: Enrolment
    mark: str = ""
    reason: str = ""

    @property
    def name(self) -> str:
        """Return the name of her three answers in the form."""
        return f"mark-{self.enrolment.pk}"

    @property
    def reason_name(self) -> str:
        """Return the name of the reason in the form."""
        return f"reason-{self.enrolment.pk}"

    @property
    def marks(self) -> list[tuple[str, str, bool]]:
        """Return the three answers: code, word, whether it is chosen."""
        return [(code, str(word), code == self.mark) for code, word in Mark.choices]

    @property
    def reasons(self) -> list[tuple[str, str, bool]]:
        """Return the reasons: code, word, whether it is chosen."""
        return [(code, str(word), code == self.reason) for code, word in AbsentReason.choices]


def rows_of(
    people: Iterable[Enrolment], marks: Mapping[UUID, Presence], *, all_here: bool
) -> list[ListRow]:
    """Return the list of a day: what is kept, and for who has no mark yet "was there" if asked."""
    rows = []
    for one in people:
        kept = marks.get(one.pk)
        if kept is not None:
            rows.append(ListRow(one, kept.mark, kept.reason))
        else:
            rows.append(ListRow(one, Mark.PRESENT if all_here else ""))
    return rows


def read_list(
    form: QueryDict, people: Iterable[Enrolment], marks: Mapping[UUID, Presence]
) -> dict[UUID, Said]:
    """Return what the form says of each; who has no answer stays as she was."""
    said = {}
    for one in people:
        row = ListRow(one)
        mark = form.get(row.name, "")
        if mark:
            kept = marks.get(one.pk)
            stops = kept.says_stops if kept is not None and mark == Mark.ABSENT else False
            reason = form.get(row.reason_name, "") if mark == Mark.ABSENT else ""
            said[one.pk] = Said(mark, reason, stops)
    return said


def check_all_belong(form: QueryDict, people: Iterable[Enrolment]) -> None:
    """Refuse a list that marks somebody who did not belong to the class on its day.

    :raises NotInClass: if there is one; dropping the mark would be silent
    """
    known = {ListRow(one).name for one in people}
    if any(name.startswith("mark-") and form[name] and name not in known for name in form):
        raise NotInClass


def on_day(people: Iterable[Enrolment], day: date) -> list[Enrolment]:
    """Return who belonged to the class on a day: neither applied after it nor stopped before."""
    return [
        one
        for one in people
        if one.applied_on <= day
        and not (one.state == "dropped" and one.ended_on is not None and one.ended_on < day)
    ]
