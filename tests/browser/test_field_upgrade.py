"""A new version of the page comes while records wait and a form is open: nothing is lost."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from spean.accounts.models import User
from tests.browser.fieldwork import Fieldworker, arrived

pytestmark = pytest.mark.long


@pytest.fixture
def newer(_font: None) -> Iterator[Path]:
    """Return the built worker; whatever a test writes into it is taken back."""
    worker = Path(settings.SPEAN_HOME) / "built" / "field" / "worker.js"
    before = worker.read_text()
    yield worker
    worker.write_text(before)
    os.utime(worker.parent / "manifest.json")


def publish(worker: Path) -> None:
    """Put a newer build in the place of the one that the browser has."""
    worker.write_text(worker.read_text() + "\n// newer")
    os.utime(worker.parent / "manifest.json")


def look_for_it(her: Fieldworker) -> None:
    """Let the browser look for a newer worker, as it does by itself each hour."""
    her.page.evaluate("() => navigator.serviceWorker.getRegistration().then((r) => r.update())")
    her.page.wait_for_function(
        "() => navigator.serviceWorker.getRegistration().then((r) => r.waiting !== null)"
    )


def test_a_new_version_waits_for_the_open_form_and_keeps_the_queue(
    her: Fieldworker, counsellor: User, newer: Path
) -> None:
    her.arrive(counsellor)
    her.context.clear_cookies()
    her.visit("ចាស់")
    her.begin("visit")
    her.answer(0, "បើក")
    her.kept_as_it_is()
    her.walker.let_in(counsellor)
    publish(newer)

    look_for_it(her)

    assert her.page.locator(".odk-form").is_visible()
    her.page.locator(".formtop button").click()
    her.says("មានកំណែថ្មី។ អ្វីដែលមិនទាន់ផ្ញើនៅដដែល។")
    with her.page.expect_navigation():
        her.page.get_by_role("button", name="ប្រើកំណែថ្មី").click()
    her.unlock()
    her.wait_for_unsent(0)
    assert arrived() == ["ចាស់"]
    her.page.locator("a.btn[href^='#/draft/']").first.click()
    her.page.locator(".odk-form").wait_for()
    assert her.page.locator(".question-container input").first.input_value() == "បើក"
    her.excuse("401", "404")


def test_at_a_locked_screen_it_takes_over_by_itself_and_works_offline(
    her: Fieldworker, counsellor: User, newer: Path
) -> None:
    her.arrive(counsellor)
    before = her.page.evaluate("() => caches.keys()")
    her.lock()
    publish(newer)

    with her.page.expect_navigation():
        her.page.evaluate("() => navigator.serviceWorker.getRegistration().then((r) => r.update())")

    her.page.wait_for_function(
        "before => caches.keys().then((now) => now.length === 1 && now[0] !== before[0])",
        arg=before,
    )
    her.offline()
    her.page.reload()
    her.unlock()
    her.visit("ថ្មី")
    assert her.unsent == 1
