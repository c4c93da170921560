"""Two officers correct the same protected answers."""

import pytest

from spean.core.errors import ChangedMeanwhile
from spean.people.contracts import SensitiveFacts
from spean.people.services import edit_sensitive, sensitive_facts, sensitive_record
from tests.factories.people import registered

pytestmark = pytest.mark.django_db


def test_the_second_of_two_officers_does_not_overwrite_the_first(counsellor, manager):
    person = registered(counsellor)
    opened = sensitive_record(person)
    revision = opened.revision if opened else 0
    edit_sensitive(
        actor=counsellor, person_id=person.pk, facts=SensitiveFacts(see=4), revision=revision
    )

    with pytest.raises(ChangedMeanwhile):
        edit_sensitive(
            actor=manager, person_id=person.pk, facts=SensitiveFacts(see=1), revision=revision
        )

    assert sensitive_facts(viewer=counsellor, person=person).see == 4
