"""Record what the person allows, and what she takes back."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Final, TypeAlias
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.core.writing import insert_values
from spean.people import choices as c
from spean.people.contracts import ConsentDecision, ScopeAnswer
from spean.people.models import Consent, ConsentScope, ConsentText, Person
from spean.people.selectors import consent_texts, text_on
from spean.people.services.checking import checked, checked_text, refuse
from spean.people.services.holding import held_person

_DECISION: Final = tuple(
    field.name for field in fields(ConsentDecision) if field.name not in {"scopes", "text_version"}
)
_SCOPES: Final = frozenset(c.Scope.values)
_SCOPE: Final = ("consent_id", "scope", "is_granted", "recipient", "expires_on")
# The columns of an answer, as named in _SCOPE: thirteen for each person, never made into records.
ScopeValues: TypeAlias = tuple[UUID, str, bool, str, date | None]


class ConsentMissing(DomainError):
    """The person did not allow a record, and there is no emergency."""

    code = "consent-missing"
    message = gettext_lazy("Without a yes, nothing is written down. Please help all the same.")


class NothingToWithdraw(DomainError):
    """No decision is in force."""

    code = "nothing-to-withdraw"
    message = gettext_lazy("There is no consent in force to take back.")


def record_consent(*, actor: User, person_id: UUID, decision: ConsentDecision, id: UUID) -> Consent:
    """Record that the person decided anew; the newest decision is the one in force.

    :raises NotAllowed: if the actor may not edit this file
    :raises WrongInput: with a sentence for each field that cannot be kept
    """
    with one_writer():
        person = held_person(actor, person_id)
        known = Consent.objects.filter(pk=id, person=person).first()
        if known is not None:
            return known
        text = text_of(decision, consent_texts())
        consent, scopes = consent_rows(actor, person, decision, text, id=id)
        consent.save(force_insert=True)
        insert_scopes(scopes)
        audit(
            actor=actor,
            action="people.consent_recorded",
            on=Ref("person", person.pk),
            granted=sorted({scope for _consent, scope, is_granted, *_rest in scopes if is_granted}),
        )
    return consent


def withdraw_consent(
    *, actor: User, person_id: UUID, withdrawn_at: datetime, by: str = "self", effect: str = ""
) -> list[Consent]:
    """Take back every decision in force; from this moment nothing is shared.

    The record itself stays until it is erased: the effect is told to the person and kept.

    :raises NothingToWithdraw: if no decision is in force
    :raises NotAllowed: if the actor may not edit this file
    """
    with one_writer():
        person = held_person(actor, person_id)
        standing = list(
            Consent.objects.select_for_update().filter(person=person, withdrawn_at=None)
        )
        if not standing:
            raise NothingToWithdraw
        values = {"withdrawn_by": by, "withdrawal_effect": effect or str(usual_effect())}
        kept = checked(Consent, values)
        for consent in standing:
            consent.withdrawn_at = withdrawn_at
            consent.withdrawn_by = kept["withdrawn_by"]
            consent.withdrawal_effect = kept["withdrawal_effect"]
            consent.revision += 1
            consent.save()
        audit(actor=actor, action="people.consent_withdrawn", on=Ref("person", person.pk))
    return standing


def usual_effect() -> str:
    """Return what a withdrawal does, as it is told to the person."""
    return _("From now on nothing is shared. What was already shared cannot be called back.")


def consent_rows(
    actor: User,
    person: Person,
    decision: ConsentDecision,
    text: ConsentText,
    *,
    id: UUID | None = None,
) -> tuple[Consent, list[ScopeValues]]:
    """Return a decision on a text (`text_of`), unsaved, and its answers for `insert_scopes`.

    :raises WrongInput: with a sentence for each field that cannot be kept
    """
    kept = checked(Consent, {name: getattr(decision, name) for name in _DECISION})
    if kept["legal_basis"] == c.LegalBasis.CONSENT and not kept["mode"]:
        refuse("mode", _("Please choose how the consent was given."))
    if kept["given_by"] != c.ConsentGiver.SELF and not kept["giver_name"]:
        refuse("giver_name", _("Please write who decided for the person."))
    if kept["decided_at"] > timezone.now() + timedelta(days=1):
        refuse("decided_at", _("This date is still to come. Is it a Buddhist-era year?"))
    consent = Consent(id=id or uuid4(), person=person, recorded_by=actor, text=text, **kept)
    return consent, [_scope(consent, answer) for answer in _last_answers(decision.scopes)]


def insert_scopes(scopes: Sequence[ScopeValues]) -> None:
    """Write the answers of decisions."""
    insert_values(ConsentScope, _SCOPE, scopes)


def require_decision(decision: ConsentDecision) -> None:
    """Refuse a registration that the person did not allow (F1 20), but in an emergency.

    :raises ConsentMissing: if keeping a record was not allowed and nothing stands in for it
    """
    if decision.legal_basis != c.LegalBasis.CONSENT:
        return
    allowed = {one.scope for one in decision.scopes if one.is_granted}
    if c.Scope.SERVICE_DELIVERY not in allowed:
        raise ConsentMissing


def text_of(decision: ConsentDecision, texts: Sequence[ConsentText]) -> ConsentText:
    """Return the one of the texts, newest first, that was read to the person.

    :raises WrongInput: if no such text was ever in force
    """
    if decision.text_version:
        text = next((one for one in texts if one.pk == decision.text_version), None)
    else:
        text = text_on(decision.decided_at.date(), texts)
    if text is None:
        refuse("text_version", _("Please choose the text that was read to the person."))
    return text  # type: ignore[return-value]


def _last_answers(answers: Iterable[ScopeAnswer]) -> list[ScopeAnswer]:
    return list({(one.scope, one.recipient): one for one in answers}.values())


def _scope(consent: Consent, answer: ScopeAnswer) -> ScopeValues:
    if answer.scope not in _SCOPES:
        refuse("scopes", _("Please choose one of the answers."))
    recipient = checked_text("recipient", answer.recipient, most=120) if answer.recipient else ""
    if answer.scope == c.Scope.SHARE_CSO and answer.is_granted and not recipient:
        refuse("recipient", _("Please name the organisation."))
    return consent.pk, answer.scope, answer.is_granted, recipient, answer.expires_on
