"""Start-up kits: put together, allowed, handed over with a mark, looked at again."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, IllegalMove, NotAllowed
from spean.core.refs import Ref
from spean.core.writing import insert_many
from spean.directory.perms import can
from spean.directory.selectors import rule_value
from spean.people.services import open_for, seal_for
from spean.skills import flows
from spean.skills.choices.enterprise import ItemState, KitFileKind, KitState
from spean.skills.contracts import KitThing
from spean.skills.models import Business, Kit, KitFile, KitItem
from spean.skills.rules.kits import LARGEST, needs_word, picture_type
from spean.skills.services.keeping import already_made, check_may, locked, put

# A dated rule: no amount of the centre's own is in force until somebody writes it down.
LIMIT_RULE = "kit-limit.person"


class NothingInKit(DomainError):
    """A kit holds things."""

    code = "nothing-in-kit"
    message = _("Please write down at least one thing.")


class NotAPicture(DomainError):
    """A receipt is a picture, told by its bytes."""

    code = "not-a-picture"
    message = _("This is not a picture. Please take a JPEG or a PNG.")


class PictureTooLarge(DomainError):
    """A photograph of a receipt is small."""

    code = "picture-too-large"
    message = _("This picture is too large. Please take a smaller one.")


class MarkMissing(DomainError):
    """Who receives a kit leaves a mark."""

    code = "mark-missing"
    message = _("Please add the signature or the thumbprint of who received it.")


@one_writer()
def put_together(
    *,
    actor: User,
    business: Business,
    id: UUID,
    purpose: str,
    supplier: str,
    things: Sequence[KitThing],
) -> Kit:
    """Write a kit down; one out of the ordinary waits for the manager's word.

    :raises NotAllowed: if the actor may not work on businesses of this person
    :raises NothingInKit: if it holds nothing
    """
    check_may(actor, business.person)
    made = already_made(Kit, id, "written_by", actor)
    if made is not None:
        return made
    if not things:
        raise NothingInKit
    locked(business)
    value = sum(one.count * one.price for one in things)
    limit = rule_value(LIMIT_RULE, timezone.localdate())
    needs = needs_word(purpose, value, _before(business), int(limit) if limit is not None else None)
    kit = Kit.objects.create(
        id=id,
        business=business,
        purpose=purpose,
        supplier=supplier,
        state=KitState.ASKED if needs else KitState.READY,
        needs=needs,
        written_by=actor,
    )
    insert_many(KitItem, [KitItem(kit=kit, sort=n, **asdict(one)) for n, one in enumerate(things)])
    audit(actor=actor, action="skills.kit_written", on=Ref("kit", kit.pk), needs=needs)
    return kit


def _before(business: Business) -> list[tuple[str, int]]:
    kits = Kit.objects.filter(business__person=business.person_id).exclude(state=KitState.CANCELLED)
    return [
        (kit.purpose, sum(item.value for item in kit.items.all()))
        for kit in kits.prefetch_related("items")
    ]


@one_writer()
def allow_kit(*, actor: User, kit: Kit) -> Kit:
    """Give the manager's word for a kit out of the ordinary.

    :raises NotAllowed: unless the actor leads the centre of this person
    :raises IllegalMove: if nobody waits for it
    """
    check_may(actor, kit.business.person)
    if not can(actor, "people.assign", kit.business.person):
        raise NotAllowed
    kit = locked(kit)
    put(kit, {"state": flows.KIT.move(kit.state, "allow"), "allowed_by": actor})
    audit(actor=actor, action="skills.kit_allowed", on=Ref("kit", kit.pk))
    return kit


@one_writer()
def cancel_kit(*, actor: User, kit: Kit) -> Kit:
    """Say that a kit is not given.

    :raises NotAllowed: if the actor may not work on businesses of this person
    :raises IllegalMove: if it was handed over already
    """
    check_may(actor, kit.business.person)
    kit = locked(kit)
    put(kit, {"state": flows.KIT.move(kit.state, "cancel")})
    audit(actor=actor, action="skills.kit_cancelled", on=Ref("kit", kit.pk))
    return kit


@one_writer()
def hand_over_kit(*, actor: User, kit: Kit, id: UUID, on: date, mark: bytes) -> Kit:
    """Hand a kit over; who receives it leaves a signature or a thumbprint.

    :raises NotAllowed: if the actor may not work on businesses of this person
    :raises MarkMissing: if there is no mark
    :raises NotAPicture: if the mark is no picture
    :raises PictureTooLarge: if it is larger than a photograph needs to be
    :raises IllegalMove: if the manager has not allowed it, or it was handed over already
    """
    check_may(actor, kit.business.person)
    if already_made(KitFile, id, "kept_by", actor) is not None:
        return kit
    if not mark:
        raise MarkMissing
    kit = locked(kit)
    put(kit, {"state": flows.KIT.move(kit.state, "hand_over"), "handed_on": on})
    kit.items.update(state=ItemState.THERE, looked_on=on)
    _keep(actor, kit, id, KitFileKind.MARK, mark)
    audit(actor=actor, action="skills.kit_handed_over", on=Ref("kit", kit.pk))
    return kit


@one_writer()
def keep_receipt(*, actor: User, kit: Kit, id: UUID, picture: bytes) -> KitFile:
    """Keep the photograph of a receipt, sealed.

    :raises NotAllowed: if the actor may not work on businesses of this person
    :raises NotAPicture: if it is no picture
    :raises PictureTooLarge: if it is larger than a photograph needs to be
    """
    check_may(actor, kit.business.person)
    made = already_made(KitFile, id, "kept_by", actor)
    if made is not None:
        return made
    kept = _keep(actor, kit, id, KitFileKind.RECEIPT, picture)
    audit(actor=actor, action="skills.receipt_kept", on=Ref("kit", kit.pk))
    return kept


@one_writer()
def look_at_kit(*, actor: User, kit: Kit, states: Mapping[UUID, str], on: date) -> Kit:
    """Write down what became of each thing.

    :raises NotAllowed: if the actor may not work on businesses of this person
    :raises IllegalMove: if it was never handed over
    """
    check_may(actor, kit.business.person)
    kit = locked(kit)
    if kit.state != KitState.HANDED:
        raise IllegalMove
    for item in kit.items.select_for_update():
        state = states.get(item.pk)
        if state in ItemState.values:
            put(item, {"state": state, "looked_on": on})
    audit(actor=actor, action="skills.kit_looked_at", on=Ref("kit", kit.pk))
    return kit


@one_writer()
def open_kit_file(*, viewer: User, file: KitFile) -> bytes:
    """Return a receipt or a mark; the read is audited in the same transaction.

    :raises NotAllowed: unless the viewer is the assigned officer or the centre's manager
    """
    person = file.kit.business.person
    sealed, context = bytes(file.sealed), _context(file.pk)
    return base64.b64decode(open_for(viewer=viewer, person=person, sealed=sealed, context=context))


def _keep(actor: User, kit: Kit, id: UUID, kind: KitFileKind, content: bytes) -> KitFile:
    if len(content) > LARGEST:
        raise PictureTooLarge
    media_type = picture_type(content)
    if not media_type:
        raise NotAPicture
    text = base64.b64encode(content).decode()
    sealed = seal_for(kit.business.person, text, context=_context(id))
    return KitFile.objects.create(
        id=id, kit=kit, kind=kind, media_type=media_type, sealed=sealed, kept_by=actor
    )


def _context(file_id: UUID) -> str:
    return f"kit_file:{file_id}"
