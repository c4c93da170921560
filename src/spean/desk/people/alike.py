"""The question whether somebody is already registered, asked inside the form, before saving."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spean.desk.fields import ClientForm, Day, OneOfField, day_words, spoken_number
from spean.people import choices as c
from spean.people.models import Person
from spean.people.selectors import Likeness
from spean.people.services.wording import COMPARED

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
ASK, LEAVE = "ask", "leave"
ELSEWHERE = "elsewhere"


class AlikeForm(ClientForm):
    """One person who looks alike: the same, another, or not sure."""

    answer = OneOfField(
        label=gettext_lazy("What does she or he say?"),
        choices=(
            (SAME, gettext_lazy("The same person")),
            (DIFFERENT, gettext_lazy("Two people")),
            (UNSURE, gettext_lazy("Not sure yet")),
        ),
        explained={
            SAME: gettext_lazy("We go on with the file that is there."),
            DIFFERENT: gettext_lazy("For example: sisters who share a telephone."),
            UNSURE: gettext_lazy("Go on; the manager will look at it."),
        },
    )


class ElsewhereForm(ClientForm):
    """Perhaps known at another centre: ask there, or go on."""

    answer = OneOfField(
        label=gettext_lazy("Shall the other centre be asked?"),
        choices=((ASK, gettext_lazy("Ask them")), (LEAVE, gettext_lazy("Do not ask"))),
    )
    question = forms.CharField(
        label=gettext_lazy("Your question to them"),
        help_text=gettext_lazy("Do not write what this person told you."),
        max_length=300,
        required=False,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the comparison."""

    label: Any
    left: str
    right: str
    likeness: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One likeness with its lines and the form that answers it."""

    key: str
    form: ClientForm
    person: Person | None = None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredLine:
    """A line of a comparison as it is kept: a field and a verdict, never a value."""

    field: str
    verdict: str

    @classmethod
    def of(cls, kept: dict[str, str]) -> "StoredLine":
        """Return a kept line."""
        return cls(kept.get("field", ""), kept.get("verdict", ""))


def question_of(likeness: Likeness, written: dict[str, str], data: Any = None) -> Question:
    """Return the question that a likeness puts; of another centre nothing is shown."""
    if likeness.elsewhere or likeness.person is None:
        return Question(ELSEWHERE, ElsewhereForm(data, prefix=f"alike-{ELSEWHERE}"))
    key = str(likeness.person.pk)
    shown = shown_of_person(likeness.person)
    return Question(
        key,
        AlikeForm(data, prefix=f"alike-{key}"),
        likeness.person,
        lines_of(likeness.lines, written, shown),
    )


def lines_of(
    compared: Iterable[Any], left: dict[str, str], right: dict[str, str]
) -> tuple[Line, ...]:
    """Return the lines of a comparison, family and given name as one name."""
    verdicts = {str(getattr(line.field, "value", line.field)): _verdict(line) for line in compared}
    verdicts["name"] = _worst(verdicts.pop("family_name", ""), verdicts.pop("given_name", ""))
    labels = {"name": _("Name"), **COMPARED, "registered": _("Registered")}
    unknown = _("Not known yet")
    if verdicts.get("card") == "same":
        left, right = ({**side, "card": _("shown")} for side in (left, right))
    return tuple(
        Line(
            labels[name],
            left.get(name) or unknown,
            right.get(name) or unknown,
            verdicts.get(name, ""),
        )
        for name in ("name", "sex", "birth", "area", "phone", "card", "registered")
        if name != "card" or name in left
    )


def _verdict(line: Any) -> str:
    verdict = str(getattr(line.verdict, "value", line.verdict))
    return "" if verdict == "unknown" else verdict


def _worst(*verdicts: str) -> str:
    order = ("differs", "near", "same")
    return next((verdict for verdict in order if verdict in verdicts), "")


def shown_of_person(person: Person) -> dict[str, str]:
    """Return what the comparison shows of a registered person; no number that is not safe."""
    born = Day(person.born_on, person.born_precision) if person.born_on else None
    phones = [
        spoken_number(contact.number)
        for contact in person.contacts.all()
        if contact.is_current and contact.safe_to_call != c.SafeToCall.NEVER
    ]
    day = person.registered_at.date()
    return {
        "name": person.name,
        "sex": person.get_sex_display(),
        "birth": birth_words(born),
        "area": person.area.label,
        "phone": ", ".join(phones),
        "registered": day_words(Day(day)),
    }


def birth_words(born: Day | None) -> str:
    """Return a birth as the comparison shows it: the day, or the age where only that is known."""
    if born is None:
        return ""
    if born.precision != "age_only":
        return day_words(born)
    return _("about %(age)s years") % {"age": day_words(born)}
