"""A real Chromium for the stories, and a site with reference data and nobody in it."""

import pytest

from spean.directory.services import load_base_areas, load_own_tables
from tests.browser.conftest import Visit, _font, chromium, visitor
from tests.scenarios.opening import Site, installed

__all__ = ["_font", "chromium", "visitor"]


@pytest.fixture
def reference_data(transactional_db: None) -> None:
    """A new site: places and lists, no centre, no user, no person."""
    load_base_areas()
    load_own_tables()


@pytest.fixture
def site(transactional_db: None, visitor: Visit) -> Site:
    """Return a site as it stands after installation: reference data, one administrator."""
    installed()
    return Site(visitor)
