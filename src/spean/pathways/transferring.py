"""A file goes to another centre: the yes, the file, the answers, in one act."""

from datetime import datetime

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.casework.models import Transfer
from spean.casework.services.transfers import accept_transfer
from spean.people.services.transferring import move_to_centre
from spean.surveys.services.transferring import move_answers


@one_writer()
def take_over(*, actor: User, transfer: Transfer, officer: User, now: datetime) -> Transfer:
    """Take a person's whole file over into the hands of an officer; the other centre loses it.

    Her case, plan, notes and promises hang on her and come with her. Employers' links show people
    of their own centre alone, so she is gone from those of the other centre at once.

    :raises NotAllowed: if the actor does not lead the centre that was asked
    :raises CannotServe: if the officer does not serve there
    :raises IllegalMove: if the request was answered
    """
    taken = accept_transfer(actor=actor, transfer=transfer, now=now)
    former, to, person_id = taken.from_centre, taken.to_centre, taken.person_id
    move_to_centre(actor=actor, person_id=person_id, to=to, officer=officer)
    move_answers(actor=actor, person_id=person_id, former=former, to=to)
    return taken
