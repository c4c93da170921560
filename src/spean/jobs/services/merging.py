"""Two records of one person become one, and can become two again."""

from collections.abc import Iterable, Mapping

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.jobs import flows
from spean.jobs.choices import CloseReason
from spean.jobs.models import JobReferral, JobSeeker, Placement
from spean.people.models import Person


@one_writer()
def move_person(*, actor: User, source: Person, target: Person) -> list[dict[str, str]]:
    """Move this room's rows from one record of a person to the other; return what it takes to undo.

    A live referral that both records have stays with the record that is kept.
    """
    moves: list[dict[str, str]] = []
    taken = set(
        JobReferral.objects.filter(person=target, state__in=flows.LIVE).values_list(
            "vacancy_id", flat=True
        )
    )
    for referral in JobReferral.objects.select_for_update(of=("self",)).filter(person=source):
        if referral.vacancy_id in taken and referral.state in flows.LIVE:
            moves.append({"kind": "closed", "id": str(referral.id), "state": referral.state})
            referral.state, referral.close_reason = "closed", CloseReason.MISTAKE
        referral.person = target
        referral.save()
        moves.append({"kind": "referral", "id": str(referral.id)})
    for placement in Placement.objects.select_for_update(of=("self",)).filter(person=source):
        placement.person = target
        placement.save()
        moves.append({"kind": "placement", "id": str(placement.id)})
    seeker = JobSeeker.objects.filter(person=source).first()
    if seeker and not JobSeeker.objects.filter(person=target).exists():
        seeker.person = target
        seeker.save()
        moves.append({"kind": "seeker", "id": str(seeker.id)})
    return moves


@one_writer()
def move_back(*, actor: User, source: Person, moves: Iterable[Mapping[str, str]]) -> None:
    """Give back to `source` exactly the rows that `move_person` took."""
    models = {"referral": JobReferral, "placement": Placement, "seeker": JobSeeker}
    given = list(moves)
    for move in given:
        if move["kind"] != "closed":
            rows = models[move["kind"]]._default_manager.filter(pk=move["id"])
            rows.update(person=source)  # type: ignore[misc]
    for move in given:
        if move["kind"] == "closed":
            JobReferral.objects.filter(pk=move["id"]).update(state=move["state"], close_reason="")
