"""Partners, and people referred to them with their consent."""

import uuid
from typing import Any

from spean.accounts.models import User
from spean.casework.contracts import PartnerAnswer, ReferralWords
from spean.casework.models import Case, ServiceReferral
from spean.casework.services import open_case
from spean.casework.services.referral_links import make_referral_link
from spean.casework.services.service_referrals import record_answer, send_referral
from spean.directory.models import Centre, Organisation
from spean.people.contracts import ConsentDecision, ScopeAnswer
from tests.factories.casework import client_of, service_type
from tests.factories.people import MORNING, consent

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\nMARKER-OF-THE-PAPER\n%%EOF\n"
CLINIC = "មណ្ឌលសុខភាពបាកាន"


def partner(name: str = CLINIC, kind: str = "health", **changes: Any) -> Organisation:
    return Organisation.objects.create(kind=kind, label_km=name, **changes)


def allows(name: str = CLINIC, **changes: Any) -> ConsentDecision:
    """Return a decision that names an organisation."""
    base = consent(**changes)
    named = ScopeAnswer(scope="share_cso", is_granted=True, recipient=name)
    return consent(scopes=(*base.scopes, named), **changes)


def case_allowing(officer: User, centre: Centre, name: str = CLINIC, **changes: Any) -> Case:
    person = client_of(officer, centre, **{"consent": allows(name), **changes})
    return open_case(actor=officer, person=person, now=MORNING)


def referral_words(organisation: Organisation, **changes: Any) -> ReferralWords:
    code = changes.pop("code", "PRO5")
    values = {
        "organisation_id": organisation.pk,
        "service_type_id": service_type(code).pk,
        "urgency": "3d",
        "reason": "ឈឺខ្នង ត្រូវការពិនិត្យ",
    }
    return ReferralWords(**{**values, **changes})


def referred(case: Case, organisation: Organisation, **changes: Any) -> ServiceReferral:
    """Send somebody to a partner."""
    now = changes.pop("now", MORNING)
    return send_referral(
        actor=case.opened_by,
        person=case.person,
        id=uuid.uuid4(),
        words=referral_words(organisation, **changes),
        now=now,
    )


def answered(referral: ServiceReferral, move: str, **changes: Any) -> ServiceReferral:
    """Let the officer write down what the partner said."""
    values = {"actor": referral.sent_by, "now": MORNING, **changes}
    reason, outcome = values.pop("reason", ""), values.pop("outcome", "")
    answer = PartnerAnswer(move, reason, outcome)
    return record_answer(referral_id=referral.pk, answer=answer, **values)


def referral_link(referral: ServiceReferral, **changes: Any) -> Any:
    """Make the partner's link; return it with its token."""
    values = {"actor": referral.sent_by, "days": 14, "now": MORNING, **changes}
    return make_referral_link(id=uuid.uuid4(), referral=referral, **values)
