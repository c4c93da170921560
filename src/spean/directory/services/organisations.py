"""Organisations around the centres; `offers` holds what they offer."""

from dataclasses import asdict
from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import ChangedMeanwhile, NotAllowed
from spean.core.refs import Ref
from spean.directory.contracts import OrganisationDetails
from spean.directory.models import Organisation
from spean.directory.perms import can


def make_organisation(
    *, actor: User | None, id: UUID, details: OrganisationDetails
) -> Organisation:
    """Record an organisation. The same `id` sent again returns the one that is there.

    Employers are recorded by whoever keeps vacancies; every other kind by whoever keeps the
    service directory.

    :raises NotAllowed: if the actor may not
    """
    _may(actor, details.kind)
    with one_writer():
        known = Organisation.objects.filter(pk=id).first()
        if known:
            return known
        made = Organisation.objects.create(pk=id, **asdict(details))
        audit(actor=actor, action="organisation-made", on=Ref("organisation", id), kind=made.kind)
    return made


def edit_organisation(
    *, actor: User | None, organisation_id: UUID, revision: int, details: OrganisationDetails
) -> Organisation:
    """Change what is known of an organisation.

    :raises NotAllowed: if the actor may not
    :raises ChangedMeanwhile: if somebody saved it after `revision` was read
    """
    with one_writer():
        known = Organisation.objects.select_for_update().get(pk=organisation_id)
        _may(actor, known.kind)
        _may(actor, details.kind)
        if known.revision != revision:
            raise ChangedMeanwhile(theirs=known)
        values = asdict(details)
        changed = [name for name in values if getattr(known, name) != values[name]]
        for name in changed:
            setattr(known, name, values[name])
        known.revision += 1
        known.save()
        on = Ref("organisation", known.pk)
        audit(actor=actor, action="organisation-edited", on=on, fields=changed)
    return known


def _may(actor: User | None, kind: str) -> None:
    if actor is None or can(actor, "directory.edit"):
        return
    if not can(actor, "jobs.vacancies" if kind == "employer" else "services.edit"):
        raise NotAllowed
