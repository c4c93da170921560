"""Our services in the words of other systems: the rows that ship, a list taken in, one changed."""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import ChangedMeanwhile, DomainError, NotAllowed
from spean.core.refs import Ref
from spean.core.text import tidy
from spean.directory.gateways.tables import table
from spean.directory.models import ServiceMapping, ServiceType
from spean.directory.perms import can

COLUMNS: Final = ("scheme", "service_code", "their_code", "note", "is_verified")


class ServiceMapRefused(DomainError):
    """A row of the list names no service of ours, or no code of theirs."""

    code = "service-map-refused"
    message = _("Line %(line)s of the list cannot be read: %(what)s. Nothing was changed.")


@one_writer()
def load_service_map(*, actor: User | None, rows: Iterable[Mapping[str, str]]) -> int:
    """Take in a list of codes; a row that is there is changed, none is removed.

    :raises ServiceMapRefused: if a row lacks a column or names an unknown service of ours
    """
    known = {one.code: one for one in ServiceType.objects.all()}
    written = 0
    for line, row in enumerate(rows, start=2):
        lacking = [name for name in COLUMNS if name not in row]
        code, theirs = row.get("service_code", ""), tidy(row.get("their_code", ""))
        if lacking or code not in known or not theirs or not row["scheme"]:
            raise ServiceMapRefused(line=line, what=", ".join(lacking) or code or theirs or "-")
        values = {
            "their_code": theirs,
            "note": tidy(row["note"]),
            "is_verified": row["is_verified"] == "yes",
        }
        kept, is_new = ServiceMapping.objects.get_or_create(
            scheme=row["scheme"], service_type=known[code], defaults=values
        )
        written += is_new or _put(kept, values)
    if written:
        audit(actor=actor, action="directory.service_map_loaded", rows=written)
    return written


def load_shipped_map() -> int:
    """Take in the few codes that ship, where no row stands yet: an edited row stays as it is."""
    there = set(ServiceMapping.objects.values_list("scheme", "service_type__code"))
    fresh = [
        row
        for row in table("service_map")
        if (row["scheme"], row["service_code"]) not in there
        and ServiceType.objects.filter(code=row["service_code"]).exists()
    ]
    return load_service_map(actor=None, rows=fresh)


@one_writer()
def edit_mapping(
    *, actor: User, mapping_id: UUID, revision: int, their_code: str, note: str, is_verified: bool
) -> ServiceMapping:
    """Change one code by hand.

    :raises NotAllowed: if the actor may not edit the directory
    :raises ChangedMeanwhile: if somebody else saved it after it was opened here
    """
    if not can(actor, "directory.edit"):
        raise NotAllowed
    kept = ServiceMapping.objects.select_for_update(of=("self",)).get(pk=mapping_id)
    if kept.revision != revision:
        raise ChangedMeanwhile(theirs=kept)
    values = {"their_code": tidy(their_code), "note": tidy(note), "is_verified": is_verified}
    if _put(kept, values):
        ref = Ref("service_mapping", kept.pk)
        audit(actor=actor, action="directory.service_map_changed", on=ref)
    return kept


def _put(kept: ServiceMapping, values: Mapping[str, object]) -> bool:
    changed = [name for name, value in values.items() if getattr(kept, name) != value]
    for name in changed:
        setattr(kept, name, values[name])
    if changed:
        kept.revision += 1
        kept.save()
    return bool(changed)
