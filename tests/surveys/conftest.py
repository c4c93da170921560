"""What every list needs: places to name and a text of consent."""

import pytest

from tests.factories.surveys import places


@pytest.fixture
def gazetteer(db: None) -> None:
    places()
