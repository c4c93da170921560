"""Questions about centres."""

from django.db.models import QuerySet

from spean.accounts.models import User
from spean.directory.models import Centre
from spean.directory.perms import Scope, centres_where, scope_of


def open_centres() -> QuerySet[Centre]:
    """Return the centres that the public may go to, by name. For everybody."""
    return Centre.objects.filter(is_open=True).select_related("area").order_by("label_km", "code")


def centres_visible_to(viewer: User) -> QuerySet[Centre]:
    """Return the centres whose directory page the viewer may open: her own, or all of them."""
    centres = Centre.objects.select_related("area").order_by("label_km", "code")
    if scope_of(viewer, "directory.view") == Scope.ALL or scope_of(viewer, "directory.edit"):
        return centres
    return centres.filter(pk__in=centres_where(viewer, "directory.view"))
