"""What is kept of a sender: sealed for ever; what cannot be taken as it is, beside the rest."""

import hashlib
import zlib
from uuid import UUID, uuid4

from django.conf import settings

from spean.accounts.models import User
from spean.core import crypto
from spean.surveys.models import SetAside


def sealed_answer(id: UUID, content: bytes, *, packed: bool = True) -> bytes:
    """Return what was sent as the database keeps it: sealed, and packed before that."""
    plain = b"z" + zlib.compress(content, 1) if packed else b"p" + content
    return crypto.seal_bytes(settings.SPEAN_MASTER_KEY, plain, context=f"answer:{id}")


def aside_row(
    *,
    instance_id: str,
    reason: str,
    content: bytes,
    sent_by: User,
    centre_id: UUID | None = None,
    part_name: str = "",
) -> SetAside:
    """Return the unsaved row of a document, or of a file of one, for a supervisor to look at.

    The same content of the same answer is kept once: save it with `ignore_conflicts`. Without a
    centre it goes to the one where the sender was posted last.
    """
    made = SetAside(
        id=uuid4(),
        instance_id=instance_id,
        reason=reason,
        centre_id=centre_id or _last_centre(sent_by),
        sent_by=sent_by,
        part_name=part_name[:255],
        sha256=hashlib.sha256(content).hexdigest(),
    )
    made.content = sealed_answer(made.pk, content, packed=not part_name)
    return made


def _last_centre(sender: User) -> UUID | None:
    posting = sender.postings.exclude(centre=None).order_by("-starts_on").first()
    return posting.centre_id if posting is not None else None
