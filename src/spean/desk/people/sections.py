"""The sections of a person's file: what each asks, what is known, and how it is saved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.desk.fields import ClientForm, Day
from spean.desk.people.forms import home, needs, who
from spean.desk.people.rows import Rows, rows_of
from spean.people import services as people
from spean.people.contracts import HouseholdFacts
from spean.people.models import Household, Person

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its forms, the values known, the revision it is at, and how it is saved."""

    name: str
    title: Any
    forms: tuple[type[ClientForm], ...]
    known: Callable[[Person], Values]
    save: Callable[[User, Person, int, Values, date], Any]
    record: Callable[[Person], Any]

    def revision_of(self, person: Person) -> int:
        """Return the revision that a form of this section starts from; 0 for none yet."""
        record = self.record(person)
        return int(record.revision) if record is not None else 0

    def fields(self) -> dict[str, Any]:
        """Return the questions of the section in their order."""
        return {name: field for form in self.forms for name, field in form.base_fields.items()}

    def rows(self, person: Person) -> Rows:
        """Return what is known, to read."""
        return rows_of(self.fields(), self.known(person))

    def form(self, data: Any = None, **kwargs: Any) -> ClientForm:
        """Return the questions of the section as one form."""
        joined = type("SectionForm", self.forms, {"mostly_optional": True})
        form: ClientForm = joined(data, **kwargs)
        form.order_fields(list(self.fields()))
        return form


def _day(on: date | None, precision: str = "day") -> Day | None:
    return Day(on, precision or "day") if on else None


def _plain(person: Person, *names: str) -> Values:
    return {name: getattr(person, name) for name in names}


def _name(person: Person) -> Values:
    return {
        **_plain(person, *who.NAMES, "nickname", "sex", "client_type", "channel"),
        "born": _day(person.born_on, person.born_precision),
    }


def _address(person: Person) -> Values:
    names = ("address", "lives_in", "permanent_address", "is_displaced", "home_damaged")
    return {
        **_plain(person, *names),
        "area": person.area,
        "permanent_area": person.permanent_area,
    }


def _background(person: Person) -> Values:
    return _plain(person, "marital_status", *needs.SchoolingForm.base_fields)


def _protection(person: Person) -> Values:
    return {
        **_plain(person, "id_poor", "nssf_scheme"),
        "nssf_last_contribution_on": _day(person.nssf_last_contribution_on),
    }


def _needs(person: Person) -> Values:
    return _plain(person, *needs.NeedsForm.base_fields)


def _household(person: Person) -> Values:
    names = home.HouseholdForm.base_fields
    household = person.household
    return {name: getattr(household, name) for name in names} if household else {}


def changes_of(values: Mapping[str, Any]) -> Values:
    """Return the columns of a person that a cleaned section fills."""
    changes = dict(values)
    if "born" in changes:
        born = changes.pop("born")
        changes["born_on"] = born.on if born else None
        changes["born_precision"] = born.precision if born else "day"
    for name in ("area", "permanent_area"):
        if name in changes:
            area = changes.pop(name)
            changes[f"{name}_id"] = area.pk if area else None
    if "nssf_last_contribution_on" in changes:
        last = changes["nssf_last_contribution_on"]
        changes["nssf_last_contribution_on"] = last.on if last else None
    return changes


def _save_person(actor: User, person: Person, revision: int, values: Values, today: date) -> Person:
    return people.edit_person(
        actor=actor,
        person_id=person.pk,
        revision=revision,
        changes=changes_of(values),
        today=today,
    )


def _save_household(
    actor: User, person: Person, revision: int, values: Values, today: date
) -> Household:
    facts = HouseholdFacts(**values)
    return people.edit_household(actor=actor, person_id=person.pk, revision=revision, facts=facts)


def _of_person(name: str, title: Any, forms: tuple[Any, ...], known: Any) -> Section:
    return Section(name, title, forms, known, _save_person, lambda person: person)


SECTIONS = {
    section.name: section
    for section in (
        _of_person("needs", _("Needs and help"), (needs.NeedsForm,), _needs),
        _of_person("name", _("Who this is"), (who.IdentityForm, who.ArrivalForm), _name),
        _of_person("address", _("Home"), (home.AddressForm,), _address),
        Section(
            "household",
            _("Household"),
            (home.HouseholdForm,),
            _household,
            _save_household,
            lambda person: person.household,
        ),
        _of_person(
            "background",
            _("Family and school"),
            (home.MaritalForm, needs.SchoolingForm),
            _background,
        ),
        _of_person("protection", _("IDPoor and NSSF"), (needs.ProtectionForm,), _protection),
    )
}
