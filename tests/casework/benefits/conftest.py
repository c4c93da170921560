"""Somebody whose card expired, with an open case and the rules that come with the site."""

import pytest

from spean.accounts.models import User
from spean.casework.models import Case
from spean.directory.models import Centre
from spean.directory.services import load_own_tables
from spean.people.choices import IdPoor
from spean.people.models import Person
from tests.factories.casework import case_for


@pytest.fixture
def case(counsellor: User, pursat: Centre) -> Case:
    load_own_tables()
    return case_for(counsellor, pursat)


@pytest.fixture
def person(case: Case) -> Person:
    Person.objects.filter(pk=case.person_id).update(id_poor=IdPoor.EXPIRED)
    return Person.objects.get(pk=case.person_id)
