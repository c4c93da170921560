"""What every list needs: places to name and a text of consent."""

import pytest

from tests.factories.forms import in_use
from tests.factories.surveys import places


@pytest.fixture
def gazetteer(db: None) -> None:
    places()


@pytest.fixture
def visit(pursat):
    """A questionnaire in use at Pursat: a note, a picture, and children."""
    return in_use(pursat)
