"""The measures of these tests can fail: each finds the fault it is there for."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import grave_faults
from tests.browser.conftest import Visit
from tests.browser.walker import Walker, visit

pytestmark = pytest.mark.long

UNNAMED = "<!doctype html><html lang='km'><title>ទំព័រ</title><main><input id='name'></main></html>"
NAMED = UNNAMED.replace("<input", "<label for='name'>ឈ្មោះ</label><input")


@pytest.fixture(scope="module")
def alone(chromium: Browser) -> Iterator[Walker]:
    """Open one window for the pages that are not of the site."""
    with visit(chromium, "about:blank") as her:
        yield her


def faults_of(her: Walker, html: str) -> str:
    """Show a page that is not of the site, and return what was found wrong with it."""
    her.page.goto("about:blank")
    her.page.set_content(html)
    her.seen()
    found, her.problems = "\n".join(her.problems), []
    return found


def test_axe_catches_a_field_without_a_name(alone: Walker) -> None:
    assert "axe label (critical)" in faults_of(alone, UNNAMED)
    assert faults_of(alone, NAMED) == ""


def test_a_page_wider_than_the_screen_is_caught(alone: Walker) -> None:
    wide = NAMED.replace("<main>", "<main><p style='width:400px'>ទូលាយ</p>")
    assert "px of page on 360 px of screen" in faults_of(alone, wide)


def test_english_inside_khmer_is_caught_where_it_is_not_marked(alone: Walker) -> None:
    said = NAMED.replace("<main>", "<main><p>សួស្ដី <b lang='en'>Hello</b> NSSF</p>")
    assert faults_of(alone, said) == ""
    unmarked = NAMED.replace("<main>", "<main><p>សួស្ដី Hello</p>")
    assert "English inside Khmer: សួស្ដី Hello" in faults_of(alone, unmarked)


def test_a_request_to_another_site_is_caught(alone: Walker) -> None:
    picture = NAMED.replace("<main>", "<main><img alt='' src='http://127.0.0.1:9/x.png'>")
    assert "asked another site: http://127.0.0.1:9/x.png" in faults_of(alone, picture)


def test_a_script_in_a_page_of_the_site_does_not_run_and_is_caught(visitor: Visit) -> None:
    with visitor() as her:
        her.go("/")
        her.page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\"></p>')"
        )
        her.seen()
        assert any("Content Security Policy" in problem for problem in her.problems)
        her.problems = []


def test_the_pages_of_axe_are_clean_before_they_are_broken(visitor: Visit) -> None:
    with visitor() as her:
        her.go("/account/login/")
        assert grave_faults(her.page) == []
        her.page.evaluate("document.querySelector('label[for=id_password]').remove()")
        assert "axe label" in "\n".join(grave_faults(her.page))
