"""Turn the values of a contract into checked, unsaved rows of one person."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from spean.people import choices as c
from spean.people.contracts import (
    Contact,
    Document,
    InEmergency,
    Intake,
    JobFacts,
    ReturnFacts,
    SensitiveFacts,
)
from spean.people.models import (
    ContactPoint,
    EmergencyContact,
    IdentityDocument,
    JobAbroad,
    Person,
    Return,
)
from spean.people.rules import WASHINGTON_GROUP, parse_phones, plain_number
from spean.people.selectors import card_index
from spean.people.services.checking import checked, checked_codes, checked_text, refuse
from spean.people.services.sealing import seal_with
from spean.people.services.wording import phone_sentences

MOST_NEEDS: Final = 3
_SHORT: Final = 300
_DIFFICULTIES: Final = frozenset(c.Difficulty.values)
SEALED_OF_RETURN: Final = {
    "channel_out": c.ChannelOut,
    "documents_abroad": c.DocumentsAbroad,
    "documents_held_by": c.DocumentsHeldBy,
    "exit_status": c.ExitStatus,
    "cost_financed_by": None,
}
SEALED_OF_JOB: Final = (
    "was_injured", "injury", "documents_retained", "deposit_retained", "social_security_number",
)  # fmt: skip
_PERSON: Final = tuple(
    field.name
    for field in fields(Intake)
    if field.name in {column.name for column in Person._meta.concrete_fields} - {"id", "household"}
)


def person_values(values: dict[str, Any], today: date) -> dict[str, Any]:
    """Return checked columns of a person from any of her fields (relations as `…_id`).

    :raises WrongInput: with a sentence for each field that cannot be kept
    """
    relations = {name: value for name, value in values.items() if name.endswith("_id")}
    lists = {name: values[name] for name in ("main_needs", "help_needed") if name in values}
    plain = {
        name: value for name, value in values.items() if name not in relations and name not in lists
    }
    kept = {**checked(Person, plain, past=today), **relations}
    if "main_needs" in lists:
        kept["main_needs"] = checked_codes(
            "main_needs", lists["main_needs"], c.Need, most=MOST_NEEDS
        )
    if "help_needed" in lists:
        kept["help_needed"] = checked_codes(
            "help_needed", lists["help_needed"], c.Help, most=len(c.Help)
        )
    return kept


def require_name(values: dict[str, Any]) -> None:
    """Refuse a person without any name.

    :raises WrongInput: if all four names are empty
    """
    names = ("family_name_km", "given_name_km", "family_name_lat", "given_name_lat")
    if not any(values[name] for name in names):
        refuse("given_name_km", _("Please write the name in Khmer or Latin letters."))


def person_of(intake: Intake, today: date) -> Person:
    """Return the person of an intake, unsaved and without a number.

    :raises WrongInput: with a sentence for each field that cannot be kept
    """
    values = {name: getattr(intake, name) for name in _PERSON if name != "registered_at"}
    values |= {"area_id": intake.area_id, "permanent_area_id": intake.permanent_area_id}
    kept = person_values(values, today)
    require_name(kept)
    return Person(
        id=intake.id, centre_id=intake.centre_id, registered_at=intake.registered_at, **kept
    )


def contacts_of(person: Person, contacts: Iterable[Contact]) -> list[ContactPoint]:
    """Return the telephones of a person, each number once, in order of choice.

    :raises WrongInput: if a text holds no number, or holds several
    """
    rows: dict[str, ContactPoint] = {}
    for contact in contacts:
        for number in numbers_of(contact.number):
            values = checked(ContactPoint, {**asdict(contact), "number": number})
            rows.setdefault(number, ContactPoint(person=person, sort=len(rows), **values))
    return list(rows.values())


def numbers_of(text: str) -> list[str]:
    """Return the telephone numbers in a text as they are kept.

    A number that fits no network is kept as given if it could be one.

    :raises WrongInput: if there is none, or one is far too short
    """
    phones = parse_phones(text[:300])
    if not phones:
        refuse("number", _("Please write a phone number."))
    for phone in phones:
        if not phone.is_readable and len(phone.number) < 6:
            refuse("number", phone_sentences(phone)[-1])
    return [phone.number for phone in phones]


def emergency_contacts_of(
    person: Person, contacts: Iterable[InEmergency]
) -> list[EmergencyContact]:
    """Return whom to tell in an emergency.

    :raises WrongInput: with a sentence for each field that cannot be kept
    """
    rows = []
    for contact in contacts:
        values = asdict(contact)
        if values["phone"]:
            values["phone"] = numbers_of(values["phone"])[0]
        rows.append(EmergencyContact(person=person, **checked(EmergencyContact, values)))
    return rows


def document_of(person: Person, key: bytes, document: Document) -> IdentityDocument:
    """Return a document with its number sealed and indexed.

    :raises WrongInput: with a sentence for each field that cannot be kept
    """
    number, values = document_values(document)
    row = IdentityDocument(person=person, **values)
    if number:
        row.number_index = card_index(number)
        row.sealed = seal_with(key, person.pk, {"number": number}, context=f"document:{row.pk}")
    return row


def document_values(document: Document) -> tuple[str, dict[str, Any]]:
    """Return the number of a document, "" if there is none to speak of, and its columns.

    :raises WrongInput: with a sentence for each field that cannot be kept
    """
    values = asdict(document)
    number = checked_text("number", values.pop("number"), most=60)
    return (number if plain_number(number) else ""), checked(IdentityDocument, values)


def sensitive_values(facts: SensitiveFacts) -> dict[str, Any]:
    """Return the class 3 answers, checked.

    :raises WrongInput: with a sentence for each answer that cannot be kept
    """
    values = asdict(facts)
    for name in WASHINGTON_GROUP:
        if values[name] is not None and values[name] not in _DIFFICULTIES:
            refuse(name, _("Please choose one of the answers."))
    for name, words in (("ethnicity", c.Ethnicity), ("is_pregnant", c.YesNoUnknown)):
        if values[name]:
            checked_codes(name, [values[name]], words, most=1)
    values["ethnicity_other"] = checked_text(
        "ethnicity_other", values["ethnicity_other"], most=_SHORT
    )
    return values


def return_values(facts: ReturnFacts, today: date) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the open and the sealed part of a migration episode, checked.

    :raises WrongInput: with a sentence for each field that cannot be kept
    """
    values = {field.name: getattr(facts, field.name) for field in fields(facts)}
    del values["id"], values["jobs"]
    sealed = {name: values.pop(name) for name in SEALED_OF_RETURN}
    for name, words in SEALED_OF_RETURN.items():
        if words is None:
            sealed[name] = checked_text(name, sealed[name], most=_SHORT)
        elif sealed[name]:
            checked_codes(name, [sealed[name]], words, most=1)
    kept = checked(Return, values, past=today)
    if kept["left_on"] and kept["returned_on"] and kept["returned_on"] < kept["left_on"]:
        refuse("returned_on", _("The return cannot come before the departure."))
    return kept, sealed


def job_values(facts: JobFacts) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the open and the sealed part of a job abroad, checked, without its tasks.

    :raises WrongInput: with a sentence for each field that cannot be kept
    """
    values = {field.name: getattr(facts, field.name) for field in fields(facts)}
    del values["id"], values["task_ids"]
    relations = {name: values.pop(name) for name in ("sector_id", "occupation_id")}
    sealed = {name: values.pop(name) for name in SEALED_OF_JOB}
    for name in ("injury", "social_security_number"):
        sealed[name] = checked_text(name, sealed[name], most=_SHORT)
    return {**checked(JobAbroad, values), **relations}, sealed


def is_filled(sealed: dict[str, Any]) -> bool:
    """Tell whether any sealed answer was given: nothing is sealed for nothing."""
    return any(value not in ("", None) for value in sealed.values())
