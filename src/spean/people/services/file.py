"""Open, change, hand over and hide a person's file."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spean.accounts.models import User
from spean.accounts.services import audit, audit_many, one_writer
from spean.core.errors import ChangedMeanwhile, DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Area
from spean.directory.perms import Scope, can, scope_of
from spean.people.contracts import SensitiveFacts
from spean.people.models import Person, SensitiveDetails
from spean.people.perms import may_open_sensitive
from spean.people.selectors import merged_files, people_visible_to
from spean.people.services.checking import refuse
from spean.people.services.drafting import person_values, require_name, sensitive_values
from spean.people.services.holding import held_person, save_changes, unchanged
from spean.people.services.indexing import index_person
from spean.people.services.sealing import open_for, seal_for

# What each section of the file may change; relations by their id.
SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": (
        "family_name_km", "given_name_km", "family_name_lat", "given_name_lat", "nickname",
        "sex", "born_on", "born_precision", "client_type", "channel",
    ),
    "address": (
        "area_id", "address", "lives_in", "permanent_area_id", "permanent_address",
        "is_displaced", "home_damaged",
    ),
    "background": (
        "marital_status", "education", "school_years", "can_read_khmer", "can_write_khmer",
        "can_read_thai", "speaks_thai", "language", "help_needed",
    ),
    "protection": ("id_poor", "nssf_scheme", "nssf_last_contribution_on"),
    "needs": ("main_needs",),
}  # fmt: skip
_EDITABLE: Final = frozenset(name for names in SECTIONS.values() for name in names)
_FOUND_BY: Final = frozenset(SECTIONS["name"]) | {"area_id"}


class CannotServe(DomainError):
    """The colleague does not serve at this centre."""

    code = "cannot-serve"
    message = gettext_lazy("This colleague does not serve at the person's centre.")


def open_file(*, viewer: User, person_id: UUID) -> Person:
    """Return a person's file to read, and leave an audit entry that it was opened.

    :raises Person.DoesNotExist: if it is not there for this viewer
    """
    with one_writer():
        person = (
            people_visible_to(viewer)
            .select_related("area", "permanent_area", "centre", "assigned_to", "household")
            .prefetch_related("contacts")
            .get(pk=person_id)
        )
        audit(actor=viewer, action="people.opened", on=Ref("person", person.pk))
    return person


def edit_person(
    *, actor: User, person_id: UUID, revision: int, changes: Mapping[str, Any], today: date
) -> Person:
    """Change some fields of a file; `changes` takes the names listed in `SECTIONS`.

    :raises ChangedMeanwhile: with the file as it is now, if somebody saved it first
    :raises WrongInput: with a sentence for each field that cannot be kept
    :raises NotAllowed: if the actor may not edit this file
    """
    if unknown := set(changes) - _EDITABLE:
        raise KeyError(f"not fields of a section: {sorted(unknown)}")
    with one_writer():
        person = held_person(actor, person_id)
        kept = person_values(dict(changes), today)
        unchanged(person, revision)
        _require_areas(kept)
        require_name({name: kept.get(name, getattr(person, name)) for name in SECTIONS["name"]})
        changed = save_changes(person, kept)
        if _FOUND_BY & set(changed):
            index_person(person)
        if changed:
            audit(
                actor=actor,
                action="people.edited",
                on=Ref("person", person.pk),
                fields=sorted(changed),
            )
    return person


def sensitive_record(person: Person) -> SensitiveDetails | None:
    """Return the sealed row of the class 3 answers, for its revision; None if never asked."""
    return SensitiveDetails.objects.filter(person=person).first()


def sensitive_facts(*, viewer: User, person: Person) -> SensitiveFacts:
    """Open the class 3 answers of F1 for somebody who may read them, with an audit entry.

    :raises NotAllowed: unless the viewer is the assigned officer or the centre's manager
    """
    files = [person.pk, *merged_files(person)]
    rows = SensitiveDetails.objects.in_bulk(files)
    # Her own answers, or those of a file that was made one with hers.
    row = next((rows[key] for key in files if key in rows), None)
    sealed = bytes(row.sealed) if row else b""
    context = f"sensitive:{row.person_id if row else person.pk}"
    opened = open_for(viewer=viewer, person=person, sealed=sealed, context=context)
    return SensitiveFacts(**(opened or {}))


def edit_sensitive(
    *, actor: User, person_id: UUID, facts: SensitiveFacts, revision: int | None = None
) -> None:
    """Write the class 3 answers of F1 anew; `revision` is the one the form was opened with.

    :raises ChangedMeanwhile: if somebody saved them first
    :raises NotAllowed: unless the actor is the assigned officer or the centre's manager
    :raises WrongInput: with a sentence for each answer that cannot be kept
    """
    with one_writer():
        person = held_person(actor, person_id)
        if not may_open_sensitive(actor, person):
            raise NotAllowed
        context = f"sensitive:{person.pk}"
        sealed = seal_for(person, sensitive_values(facts), context=context)
        before = sensitive_record(person)
        now = before.revision if before else 0
        if revision is not None and revision != now:
            raise ChangedMeanwhile
        values = {"sealed": sealed, "revision": now + 1}
        SensitiveDetails.objects.update_or_create(person=person, defaults=values)
        filled = sorted(name for name, value in asdict(facts).items() if value not in ("", None))
        audit(
            actor=actor,
            action="people.sensitive_edited",
            on=Ref("person", person.pk),
            answered=len(filled),
        )


def assign(*, actor: User, person_ids: Iterable[UUID], to: User) -> list[Person]:
    """Make a colleague responsible for some files of her own centre, in few writes.

    :raises NotAllowed: if the actor is not the manager there, or a file is not there for her
    :raises CannotServe: if the colleague does not serve at the centre of one of them
    """
    wanted = set(person_ids)
    with one_writer():
        people = list(
            people_visible_to(actor).select_for_update(of=("self",)).filter(pk__in=wanted)
        )
        if len(people) != len(wanted) or not all(can(actor, "people.assign", p) for p in people):
            raise NotAllowed
        centres = {person.centre_id for person in people}
        serves = all(scope_of(to, "people.edit", one) > Scope.NONE for one in centres)
        if not to.is_active or not serves:
            raise CannotServe
        moved = [person for person in people if person.assigned_to_id != to.pk]
        Person.objects.filter(pk__in=[person.pk for person in moved]).update(
            assigned_to=to, revision=F("revision") + 1, updated_at=timezone.now()
        )
        for person in moved:
            person.assigned_to, person.revision = to, person.revision + 1
        acts = [(Ref("person", person.pk), {"to": str(to.pk)}) for person in moved]
        audit_many(actor=actor, action="people.assigned", acts=acts)
    return people


def mark_sealed(*, actor: User, person_id: UUID) -> Person:
    """Hide a file from every list, search and count.

    :raises NotAllowed: unless the actor is the assigned officer or the centre's manager
    """
    with one_writer():
        person = Person.objects.select_for_update().filter(pk=person_id).first()
        if person is None or not may_open_sensitive(actor, person):
            raise NotAllowed
        save_changes(person, {"is_sealed": True})
        audit(actor=actor, action="people.sealed", on=Ref("person", person.pk))
    return person


def _require_areas(kept: Mapping[str, Any]) -> None:
    for name in ("area_id", "permanent_area_id"):
        if name not in kept or (kept[name] is None and name == "permanent_area_id"):
            continue
        if not Area.objects.filter(pk=kept[name]).exists():
            refuse(name, _("Please choose a place from the list."))
