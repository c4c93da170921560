"""What a person may have several of: telephones, people to tell, documents."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.desk.fields import ClientForm, Day
from spean.desk.people.forms import who
from spean.desk.people.rows import Rows, rows_of
from spean.people import selectors
from spean.people import services as people
from spean.people.choices import SafeToCall
from spean.people.contracts import Contact, Document, InEmergency
from spean.people.models import ContactPoint, EmergencyContact, IdentityDocument, Person

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """One of them, as the page shows it."""

    kind: str
    record: Any
    rows: Rows
    is_current: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind is asked, listed, known, added, changed and taken away."""

    name: str
    title: Any
    add_title: Any
    remove_verb: Any
    form: type[ClientForm]
    listed: Callable[[Person], Iterable[Any]]
    known: Callable[[Any], Values]
    add: Callable[[User, Person, Values], Any]
    change: Callable[[User, Any, int, Values], Any]
    remove: Callable[[User, Any], Any]
    form_for: Callable[[Any], type[ClientForm]] | None = None

    def asked(self, record: Any) -> type[ClientForm]:
        """Return the form that corrects one of them."""
        return self.form_for(record) if self.form_for else self.form

    def items(self, person: Person) -> list[Item]:
        """Return those of a person, to read."""
        return [
            Item(self.name, record, rows_of(self.form.base_fields, self.known(record)))
            for record in self.listed(person)
        ]

    def of(self, person: Person, item_id: Any) -> Any | None:
        """Return one of the person's, or None."""
        return next((record for record in self.listed(person) if record.pk == item_id), None)


def _contact(row: ContactPoint) -> Values:
    names = ("number", "owner", "safe_to_call", "best_time", "call_after", "app")
    values = {name: getattr(row, name) for name in names}
    # A number that must not be called is not drawn: it cannot be called by mistake.
    return values | ({"number": ""} if is_hidden(row) else {})


def is_hidden(row: ContactPoint) -> bool:
    """Tell whether the number must not be shown anywhere."""
    return row.safe_to_call == SafeToCall.NEVER


def _change_contact(actor: User, row: ContactPoint, revision: int, values: Values) -> Any:
    kept = {**values, "number": values["number"] or row.number}
    return people.edit_contact(
        actor=actor, contact_id=row.pk, revision=revision, contact=Contact(**kept)
    )


def _emergency(row: EmergencyContact) -> Values:
    return {"name": row.name, "relation": row.relation, "phone": row.phone}


def _document(row: IdentityDocument) -> Values:
    return {
        "kind": row.kind,
        "number": "",
        "expires_on": Day(row.expires_on) if row.expires_on else None,
        "was_seen": row.was_seen,
    }


def document_facts(values: Values) -> Document:
    """Return the document that a cleaned form describes."""
    until = values.get("expires_on")
    return Document(
        kind=values["kind"],
        number=values["number"],
        expires_on=until.on if until else None,
        was_seen=values["was_seen"],
    )


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            name="contact",
            title=_("Telephones"),
            add_title=_("Add a telephone"),
            remove_verb=_("No longer in use"),
            form=who.ContactForm,
            listed=selectors.contacts_of,
            known=_contact,
            add=lambda actor, person, values: people.add_contact(
                actor=actor, person_id=person.pk, contact=Contact(**values)
            ),
            change=_change_contact,
            form_for=lambda row: who.HiddenNumberForm if is_hidden(row) else who.ContactForm,
            remove=lambda actor, row: people.retire_contact(actor=actor, contact_id=row.pk),
        ),
        Kind(
            name="emergency",
            title=_("In an emergency"),
            add_title=_("Add somebody to tell"),
            remove_verb=_("Remove"),
            form=who.EmergencyForm,
            listed=selectors.emergency_contacts_of,
            known=_emergency,
            add=lambda actor, person, values: people.add_emergency_contact(
                actor=actor, person_id=person.pk, contact=InEmergency(**values)
            ),
            change=lambda actor, row, revision, values: people.edit_emergency_contact(
                actor=actor, contact_id=row.pk, revision=revision, contact=InEmergency(**values)
            ),
            remove=lambda actor, row: people.remove_emergency_contact(
                actor=actor, contact_id=row.pk
            ),
        ),
        Kind(
            name="document",
            title=_("Documents"),
            add_title=_("Add a document"),
            remove_verb=_("Remove"),
            form=who.DocumentForm,
            listed=selectors.documents_of,
            known=_document,
            add=lambda actor, person, values: people.add_document(
                actor=actor, person_id=person.pk, document=document_facts(values)
            ),
            change=lambda actor, row, revision, values: people.edit_document(
                actor=actor, document_id=row.pk, revision=revision, document=document_facts(values)
            ),
            remove=lambda actor, row: people.remove_document(actor=actor, document_id=row.pk),
        ),
    )
}
