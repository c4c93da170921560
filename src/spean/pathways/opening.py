"""A centre opens: it is on the map, and the programme's questionnaires are in use there."""

from datetime import datetime
from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.directory.contracts import CentreDetails
from spean.directory.models import Centre
from spean.directory.services import make_centre
from spean.surveys.services.programme import use_programme_forms


@one_writer()
def open_centre(*, actor: User | None, id: UUID, details: CentreDetails, now: datetime) -> Centre:
    """Open a centre at which everybody can register people by telephone from the first day.

    The same `id` sent again returns the centre that is there and puts nothing to use again: what
    the centre took back stays taken back.

    :raises NotAllowed: if the actor may not edit the directory
    :raises CodeTaken: if the code is in use
    """
    is_known = Centre.objects.filter(pk=id).exists()
    centre = make_centre(actor=actor, id=id, details=details)
    if not is_known:
        use_programme_forms(actor=actor, centre=centre, now=now)
    return centre
