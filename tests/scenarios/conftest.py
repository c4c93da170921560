"""A real browser for the stories, and the reference data with which a site begins."""

import pytest

from spean.directory.services import load_base_areas, load_own_tables
from tests.browser.conftest import _font, chromium, visitor

__all__ = ["_font", "chromium", "visitor"]


@pytest.fixture
def reference_data(transactional_db):
    """A new site: places and lists, no centre, no user, no person."""
    load_base_areas()
    load_own_tables()
