"""Keep what a person is found by in step with what is known of her."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from spean.core.writing import insert_values
from spean.people.models import IdentityKey, Person, SearchToken
from spean.people.rules import search_tokens
from spean.people.selectors import identity_keys, identity_of, merged_files

_TOKEN, _KEY = ("person_id", "centre_id", "token"), ("person_id", "key")


@dataclass(slots=True)
class Index:
    """What people are found by, not yet written: rows come by the million and are never records."""

    tokens: list[tuple[Any, ...]] = field(default_factory=list)
    keys: list[tuple[Any, ...]] = field(default_factory=list)

    def add(self, person: Person, tokens: Iterable[str], keys: Iterable[str]) -> None:
        """Add a person under these tokens and keys."""
        of, centre = person.pk, person.centre_id
        self.tokens += [(of, centre, token.encode()) for token in sorted(tokens)]
        self.keys += [(of, key) for key in sorted(keys)]

    def save(self) -> None:
        """Write the rows."""
        insert_values(SearchToken, _TOKEN, self.tokens)
        insert_values(IdentityKey, _KEY, self.keys)


def tokens_of(person: Person, phones: Iterable[str]) -> set[str]:
    """Return the tokens a person is found by, and fill `person.search`."""
    names = (
        (person.family_name_km, person.given_name_km),
        (person.family_name_lat, person.given_name_lat),
    )
    tokens = search_tokens(names, person.nickname, phones, person.client_number)
    person.search = " ".join(token.partition(":")[2] for token in sorted(tokens))
    return tokens


def index_person(person: Person) -> None:
    """Rebuild the index of one person after names, telephones, documents or place changed.

    Names and numbers of files that were made one with hers still find her.
    """
    files = Person.objects.select_related("area").prefetch_related("contacts", "documents")
    found = files.in_bulk([person.pk, *merged_files(person)])
    fresh = found.pop(person.pk)
    tokens = tokens_of(fresh, [contact.number for contact in fresh.contacts.all()])
    keys = set(identity_keys(identity_of(fresh)))
    for other in found.values():
        tokens |= tokens_of(other, [])
        keys |= identity_keys(identity_of(other))
    index = Index()
    index.add(fresh, tokens, keys)
    SearchToken.objects.filter(person=fresh).delete()
    IdentityKey.objects.filter(person=fresh).delete()
    index.save()
    Person.objects.filter(pk=fresh.pk).update(search=fresh.search)
    person.search = fresh.search
