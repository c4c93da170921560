"""Transfers that a manager or an officer may see: those of her centre, coming or going."""

from django.db.models import Q, QuerySet

from spean.accounts.models import User
from spean.casework.choices import TransferState
from spean.casework.models import Transfer
from spean.directory.models import Centre
from spean.directory.perms import centres_where
from spean.people.models import Person


def transfers_visible_to(viewer: User) -> QuerySet[Transfer]:
    """Return the transfers from and to the centres the viewer leads, the newest first.

    Of a sealed or merged person there is none. What the page may show of the person depends on
    where her file lies: `holds_file`.
    """
    mine = centres_where(viewer, "people.assign")
    shown = Q(person__is_sealed=False, person__merged_into=None)
    found = Transfer.objects.filter(Q(from_centre_id__in=mine) | Q(to_centre_id__in=mine), shown)
    order = ("-asked_at", "pk")
    return found.select_related("person", "from_centre", "to_centre", "asked_by").order_by(*order)


def transfers_to_decide(viewer: User) -> QuerySet[Transfer]:
    """Return what waits for this manager's yes or no."""
    mine = centres_where(viewer, "people.assign")
    return transfers_visible_to(viewer).filter(state=TransferState.ASKED, to_centre_id__in=mine)


def holds_file(viewer: User, transfer: Transfer) -> bool:
    """Tell whether the person's file lies at one of the viewer's centres now."""
    return transfer.person.centre_id in centres_where(viewer, "people.assign")


def other_centres(person: Person) -> QuerySet[Centre]:
    """Return the centres to which a person's file could go."""
    found = Centre.objects.filter(is_open=True).exclude(pk=person.centre_id)
    return found.order_by("label_km", "code")


def transfer_asked_for(person: Person) -> Transfer | None:
    """Return the transfer of this person that waits for an answer."""
    return Transfer.objects.filter(person=person, state=TransferState.ASKED).first()


def transfer_of(transfer: Transfer) -> Transfer:
    """Return a transfer as it is now, its row and the person's locked until the act ends."""
    person = Person.objects.select_for_update().get(pk=transfer.person_id)
    now = Transfer.objects.select_for_update().get(pk=transfer.pk)
    now.person = person
    return now
