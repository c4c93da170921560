"""The levels of the qualifications framework are named; one is verified by a document."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.refs import Ref
from spean.skills.models import CqfLevel
from spean.skills.services.keeping import locked, put
from spean.skills.services.standards import Names, may_write


@one_writer()
def edit_level(
    *,
    actor: User,
    level_id: UUID,
    revision: int,
    names: Names,
    equal: Names,
    source: str,
    document: str,
    now: datetime,
) -> CqfLevel:
    """Write down what a level is called, what it equals, and by which document it is confirmed.

    Without a document it is not verified, whatever it was before. `equal` may be empty.

    :raises NotAllowed: if the actor may not write standards
    :raises NameMissing: if a name is empty
    :raises ChangedMeanwhile: if it was saved after the form was opened
    """
    may_write(actor)
    level = locked(CqfLevel.objects.get(pk=level_id), revision)
    named = document.strip()
    values = {
        **names.checked(),
        "equal_km": equal.km.strip(),
        "equal_en": equal.en.strip(),
        "source": source.strip(),
        "document": named,
        "is_verified": bool(named),
        "verified_by": actor if named else None,
        "verified_on": timezone.localdate(now) if named else None,
    }
    put(level, values)
    on = Ref("cqf_level", level.pk)
    audit(actor=actor, action="skills.level_changed", on=on, is_verified=bool(named))
    return level
