"""Who may already be registered: shown within the viewer's reach, else only hinted at."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from namematch import Comparison, Identity, Line, cannot_be_likely, compare, weights_for
from spean.accounts.models import User
from spean.people.models import IdentityKey, Person
from spean.people.selectors.identity import identities_of, identity_keys
from spean.people.selectors.visible import people_visible_to, present_people

# Candidates share at least one key; the likeliest share several, so the rest may be left out.
MOST_CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Likeness:
    """A person who may be the same, or (`elsewhere`) only the fact that there may be one.

    A likeness elsewhere holds nothing: no person, no line, no figure, not even how many.
    """

    person: Person | None
    lines: tuple[Line, ...] = ()
    likelihood: float = 0.0
    elsewhere: bool = False


def likely_duplicates(
    identity: Identity, *, viewer: User, limit: int = 5, but_not: UUID | None = None
) -> list[Likeness]:
    """Return the likely duplicates, likeliest first, then at most one opaque marker.

    The query count does not depend on the size of the register.
    """
    found = likely_pairs(identity, but_not=but_not)
    ids = [person.pk for person, _comparison in found]
    seen = set(people_visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True))
    shown = [
        Likeness(person, comparison.lines, comparison.likelihood)
        for person, comparison in found
        if person.pk in seen
    ][:limit]
    if any(person.pk not in seen for person, _comparison in found):
        shown.append(Likeness(None, elsewhere=True))
    return shown


def likely_pairs(
    identity: Identity, *, but_not: UUID | None = None
) -> list[tuple[Person, Comparison]]:
    """Return every likely duplicate of all centres, likeliest first. Never shown as it is."""
    # Asked of each key that was found: a list of everybody would be as long as the register.
    is_present = Exists(present_people().filter(pk=OuterRef("person")))
    shared = (
        IdentityKey.objects.filter(is_present, key__in=identity_keys(identity))
        .exclude(person=but_not)
        .values("person")
        .annotate(keys=Count("id"))
        .order_by("-keys", "person")[:MOST_CANDIDATES]
    )
    # The more people are registered, the more strangers are alike.
    weights = weights_for(Person.objects.count())
    known = identities_of([row["person"] for row in shared])
    compared = {
        key: compare(identity, other, weights)
        for key, (other, _centre) in known.items()
        if not cannot_be_likely(identity, other, weights)
    }
    likely_ids = [key for key, comparison in compared.items() if comparison.is_likely]
    # They are present, as was asked: asking again would lead SQLite astray, as above.
    people = Person.objects.filter(pk__in=likely_ids).select_related("area", "centre")
    likely = [
        (person, compared[person.pk]) for person in people.prefetch_related("contacts", "documents")
    ]
    return sorted(likely, key=lambda pair: (-pair[1].likelihood, str(pair[0].pk)))
