import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_counts_of_earlier_tries():
    # The package counts requests by address in memory: another test's must not count here.
    cache.clear()
    yield
    cache.clear()
