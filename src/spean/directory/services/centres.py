"""Centres: made and edited by the administrator, named by everybody."""

from dataclasses import asdict
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import ChangedMeanwhile, DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.contracts import CentreDetails
from spean.directory.models import Centre
from spean.directory.perms import can


class CodeTaken(DomainError):
    """Another centre already has this code."""

    code = "code-taken"
    message = _("Another centre already has the code %(code)s.")


def make_centre(*, actor: User | None, id: UUID, details: CentreDetails) -> Centre:
    """Open a centre. The same `id` sent again returns the centre that is there.

    `actor` is `None` for the console.

    :raises NotAllowed: if the actor may not edit the directory
    :raises CodeTaken: if the code is in use
    """
    _may(actor)
    with one_writer():
        known = Centre.objects.filter(pk=id).first()
        if known:
            return known
        _refuse_taken(details.code, id)
        centre = Centre.objects.create(pk=id, **asdict(details))
        audit(actor=actor, action="centre-made", on=Ref("centre", centre.pk), code=centre.code)
    return centre


def edit_centre(
    *, actor: User | None, centre_id: UUID, revision: int, details: CentreDetails
) -> Centre:
    """Change what a centre says about itself.

    :raises NotAllowed: if the actor may not edit the directory
    :raises ChangedMeanwhile: if somebody saved it after `revision` was read
    :raises CodeTaken: if the code is in use
    """
    _may(actor)
    with one_writer():
        centre = Centre.objects.select_for_update().get(pk=centre_id)
        if centre.revision != revision:
            raise ChangedMeanwhile(theirs=centre)
        _refuse_taken(details.code, centre_id)
        values = asdict(details)
        changed = [name for name in values if getattr(centre, name) != values[name]]
        for name in changed:
            setattr(centre, name, values[name])
        centre.revision += 1
        centre.save()
        audit(actor=actor, action="centre-edited", on=Ref("centre", centre.pk), fields=changed)
    return centre


def _may(actor: User | None) -> None:
    if actor is not None and not can(actor, "directory.edit"):
        raise NotAllowed


def _refuse_taken(code: str, id: UUID) -> None:
    if Centre.objects.filter(code=code).exclude(pk=id).exists():
        raise CodeTaken(code=code)
