"""Keep telephones, people to tell in an emergency, and documents."""

from dataclasses import asdict, replace
from uuid import UUID

from django.utils.translation import gettext as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.refs import Ref
from spean.people.choices import SafeToCall
from spean.people.contracts import Contact, Document, InEmergency
from spean.people.models import ContactPoint, EmergencyContact, IdentityDocument, Person
from spean.people.selectors import card_index
from spean.people.services import drafting
from spean.people.services.checking import checked, refuse
from spean.people.services.holding import held_person, held_row, save_changes, unchanged
from spean.people.services.indexing import index_person
from spean.people.services.sealing import open_for, opened_unseen, seal_for


def add_contact(*, actor: User, person_id: UUID, contact: Contact) -> list[ContactPoint]:
    """Add the telephone, or the several telephones, of a text; a retired one comes back to use.

    :raises WrongInput: if the text holds no number, or another field cannot be kept
    :raises NotAllowed: if the actor may not edit this file
    """
    with one_writer():
        person = held_person(actor, person_id)
        known = {row.number: row for row in ContactPoint.objects.filter(person=person)}
        added = []
        for row in drafting.contacts_of(person, [contact]):
            if row.number in known:
                values = {**checked(ContactPoint, asdict(contact)), "is_current": True}
                values["number"] = row.number
                save_changes(known[row.number], values)
                added.append(known[row.number])
            else:
                row.sort = len(known) + len(added)
                row.save(force_insert=True)
                added.append(row)
        _kept(actor, person, "people.contact_added")
    return added


def hear_contact(*, actor: User, person_id: UUID, contact: Contact) -> list[ContactPoint]:
    """Add the telephones of a text that were told of by somebody who does not see the file.

    A number in use stays as it is, unless it is said to be less safe to call: nobody may be
    called because a colleague did not know that it is dangerous.

    :raises WrongInput: if the text holds no number, or another field cannot be kept
    :raises NotAllowed: if the actor may not edit this file
    """
    numbers = drafting.numbers_of(contact.number)
    with one_writer():
        held_person(actor, person_id)
        known = ContactPoint.objects.filter(person=person_id, number__in=numbers, is_current=True)
        stays = {row.number for row in known if _is_as_careful(row, contact)}
        return [
            row
            for number in numbers
            if number not in stays
            for row in add_contact(
                actor=actor, person_id=person_id, contact=replace(contact, number=number)
            )
        ]


def _is_as_careful(row: ContactPoint, contact: Contact) -> bool:
    care: dict[str, int] = {SafeToCall.SAFE: 0, SafeToCall.LATER: 1, SafeToCall.NEVER: 2}
    # A code that is none is refused where the number is written.
    return care[row.safe_to_call] >= care.get(contact.safe_to_call, len(care))


def edit_contact(*, actor: User, contact_id: UUID, revision: int, contact: Contact) -> ContactPoint:
    """Change a telephone or how safe it is to call.

    :raises ChangedMeanwhile: if somebody saved it first
    :raises WrongInput: if a field cannot be kept, or the person has this number already
    :raises NotAllowed: if the actor may not edit this file
    """
    with one_writer():
        row, person = held_row(ContactPoint, actor, contact_id)
        unchanged(row, revision)
        numbers = drafting.numbers_of(contact.number)
        others = ContactPoint.objects.filter(person=person, number=numbers[0]).exclude(pk=row.pk)
        if len(numbers) > 1 or others.exists():
            refuse("number", _("Please write one number here, each number once."))
        values = checked(ContactPoint, {**asdict(contact), "number": numbers[0]})
        if save_changes(row, values):
            _kept(actor, person, "people.contact_edited")
    return row


def retire_contact(*, actor: User, contact_id: UUID) -> ContactPoint:
    """Take a telephone out of use; it stays in the history.

    :raises NotAllowed: if the actor may not edit this file
    """
    with one_writer():
        row, person = held_row(ContactPoint, actor, contact_id)
        if save_changes(row, {"is_current": False}):
            _kept(actor, person, "people.contact_retired")
    return row


def add_emergency_contact(
    *, actor: User, person_id: UUID, contact: InEmergency
) -> EmergencyContact:
    """Add somebody to tell in an emergency; sent twice, it is kept once.

    :raises WrongInput: with a sentence for each field that cannot be kept
    :raises NotAllowed: if the actor may not edit this file
    """
    with one_writer():
        person = held_person(actor, person_id)
        row = drafting.emergency_contacts_of(person, [contact])[0]
        twin = EmergencyContact.objects.filter(
            person=person, name=row.name, relation=row.relation, phone=row.phone
        ).first()
        if twin is not None:
            return twin
        row.save(force_insert=True)
        _kept(actor, person, "people.emergency_contact_added", index=False)
    return row


def edit_emergency_contact(
    *, actor: User, contact_id: UUID, revision: int, contact: InEmergency
) -> EmergencyContact:
    """Change somebody to tell in an emergency.

    :raises ChangedMeanwhile: if somebody saved it first
    :raises WrongInput: with a sentence for each field that cannot be kept
    :raises NotAllowed: if the actor may not edit this file
    """
    with one_writer():
        row, person = held_row(EmergencyContact, actor, contact_id)
        unchanged(row, revision)
        draft = drafting.emergency_contacts_of(person, [contact])[0]
        values = {name: getattr(draft, name) for name in ("name", "relation", "phone")}
        if save_changes(row, values):
            _kept(actor, person, "people.emergency_contact_edited", index=False)
    return row


def remove_emergency_contact(*, actor: User, contact_id: UUID) -> None:
    """Remove somebody from those to tell in an emergency.

    :raises NotAllowed: if the actor may not edit this file
    """
    with one_writer():
        row, person = held_row(EmergencyContact, actor, contact_id)
        row.delete()
        _kept(actor, person, "people.emergency_contact_removed", index=False)


def add_document(*, actor: User, person_id: UUID, document: Document) -> IdentityDocument:
    """Add an identity document; its number is sealed and can only be looked up, not listed.

    The same document sent twice is kept once.

    :raises WrongInput: with a sentence for each field that cannot be kept
    :raises NotAllowed: if the actor may not edit this file
    """
    with one_writer():
        person = held_person(actor, person_id)
        row = _sealed_document(person, document, IdentityDocument(person=person))
        twin = IdentityDocument.objects.filter(
            person=person, kind=row.kind, number_index=row.number_index
        ).first()
        if twin is not None:
            return twin
        row.save(force_insert=True)
        _kept(actor, person, "people.document_added")
    return row


def edit_document(
    *, actor: User, document_id: UUID, revision: int, document: Document
) -> IdentityDocument:
    """Change an identity document; without a number the sealed one stays.

    :raises ChangedMeanwhile: if somebody saved it first
    :raises WrongInput: with a sentence for each field that cannot be kept
    :raises NotAllowed: if the actor may not edit this file
    """
    with one_writer():
        row, person = held_row(IdentityDocument, actor, document_id)
        unchanged(row, revision)
        _sealed_document(person, document, row)
        row.revision += 1
        row.save()
        _kept(actor, person, "people.document_edited")
    return row


def remove_document(*, actor: User, document_id: UUID) -> None:
    """Remove an identity document that was entered by mistake.

    :raises NotAllowed: if the actor may not edit this file
    """
    with one_writer():
        row, person = held_row(IdentityDocument, actor, document_id)
        row.delete()
        _kept(actor, person, "people.document_removed")


def document_number(*, viewer: User, document: IdentityDocument) -> str:
    """Open the number of a document for somebody who may read it, with an audit entry.

    :raises NotAllowed: unless the viewer is the assigned officer or the centre's manager
    """
    context = f"document:{document.pk}"
    opened = open_for(
        viewer=viewer, person=document.person, sealed=document.sealed, context=context
    )
    return str(opened["number"]) if opened else ""


def _sealed_document(person: Person, document: Document, row: IdentityDocument) -> IdentityDocument:
    number, values = drafting.document_values(document)
    for name, value in values.items():
        setattr(row, name, value)
    context = f"document:{row.pk}"
    before = opened_unseen(person, row.sealed, context) if number else None
    if number and (before or {}).get("number") != number:
        row.sealed = seal_for(person, {"number": number}, context=context)
        row.number_index = card_index(number)
    return row


def _kept(actor: User, person: Person, action: str, *, index: bool = True) -> None:
    if index:
        index_person(person)
    audit(actor=actor, action=action, on=Ref("person", person.pk))
