"""A telephone's file comes in by hand, at any centre: the same records, the same judgement."""

from datetime import datetime
from typing import BinaryIO

from spean.accounts.models import User
from spean.pathways.syncing import sync
from spean.surveys import services as surveys
from spean.surveys.contracts import Told
from spean.surveys.models import BroughtFile


def bring_in(*, sender: User, file: BinaryIO, now: datetime) -> BroughtFile:
    """Take in what a telephone could not send; return it with the receipts for the telephone.

    Some records at a time are committed together, so a break loses nothing: whoever brings the
    file again goes on. What a connection brought meanwhile is told the same again.

    :raises NotAnOutboxFile: if the field page never saved such a file
    :raises DeviceUnknown: if the telephone was never made known here
    :raises NotAllowed: if the sender answers no questionnaires anywhere
    """
    head = surveys.head_of_file(file)
    device = surveys.device_of(sender=sender, device_id=head.device, is_carried=True)
    told: list[Told] = []
    for records in surveys.records_of_file(file):
        synced = sync(
            sender=sender,
            device_id=device.pk,
            records=records,
            highest=head.highest,
            now=now,
            is_carried=True,
        )
        told += synced.told
    broken = surveys.keep_files_of(file, device)
    return surveys.keep_receipts(
        actor=sender, device=device, file=file, told=told, broken_files=broken
    )
