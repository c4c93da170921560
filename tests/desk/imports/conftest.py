"""What every list needs: places to name."""

import pytest

from tests.factories.surveys import places


@pytest.fixture(autouse=True)
def gazetteer(db: None) -> None:
    places()
