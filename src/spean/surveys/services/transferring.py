"""What a person answered goes with her file."""

from uuid import UUID

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.refs import Ref
from spean.directory.models import Centre
from spean.surveys.models import FieldConflict, Submission


@one_writer()
def move_answers(*, actor: User, person_id: UUID, former: Centre, to: Centre) -> int:
    """Give the answers about a person to the centre that has her file now; return how many.

    Whoever calls this has moved the file. Answers without a person (feedback) stay.
    """
    moved = Submission.objects.filter(person_id=person_id, centre=former).update(centre=to)
    FieldConflict.objects.filter(person_id=person_id, centre=former).update(centre=to)
    if moved:
        about = Ref("person", person_id)
        audit(actor=actor, action="surveys.answers_moved", on=about, count=moved)
    return moved
