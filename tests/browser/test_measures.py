"""The measures of these tests can fail: each finds the fault it is there for."""

from tests.browser.axe import grave_faults
from tests.browser.conftest import Visit
from tests.browser.walker import Walker

UNNAMED = "<!doctype html><html lang='km'><title>ទំព័រ</title><main><input id='name'></main></html>"
NAMED = UNNAMED.replace("<input", "<label for='name'>ឈ្មោះ</label><input")


def faults_of(her: Walker, html: str) -> str:
    """Show a page that is not of the site, and return what was found wrong with it."""
    her.page.goto("about:blank")
    her.page.set_content(html)
    her.seen()
    found, her.problems = "\n".join(her.problems), []
    return found


def test_axe_catches_a_field_without_a_name(visitor: Visit) -> None:
    with visitor() as her:
        assert "axe label (critical)" in faults_of(her, UNNAMED)
        assert faults_of(her, NAMED) == ""


def test_a_page_wider_than_the_screen_is_caught(visitor: Visit) -> None:
    with visitor() as her:
        wide = NAMED.replace("<main>", "<main><p style='width:400px'>ទូលាយ</p>")
        assert "px of page on 360 px of screen" in faults_of(her, wide)


def test_english_inside_khmer_is_caught_where_it_is_not_marked(visitor: Visit) -> None:
    with visitor() as her:
        said = NAMED.replace("<main>", "<main><p>សួស្ដី <b lang='en'>Hello</b> NSSF</p>")
        assert faults_of(her, said) == ""
        unmarked = NAMED.replace("<main>", "<main><p>សួស្ដី Hello</p>")
        assert "English inside Khmer: សួស្ដី Hello" in faults_of(her, unmarked)


def test_a_request_to_another_site_is_caught(visitor: Visit) -> None:
    with visitor() as her:
        picture = NAMED.replace("<main>", "<main><img alt='' src='http://127.0.0.1:9/x.png'>")
        assert "asked another site: http://127.0.0.1:9/x.png" in faults_of(her, picture)


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
