"""A questionnaire in use, a telephone of the volunteer, and the page she is signed in to."""

import pytest

from tests.api.telephone import Telephone
from tests.factories.forms import in_use


@pytest.fixture
def visit(pursat):
    return in_use(pursat)


@pytest.fixture
def telephone(volunteer):
    return Telephone(volunteer)


@pytest.fixture
def page(volunteer, client):
    client.force_login(volunteer)
    return client
