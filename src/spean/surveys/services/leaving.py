"""The last word of a telephone whose user may not sign in any more."""

from uuid import UUID

from spean.directory.models import Device
from spean.surveys.services.syncing import DeviceUnknown


def leaving_device(*, device_id: UUID, is_held: bool = False) -> Device:
    """Return a device that was ended together with its user's access.

    Nobody is signed in: what such a telephone sends is signed by its own key, and all of it is set
    aside for the supervisor. `is_held` locks the row until the transaction ends.

    :raises DeviceUnknown: for every other device, so that nobody can ask which ones are known
    """
    rows = Device.objects.select_for_update(of=("self",)) if is_held else Device.objects
    gone = rows.filter(pk=device_id, revoked_at__isnull=False, user__is_active=False)
    found = gone.select_related("user").first()
    if found is None:
        raise DeviceUnknown
    return found
