"""The promise before a giving out of seats: a seed nobody sees, and its hash for everybody."""

import secrets
from datetime import datetime
from uuid import uuid4

from spean.accounts.models import User
from spean.accounts.services import audit
from spean.core import crypto
from spean.core.refs import Ref
from spean.skills.models import Course, SelectionRound
from spean.skills.rules.selection import SEED_BYTES, commitment_of


def begin_round(actor: User, course: Course, now: datetime) -> SelectionRound:
    """Fix the seed of a course, sealed, and publish its hash."""
    seed, id = secrets.token_bytes(SEED_BYTES), uuid4()
    made = SelectionRound.objects.create(
        id=id,
        centre_id=course.centre_id,
        rule=course.selection,
        commitment=commitment_of(seed, str(id)),
        committed_at=now,
        sealed=crypto.wrap(seed, context=f"selection:{id}"),
    )
    audit(
        actor=actor,
        action="selection.promised",
        on=Ref("selection_round", made.pk),
        commitment=made.commitment,
    )
    return made


def seed_of(round_: SelectionRound) -> bytes:
    """Return the seed, for the software's own use until it is shown.

    :raises CannotUnseal: if it was altered or the site's key is another
    """
    return crypto.unwrap(bytes(round_.sealed), context=f"selection:{round_.pk}")
