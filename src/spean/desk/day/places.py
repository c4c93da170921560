"""Which centre and which day a page is about."""

from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone

from spean.directory.models import Centre
from spean.directory.perms import centres_where


def centres_for(request: HttpRequest, action: str) -> list[Centre]:
    """Return the centres at which the viewer may do this."""
    ids = centres_where(request.user, action)  # type: ignore[arg-type]
    return list(Centre.objects.filter(pk__in=ids).order_by("code"))


def centre_asked(request: HttpRequest, action: str) -> tuple[Centre, list[Centre]]:
    """Return the centre that the address or the form names, else the first; and all of them.

    :raises Http404: if the viewer may not do this there, or anywhere
    """
    centres = centres_for(request, action)
    code = request.POST.get("centre") or request.GET.get("centre")
    found = [one for one in centres if one.code == code] if code else centres
    if not found:
        raise Http404
    return found[0], centres


def day_asked(request: HttpRequest) -> date:
    """Return the day that the address names, else today; nonsense is today."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return timezone.localdate()
    return day if 2000 < day.year < 2100 else timezone.localdate()
