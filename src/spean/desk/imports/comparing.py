"""A row of a list beside the people of the register who look alike."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from spean.accounts.models import User
from spean.core.wording import day_text
from spean.desk.fields import spoken_number as phone_text
from spean.people.models import Person
from spean.people.selectors import identity_of_intake, likely_duplicates
from spean.people.services import COMPARED
from spean.surveys.models import ImportRow
from spean.surveys.rules import shown_name
from spean.surveys.services.intake import intake_of


@dataclass(frozen=True, slots=True)
class Likeness:
    """A person whom the viewer may see, and the lines of the comparison."""

    person: Person
    lines: list[dict[str, str]]


def likenesses_of(row: ImportRow, viewer: User) -> list[Likeness]:
    """Return who of the viewer's reach looks like a row, each with the lines of the comparison."""
    values = row.understood.get("values", {})
    if not row.likely or not values.get("area_id") or not values.get("sex"):
        return []
    intake = intake_of(row, now=timezone.now())
    identity = identity_of_intake(intake, values.get("area_code", ""))
    found = likely_duplicates(identity, viewer=viewer, but_not=intake.id)
    left = _of_row(values)
    return [
        Likeness(one.person, _lines(one.lines, left, _of_person(one.person)))
        for one in found
        if one.person is not None and str(one.person.pk) in row.likely
    ]


def _lines(compared: Any, left: dict[str, str], right: dict[str, str]) -> list[dict[str, str]]:
    verdicts = {str(line.field): str(line.verdict) for line in compared}
    names = [verdicts.pop(name, "") for name in ("family_name", "given_name")]
    worst = next((one for one in ("differs", "near", "same") if one in names), "")
    verdicts["name"] = worst
    labels = {"name": _("Name"), **COMPARED}
    wanted = ("name", "sex", "birth", "area", "phone")
    return [
        {
            "label": str(labels[name]),
            "left": left.get(name, ""),
            "right": right.get(name, ""),
            "likeness": "" if verdicts.get(name) == "unknown" else verdicts.get(name, ""),
        }
        for name in wanted
        if left.get(name) or right.get(name)
    ]


def _of_row(values: dict[str, Any]) -> dict[str, str]:
    born = values.get("born_on")
    sex = dict(Person._meta.get_field("sex").flatchoices).get(values["sex"], "")
    return {
        "name": shown_name(values),
        "sex": str(sex),
        "birth": day_text(date.fromisoformat(born), values["born_precision"]) if born else "",
        "area": str(values.get("area_label", "")),
        "phone": ", ".join(phone_text(one["number"]) for one in values.get("phones", ())),
    }


def _of_person(person: Person) -> dict[str, str]:
    safe = [one for one in person.contacts.all() if one.safe_to_call != "never"]
    return {
        "name": person.name,
        "sex": person.get_sex_display(),
        "birth": day_text(person.born_on, person.born_precision),
        "area": person.area.label,
        "phone": ", ".join(phone_text(one.number) for one in safe if one.is_current),
    }
