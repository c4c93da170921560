"""Keep what a person is found by in step with what is known of her."""

from collections.abc import Iterable
from typing import TypeVar

from spean.people.models import IdentityKey, Person, SearchToken
from spean.people.rules import search_tokens
from spean.people.selectors import identity_keys, identity_of, merged_files

_Row = TypeVar("_Row", SearchToken, IdentityKey)


def index_rows(
    person: Person, identity_keys_: Iterable[str], phones: Iterable[str]
) -> tuple[list[SearchToken], list[IdentityKey]]:
    """Return the index rows of a person, unsaved, and fill `person.search`."""
    names = (
        (person.family_name_km, person.given_name_km),
        (person.family_name_lat, person.given_name_lat),
    )
    tokens = sorted(search_tokens(names, person.nickname, phones, person.client_number))
    person.search = " ".join(token.partition(":")[2] for token in tokens)
    return (
        [
            SearchToken(person=person, centre_id=person.centre_id, token=token.encode())
            for token in tokens
        ],
        [IdentityKey(person=person, key=key) for key in sorted(identity_keys_)],
    )


def index_person(person: Person) -> None:
    """Rebuild the index of one person after names, telephones, documents or place changed.

    Names and numbers of files that were made one with hers still find her.
    """
    files = Person.objects.select_related("area").prefetch_related("contacts", "documents")
    found = files.in_bulk([person.pk, *merged_files(person)])
    fresh = found.pop(person.pk)
    phones = [contact.number for contact in fresh.contacts.all()]
    tokens, keys = index_rows(fresh, identity_keys(identity_of(fresh)), phones)
    for other in found.values():
        more_tokens, more_keys = index_rows(other, identity_keys(identity_of(other)), [])
        tokens = _of(fresh, tokens, more_tokens, "token")
        keys = _of(fresh, keys, more_keys, "key")
    SearchToken.objects.filter(person=fresh).delete()
    IdentityKey.objects.filter(person=fresh).delete()
    SearchToken.objects.bulk_create(tokens)
    IdentityKey.objects.bulk_create(keys)
    Person.objects.filter(pk=fresh.pk).update(search=fresh.search)
    person.search = fresh.search


def _of(person: Person, rows: list[_Row], more: list[_Row], column: str) -> list[_Row]:
    """Add rows of another file to a person's, each value once."""
    known = {getattr(row, column) for row in rows}
    joined = list(rows)
    for row in more:
        if getattr(row, column) not in known:
            row.person = person
            if isinstance(row, SearchToken):
                row.centre_id = person.centre_id
            joined.append(row)
    return joined
