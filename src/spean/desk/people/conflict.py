"""Two officers wrote at once: both versions side by side, to choose from answer by answer."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from spean.desk.fields import ClientForm
from spean.desk.people.rows import shown

THEIRS, MINE = "theirs", "mine"
MARK = "conflict"
_NOT_ANSWERS = ("csrfmiddlewaretoken", "revision", MARK)


@dataclass(frozen=True, slots=True)
class Difference:
    """One question that both answered, and not alike."""

    name: str
    label: Any
    theirs: str
    mine: str
    chosen: str = ""


def both_versions(form: ClientForm, theirs: dict[str, Any], data: QueryDict) -> list[Difference]:
    """Return the questions on which the written form and the saved record differ."""
    return [
        Difference(
            name,
            field.label,
            shown(field, theirs.get(name)),
            shown(field, form.cleaned_data.get(name)),
            data.get(f"take-{name}", ""),
        )
        for name, field in form.fields.items()
        if shown(field, theirs.get(name)) != shown(field, form.cleaned_data.get(name))
    ]


def take(form: ClientForm, theirs: dict[str, Any], differences: list[Difference]) -> bool:
    """Put the chosen answers in the form; return False while one is not chosen."""
    for one in differences:
        if one.chosen == THEIRS:
            form.cleaned_data[one.name] = theirs.get(one.name)
    return all(one.chosen in (THEIRS, MINE) for one in differences)


def carried(data: QueryDict) -> list[tuple[str, str]]:
    """Return what the form held, to be sent again with the choice."""
    return [
        (name, value)
        for name, values in data.lists()
        if name not in _NOT_ANSWERS and not name.startswith("take-")
        for value in values
    ]
