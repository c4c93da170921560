"""The register of assessors."""

import uuid

import pytest

from spean.core.errors import NotAllowed
from spean.skills.services import assessors as keeping
from tests.factories.people import TODAY

pytestmark = pytest.mark.django_db


def test_only_who_leads_registers_assessors_and_only_accounts_of_assessors(
    manager, facilitator, assessor, counsellor, pursat
):
    facts = {"user": assessor, "registration_no": "A-1", "valid_until": TODAY, "centre": pursat}
    with pytest.raises(NotAllowed):
        keeping.keep_assessor(actor=facilitator, id=uuid.uuid4(), revision=None, facts=facts)
    with pytest.raises(keeping.NotAnAssessor):
        keeping.keep_assessor(
            actor=manager, id=uuid.uuid4(), revision=None, facts={**facts, "user": counsellor}
        )
    kept = keeping.keep_assessor(actor=manager, id=uuid.uuid4(), revision=None, facts=facts)
    assert kept.registration_no == "A-1"
