"""The service directory: a service is written down, checked again, and ended; never deleted."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import ChangedMeanwhile, DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.contracts import OfferDetails
from spean.directory.models import ServiceOffer
from spean.directory.perms import can


class CheckedInTheFuture(DomainError):
    """A service was checked on a day that is still to come."""

    code = "checked-in-the-future"
    message = _("This day is still to come. Is it a Buddhist-era year?")


@one_writer()
def offer_service(*, actor: User | None, id: UUID, details: OfferDetails) -> ServiceOffer:
    """Record that an organisation offers a service at a place; the same `id` again is harmless.

    `actor` is `None` for the console.

    :raises NotAllowed: if the actor may not keep the list of services
    """
    _may(actor)
    known = ServiceOffer.objects.filter(pk=id).first()
    if known:
        return known
    checked_by = actor if details.verified_on else None
    made = ServiceOffer.objects.create(pk=id, verified_by=checked_by, **asdict(details))
    audit(actor=actor, action="service-offered", on=Ref("service-offer", id))
    return made


@one_writer()
def edit_offer(
    *, actor: User | None, offer_id: UUID, revision: int, details: OfferDetails
) -> ServiceOffer:
    """Put right what is known of a service.

    :raises NotAllowed: if the actor may not keep the list of services
    :raises ChangedMeanwhile: if somebody saved it after `revision` was read
    """
    _may(actor)
    offer = ServiceOffer.objects.select_for_update().get(pk=offer_id)
    if offer.revision != revision:
        raise ChangedMeanwhile(theirs=offer)
    values = asdict(details)
    if details.verified_on != offer.verified_on:
        values["verified_by_id"] = actor.pk if actor else None
    _put(actor, offer, values, "service-edited")
    return offer


@one_writer()
def check_offer(*, actor: User | None, offer_id: UUID, on: date, today: date) -> ServiceOffer:
    """Say that what is written about a service was found to be so on a day.

    :raises NotAllowed: if the actor may not keep the list of services
    :raises CheckedInTheFuture: if the day is still to come
    """
    _may(actor)
    if on > today:
        raise CheckedInTheFuture
    offer = ServiceOffer.objects.select_for_update().get(pk=offer_id)
    if offer.verified_on is None or offer.verified_on < on:
        checked_by = actor.pk if actor else None
        _put(actor, offer, {"verified_on": on, "verified_by_id": checked_by}, "service-checked")
    return offer


@one_writer()
def offer_again_or_end(*, actor: User | None, offer_id: UUID, is_active: bool) -> ServiceOffer:
    """Say that a service is no longer given, or is given again; its record stays.

    :raises NotAllowed: if the actor may not keep the list of services
    """
    _may(actor)
    offer = ServiceOffer.objects.select_for_update().get(pk=offer_id)
    action = "service-resumed" if is_active else "service-ended"
    _put(actor, offer, {"is_active": is_active}, action)
    return offer


def _put(actor: User | None, offer: ServiceOffer, values: dict[str, object], action: str) -> None:
    changed = [name for name in values if getattr(offer, name) != values[name]]
    if not changed:
        return
    for name in changed:
        setattr(offer, name, values[name])
    offer.revision += 1
    offer.save()
    audit(actor=actor, action=action, on=Ref("service-offer", offer.pk), fields=changed)


def _may(actor: User | None) -> None:
    if actor is None or can(actor, "services.edit") or can(actor, "directory.edit"):
        return
    raise NotAllowed
