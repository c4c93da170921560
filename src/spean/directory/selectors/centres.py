"""Questions about centres."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from spean.accounts.models import User
from spean.directory.models import Centre, Device
from spean.directory.perms import Scope, centres_where, scope_of


def open_centres() -> QuerySet[Centre]:
    """Return the centres that the public may go to, by name. For everybody."""
    return Centre.objects.filter(is_open=True).select_related("area").order_by("label_km", "code")


def centre_by_code(code: str) -> Centre | None:
    """Return the centre with this code, whatever its case. For the software's own use."""
    return Centre.objects.filter(code__iexact=code).first()


def centres_named(ids: Iterable[UUID]) -> list[Centre]:
    """Return these centres by name. For the software's own use."""
    return list(Centre.objects.filter(pk__in=ids).order_by("label_km", "code"))


def devices_visible_to(viewer: User) -> QuerySet[Device]:
    """Return the viewer's own telephones, those in use first."""
    if not viewer.is_authenticated or not viewer.is_active:
        return Device.objects.none()
    return Device.objects.filter(user=viewer.pk).order_by("revoked_at", "-created_at", "pk")


def centres_visible_to(viewer: User) -> QuerySet[Centre]:
    """Return the centres whose directory page the viewer may open: her own, or all of them."""
    centres = Centre.objects.select_related("area").order_by("label_km", "code")
    if scope_of(viewer, "directory.view") == Scope.ALL or scope_of(viewer, "directory.edit"):
        return centres
    return centres.filter(pk__in=centres_where(viewer, "directory.view"))
