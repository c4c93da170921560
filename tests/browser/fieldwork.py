"""Somebody with the field page on her telephone: walks it as a person would."""

import hashlib
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Download, Locator, Page

from spean.accounts.models import User
from spean.directory.models import Centre
from spean.surveys.models import Submission
from spean.surveys.selectors import answer_as_sent
from tests.browser.walker import Walker
from tests.factories.forms import in_use

VISIT = (Path(__file__).parent / "visit.xml").read_text(encoding="utf-8")
QUESTIONS = [
    {"name": name, "type": kind, "repeats": repeats}
    for name, kind, repeats in (
        ("name", "text", []),
        ("sex", "select_one sex", []),
        ("age", "integer", []),
        ("came", "date", []),
        ("photo", "image", []),
        ("kid", "text", ["kids"]),
    )
]
CODE = "482916"
# Without a connection the browser itself notes each request that did not get through.
NO_CONNECTION = re.compile(r"net::ERR_(INTERNET_DISCONNECTED|FAILED|CONNECTION_\w+|ABORTED)")
ALL_SENT = "ផ្ញើអស់ហើយ"
KHMER_ZERO = 0x17E0


def visits_in_use(centre: Centre, form_id: str = "visit") -> Any:
    """Put the questionnaire of these tests to use at a centre."""
    return in_use(
        centre,
        questionnaire__form_id=form_id,
        xform=VISIT.replace("FORM_ID", form_id),
        questions=QUESTIONS,
        md5=hashlib.md5(form_id.encode(), usedforsecurity=False).hexdigest(),
    )


def arrived() -> list[str]:
    """Return the name in each answer that the register keeps, in the order of their numbers."""
    rows = Submission.objects.order_by("device", "device_seq")
    return [re.findall("<name>(.*?)</name>", answer_as_sent(one).decode())[0] for one in rows]


class Fieldworker:
    """One window on the field page; several may share a browser."""

    centre: Centre

    def __init__(self, walker: Walker, page: Page | None = None) -> None:
        self.walker, self.page = walker, page or walker.page
        self.context = self.page.context

    # --- arriving -------------------------------------------------------------------------------

    def arrive(self, user: User, code: str = CODE) -> None:
        """Come for the first time, signed in, and choose a code."""
        self.walker.let_in(user)
        self.open()
        self.choose_code(code)

    def open(self, path: str = "") -> None:
        """Open the page."""
        self.page.goto(f"{self.walker.site}/field/{path}")

    def choose_code(self, code: str = CODE) -> None:
        """Choose a code, and wait until everything is here and works without a connection."""
        self.page.fill("#code-new", code)
        self.page.fill("#code-twice", code)
        self.main_button.click()
        self.page.locator("main a.door").first.wait_for()
        self.page.wait_for_function("() => navigator.serviceWorker.controller !== null")

    def unlock(self, code: str = CODE) -> None:
        """Give the code."""
        self.page.fill("#code", code)
        self.page.keyboard.press("Enter")
        self.page.locator("#code").wait_for(state="detached")

    def lock(self) -> None:
        """Press the lock."""
        self.page.locator(".top button.icon:visible").click()
        self.page.locator("#code").wait_for()

    def offline(self, is_offline: bool = True) -> None:
        """Take the connection away, or give it back."""
        self.context.set_offline(is_offline)

    def excuse(self, *expected: str) -> None:
        """Forget what the browser said about requests that did not get through, and what else
        this test made go wrong."""
        self.walker.problems = [
            one
            for one in self.walker.problems
            if not NO_CONNECTION.search(one) and not any(said in one for said in expected)
        ]

    # --- forms ----------------------------------------------------------------------------------

    @property
    def main_button(self) -> Locator:
        """Return the one filled button."""
        return self.page.locator("button.main:visible").first

    def begin(self, form: str) -> None:
        """Open a new form by its id."""
        self.page.locator(f"main a.door[href='#/form/{form}']").click()
        self.page.locator(".odk-form").wait_for()

    def answer(self, at: int, text: str) -> None:
        """Write into the text question number `at`."""
        self.page.locator(".question-container input[type=text]").nth(at).fill(text)

    def choose(self, text: str) -> None:
        """Choose an answer by its words."""
        self.page.locator(".value-option", has_text=text).first.click()

    def saved(self) -> None:
        """Wait until the page says that the draft is kept."""
        self.page.locator(".formtop .state", has_text="រក្សាទុករួច").wait_for()

    def visit(self, name: str, sex: str = "ស្រី") -> None:
        """Fill in one visit and finish it; come back to the first page."""
        self.begin("visit")
        self.answer(0, name)
        self.choose(sex)
        self.finish()
        self.page.locator("main a.btn[href='#/']").click()
        self.page.locator("main a.door").first.wait_for()

    def finish(self) -> None:
        """Press the last button of the form, and wait for the page after it."""
        self.press_finish()
        self.page.locator("main a[href^='#/form/']").first.wait_for()

    def kept_as_it_is(self) -> None:
        """Wait until what was typed last lies in the draft on the disk."""
        began = self.page.evaluate("Date.now()")
        self.page.locator(".odk-form").dispatch_event("change", {"bubbles": True})
        self.page.wait_for_function("began => Date.now() > began + 1500", arg=began)
        assert self.stored("drafts"), "nothing was kept"

    def press_finish(self) -> None:
        """Press the last button of the form."""
        self.page.locator(".odk-form .footer button").click()

    def go(self, place: str = "") -> None:
        """Go to another place of the page: "", people, outbox, more."""
        self.page.evaluate("place => { location.hash = place }", f"#/{place}")

    # --- what is seen ---------------------------------------------------------------------------

    @property
    def unsent(self) -> int:
        """Return the number that always stands there."""
        words = self.page.locator(".count:visible").first.inner_text()
        digits = [ord(one) - KHMER_ZERO for one in words if 0 <= ord(one) - KHMER_ZERO <= 9]
        assert digits or ALL_SENT in words, words
        return int("".join(map(str, digits)) or 0)

    def wait_for_unsent(self, number: int) -> None:
        """Wait until the number is this one."""
        digits = "".join(chr(KHMER_ZERO + int(one)) for one in str(number))
        words = f"{digits} មិនទាន់ផ្ញើ" if number else ALL_SENT
        self.page.locator(".count:visible", has_text=words).first.wait_for()

    def says(self, words: str) -> None:
        """Wait until these words can be seen."""
        self.page.get_by_text(words).locator("visible=true").first.wait_for()

    @property
    def text(self) -> str:
        """Return the words that can be seen."""
        return str(self.page.locator("body").inner_text())

    def stored(self, table: str) -> list[Any]:
        """Return the rows of a table of the browser's database."""
        rows: list[Any] = self.page.evaluate(
            """(table) => new Promise((resolve, reject) => {
              const request = indexedDB.open("spean-field");
              request.onerror = () => reject(request.error);
              request.onsuccess = () => {
                const all = request.result.transaction(table).objectStore(table).getAll();
                all.onsuccess = () => {
                  request.result.close();
                  resolve(JSON.parse(JSON.stringify(all.result)));
                };
              };
            })""",
            table,
        )
        return rows

    def carry(self, folder: Path) -> Path:
        """Save the outbox as a file, and return where it lies."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name="រក្សាទុកក្នុងយូអេសប៊ី ឬកាតអង្គចងចាំ").click()
        download: Download = waiting.value
        target = folder / download.suggested_filename
        download.save_as(target)
        return target
