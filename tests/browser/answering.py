"""Answering questions in the form player, as one does with a finger."""

from playwright.sync_api import Locator

from tests.browser.fieldwork import Fieldworker


def asked(her: Fieldworker, words: str) -> Locator:
    """Return the questions in whose words these stand."""
    return her.page.locator(".question-container", has_text=words)


def say(her: Fieldworker, question: str, answer: str) -> None:
    """Choose an answer of a question by its words."""
    option = asked(her, question).locator(".value-option")
    option.get_by_text(answer, exact=True).first.click()


def write(her: Fieldworker, question: str, text: str) -> None:
    """Write into the first question of text with these words."""
    places = "input[type=text], textarea"
    asked(her, question).filter(has=her.page.locator(places)).locator(places).first.fill(text)


def type_number(her: Fieldworker, question: str, digits: str) -> None:
    """Type a number key by key: the player takes it from the keys."""
    place = asked(her, question).locator("input").first
    place.press("Control+A")
    place.press_sequentially(digits)
    place.press("Tab")


def pick(her: Fieldworker, question: str, answer: str) -> None:
    """Choose from a list that opens."""
    asked(her, question).locator("[role=combobox]").first.click()
    her.page.locator("[role=option]", has_text=answer).first.click()
    her.page.locator("[role=listbox]").wait_for(state="detached")


def today(her: Fieldworker, question: str) -> None:
    """Choose today in the calendar of a question."""
    asked(her, question).locator("input").click()
    her.page.locator(".p-datepicker-today span").click()
    her.page.locator(".p-datepicker-today").wait_for(state="detached")
