"""What the pathways need of an answer that takes effect, and what became of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.crypto import CannotUnseal
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.core.writing import update_values
from spean.directory.perms import Scope, scope_of
from spean.people.models import Person
from spean.surveys import flows
from spean.surveys.choices import Effect, SubmissionState
from spean.surveys.contracts import Given
from spean.surveys.models import Submission
from spean.surveys.selectors import given_by


class PersonUnknown(DomainError):
    """The answer does not say whom it is about, or its author does not see her."""

    code = "person-unknown"
    message = _("It does not say whom it is about, or she is not known at this centre.")


class NoLongerTheirs(DomainError):
    """The author does not look after her any more."""

    code = "no-longer-theirs"
    message = _("Somebody else looks after her now. Please look at the correction.")


class InTheRegister(DomainError):
    """The answer corrects one that took effect; applied as well, it would take effect twice."""

    code = "in-the-register"
    message = _("What it corrects is in the register already. Please correct it there by hand.")


class NotYetApplicable(DomainError):
    """Nothing takes such answers up so far; `details["count"]` of them wait."""

    code = "not-yet-applicable"
    message = _("This version cannot apply such answers yet. They are kept whole: %(count)s.")


def registrations_by_author(given: Iterable[Given]) -> Mapping[User, list[Given]]:
    """Return the answers that register somebody, by who filled them in."""
    found: dict[User, list[Given]] = defaultdict(list)
    for one in given:
        if one.effect == Effect.REGISTRATION:
            found[one.author].append(one)
    return found


def others(given: Iterable[Given], known: Collection[Effect]) -> list[Given]:
    """Return the answers with one of these effects, registrations apart, in their order.

    What has another effect waits, raw, until somebody takes it up.
    """
    return [one for one in given if one.effect in known and one.effect != Effect.REGISTRATION]


def subject_among(seen: QuerySet[Person], given: Given) -> Person:
    """Return whom an answer is about, among those whom its author may work for.

    :raises PersonUnknown: if it names nobody, or nobody of them
    """
    person = seen.filter(pk=named_person(seen, given)).first()
    if person is None:
        raise PersonUnknown
    return person


def named_person(seen: QuerySet[Person], given: Given) -> UUID:
    """Return the id of the file that an answer names, by itself or by the number on the card.

    :raises PersonUnknown: if it names none; whether the author sees that file is not asked
    """
    named = given.answers.text("person_id").strip()
    number = given.answers.text("client_no").strip().upper()
    try:
        found = UUID(named) if named else None
    except ValueError:
        found = None
    if found is None and number and not named:
        found = seen.filter(client_number=number).values_list("pk", flat=True).first()
    if found is None:
        raise PersonUnknown
    return found


def take_up_answer(*, actor: User, submission_id: UUID) -> Given:
    """Take up an answer that waits or was set aside, so that it can be tried again.

    Where its author may no longer do it, it is applied in the name of whoever takes it up; who
    filled it in stays written on it.

    :raises NotAllowed: if the actor does not settle answers at its centre
    :raises IllegalMove: if it does not wait any more
    :raises InTheRegister: if it corrects one that took effect, and would so take effect twice
    """
    row = held_answer(actor, submission_id)
    if row.replaces is not None and row.replaces.applied_at is not None:
        raise InTheRegister
    row.state = flows.SUBMISSION.move(row.state, "take_up")
    audit(actor=actor, action="surveys.taken_up", on=Ref("submission", row.pk))
    has_left = scope_of(row.author, "surveys.fill", row.centre_id) < Scope.CENTRE
    is_passed_on = has_left or row.reason == NoLongerTheirs.code
    return replace(given_by(row), taken_up_by=actor if is_passed_on else None)


def settle_answer(*, actor: User, submission_id: UUID) -> None:
    """Write that a person saw to an answer that waits: it takes no effect, and stays kept.

    :raises NotAllowed: if the actor does not settle answers at its centre
    :raises IllegalMove: if it does not wait any more
    """
    with one_writer():
        row = held_answer(actor, submission_id)
        row.state = flows.SUBMISSION.move(row.state, "settle")
        row.save(update_fields=["state", "updated_at"])
        audit(actor=actor, action="surveys.settled", on=Ref("submission", row.pk))


def held_answer(actor: User, submission_id: UUID) -> Submission:
    """Lock an answer that the actor settles; call it in a transaction.

    :raises NotAllowed: if there is none at a centre where she does
    """
    rows = Submission.objects.select_for_update(of=("self",)).select_related("author", "replaces")
    row = rows.filter(pk=submission_id).first()
    if row is None or scope_of(actor, "surveys.settle", row.centre_id) < Scope.CENTRE:
        raise NotAllowed
    return row


def hold_received(ids: Sequence[UUID]) -> list[Submission]:
    """Lock those of these answers that are received and did not take effect, the oldest first."""
    rows = Submission.objects.filter(pk__in=ids, state=SubmissionState.RECEIVED)
    rows = rows.select_related("version__questionnaire", "author").order_by("created_at", "pk")
    return list(rows.select_for_update(of=("self",)))


def open_held(held: Sequence[Submission]) -> list[Given]:
    """Open answers so that they can take effect; one that cannot be opened waits for a person."""
    found = []
    for row in held:
        try:
            found.append(given_by(row))
        except CannotUnseal as refusal:
            mark_waiting(Given(submission=row, answers=None), refusal)
    return found


def mark_applied(given: Sequence[Given], people: Sequence[UUID | None], *, now: datetime) -> None:
    """Write that answers took effect, and whom each is about."""
    names = ("state", "reason", "person_id", "applied_at")
    rows = []
    for one, person_id in zip(given, people, strict=True):
        row = one.submission
        row.state, row.reason = flows.SUBMISSION.move(row.state, "apply"), ""
        row.person_id, row.applied_at = person_id, now
        rows.append((row.pk, *(getattr(row, name) for name in names)))
    update_values(Submission, names, rows)


def mark_waiting(given: Given, refusal: DomainError) -> None:
    """Write why an answer waits for a person; its own room's refusal says it."""
    row = given.submission
    row.state, row.reason = flows.SUBMISSION.move(row.state, "wait"), refusal.code[:60]
    row.save(update_fields=["state", "reason", "updated_at"])
    fields: list[str] = sorted(_fields_of(refusal))
    ref = Ref("submission", row.pk)
    audit(actor=given.author, action="surveys.waits", on=ref, reason=refusal.code, fields=fields)


def _fields_of(refusal: DomainError) -> Iterable[str]:
    errors: Any = refusal.details.get("errors", {})
    return map(str, errors) if isinstance(errors, dict) else ()
