"""Who may know of a grievance. Every list, count, page and audit view asks here."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from spean.accounts.choices import Role
from spean.accounts.models import User
from spean.casework.choices import GrievanceState
from spean.casework.models import Grievance, GrievanceAbout
from spean.casework.rules.grievances import is_receipt
from spean.core.crypto import blind_index
from spean.directory.models import Posting
from spean.directory.perms import Scope, centres_where, scope_of

_ACTION = "grievance.handle"


def grievances_visible_to(viewer: User, today: date) -> QuerySet[Grievance]:
    """Return the grievances the viewer may know of, those due first.

    A centre's manager sees those of her centre that may stay there; whoever stands outside every
    centre sees those that may not, and those whose answer is late. Nobody sees one about herself.
    """
    inside = Q(centre_id__in=centres_where(viewer, _ACTION), is_outside=False)
    late = Q(due_on__lt=today) & ~Q(state=GrievanceState.CLOSED)
    stands_outside = scope_of(viewer, _ACTION) == Scope.ALL
    reach = inside | Q(is_outside=True) | late if stands_outside else inside
    found = Grievance.objects.filter(reach).exclude(pk__in=about_her(viewer))
    return found.select_related("centre").order_by("closed_at", "due_on", "pk")


def about_her(viewer: User) -> QuerySet[GrievanceAbout, UUID]:
    """Return the ids of the grievances about this user: what she must find no trace of."""
    about = GrievanceAbout.objects.filter(user=viewer.pk)
    return about.values_list("grievance_id", flat=True)


def waiting_for_answer(viewer: User, today: date) -> QuerySet[Grievance]:
    """Return what is still to be answered."""
    return grievances_visible_to(viewer, today).exclude(state=GrievanceState.CLOSED)


def staff_of(centre_id: UUID, today: date) -> QuerySet[User]:
    """Return who serves at a centre or did lately: whom a grievance there may be about."""
    here = Posting.objects.filter(centre_id=centre_id, starts_on__lte=today).values("user_id")
    return User.objects.filter(pk__in=here).order_by("name_km", "username")


def leads_there(user_id: UUID, centre_id: UUID) -> bool:
    """Tell whether this user manages the centre, today or at any time."""
    found = Posting.objects.filter(user_id=user_id, centre_id=centre_id)
    return found.filter(role=Role.CENTRE_MANAGER).exists()


def grievance_of_receipt(number: str) -> Grievance | None:
    """Return the grievance of a receipt's twelve digits; None for a wrong number too."""
    # Decimal alone: "²" is called a digit too, and is none.
    digits = "".join(str(int(one)) for one in number if one.isdecimal())
    if not is_receipt(digits):
        return None
    return Grievance.objects.filter(receipt=blind_index("grievance-receipt", digits)).first()
