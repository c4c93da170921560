"""A real Chromium, a site to walk in, and who stands at the desk."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, sync_playwright
from tools.browser import find

from spean.accounts.models import User
from spean.directory.models import Centre
from tests.browser.fieldwork import Fieldworker, visits_in_use
from tests.browser.town import Town
from tests.browser.walker import Walker, visit

Visit = Callable[..., AbstractContextManager[Walker]]


# Each page lives for a second: nothing is drawn by a graphics card, and no script is worth the
# browser's slow second look at it.
PLAIN = ("--no-sandbox", "--disable-gpu", "--js-flags=--no-opt")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker("browser")


@pytest.fixture(scope="package")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    """Start the browser once for the tests that follow each other, or say that there is none."""
    path = find()
    if path is None and os.environ.get("SPEAN_REQUIRE_BROWSER"):
        pytest.fail("No Chromium was found, and SPEAN_REQUIRE_BROWSER asks for one.")
    if path is None:
        pytest.skip("No Chromium was found on this machine (apt install chromium).")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; the database is still used by one hand.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=PLAIN)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def _font() -> None:
    """Build the font that the pages ask for."""
    call_command("build_assets", verbosity=0)


@pytest.fixture
def visitor(chromium: Browser, _font: None, live_server: object) -> Visit:
    """Open the site in a browser of its own: `with visitor(width=360) as her:`.

    When the block ends, whatever was wrong with any page that was seen fails the test.
    """

    def opened(**choices: object) -> AbstractContextManager[Walker]:
        return visit(chromium, str(live_server), **choices)

    return opened


@pytest.fixture
def town(transactional_db: None, counsellor: User, pursat: Centre) -> Town:
    """Return the centre of Pursat with a place, an employer, a vacancy, and people."""
    return Town(counsellor, pursat)


@pytest.fixture
def her(
    visitor: Visit, transactional_db: None, counsellor: User, pursat: Centre
) -> Iterator[Fieldworker]:
    """Somebody of Pursat with a telephone; a questionnaire about a visit is in use there."""
    visits_in_use(pursat)
    with visitor() as walker:
        one = Fieldworker(walker)
        one.centre = pursat
        yield one
        one.excuse()
