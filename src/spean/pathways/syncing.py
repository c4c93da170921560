"""What was finished without a connection comes in: judged, kept, applied, and receipted."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.pathways.receiving import receive
from spean.surveys import services as surveys
from spean.surveys.contracts import SealedRecord, Synced
from spean.surveys.services.leaving import leaving_device


@one_writer()
def sync(
    *,
    sender: User,
    device_id: UUID,
    records: Sequence[SealedRecord],
    highest: int,
    now: datetime,
    is_carried: bool = False,
) -> Synced:
    """Take records of a device in, over the network or from a file; say what became of each.

    Anything sent again is told the same again. The answer is for after the commit.

    :raises DeviceUnknown: if the device is not known here
    :raises NotAllowed: if the sender answers no questionnaires anywhere
    """
    device = surveys.held_device(sender=sender, device_id=device_id, is_carried=is_carried)
    opened = surveys.open_records(device=device, records=records)
    judged = surveys.judge(sender=sender, device=device, opened=opened)
    receive(arrivals=judged.arrivals, now=now)
    return surveys.answer_to(judged, highest=highest)


@one_writer()
def last_sync(*, device_id: UUID, records: Sequence[SealedRecord], highest: int) -> Synced:
    """Take what a telephone still holds whose user was shut out; all of it is set aside.

    :raises DeviceUnknown: if it is not such a telephone
    """
    device = leaving_device(device_id=device_id, is_held=True)
    opened = surveys.open_records(device=device, records=records)
    judged = surveys.judge(sender=device.user, device=device, opened=opened)
    return surveys.answer_to(judged, highest=highest)
