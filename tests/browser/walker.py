"""Somebody with a browser: walks the pages, and remembers what was wrong with any of them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, Response

from spean.accounts.models import User
from spean.core.wording import day_text
from tests.browser.axe import grave_faults
from tests.browser.reading import KEPT, LATIN_IN_KHMER

Size = tuple[int, int]
PHONE, LAPTOP = (360, 740), (1280, 800)
# Every wait is for a state and ends with it; this only ends one for what never comes, and other
# workers may keep the machine from a page for many seconds. In milliseconds.
PATIENCE = 90_000
# What a later page may weigh over the wire, in bytes.
HEAVIEST_PAGE = 30_000
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


def km(text: str, **values: object) -> str:
    """Return the Khmer of an English text of the catalogue."""
    with translation.override("km"):
        said = translation.gettext(text)
    assert said != text, f"no Khmer for {text!r}"
    return said % values if values else said


def in_khmer(day: date) -> str:
    """Return a day as a Khmer reader writes it."""
    with translation.override("km"):
        return day_text(day)


class Walker:
    """One window on the site."""

    def __init__(self, page: Page, site: str, scripted: bool) -> None:
        self.page, self.site, self.scripted = page, site, scripted
        self.problems: list[str] = []
        self.weights: dict[str, int] = {}
        page.on("request", self._asked)
        page.on("response", self._answered)
        page.on("console", lambda said: said.type == "error" and self._complained(said.text))
        page.on("pageerror", lambda fault: self._wrong(f"script: {fault}"))

    def _wrong(self, what: str) -> None:
        where = UUID.sub("…", urlsplit(self.page.url).path)
        self.problems.append(f"{where}: {what}")

    def _complained(self, text: str) -> None:
        # A page that is left takes along what it was still saving; htmx calls that an error.
        if not text.startswith(("htmx:sendAbort", "htmx:afterRequest")):
            self._wrong(text)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self._wrong(f"asked another site: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self._wrong(f"{response.status} from {response.url}")
        if response.request.resource_type == "document" and response.status == 200:
            size = int(response.headers.get("content-length", 0))
            self.weights[UUID.sub("…", urlsplit(response.url).path)] = size
            if size > HEAVIEST_PAGE:
                self._wrong(f"{size} bytes")

    def seen(self) -> None:
        """Look at the page as it stands: width, words, and everything axe can tell."""
        self.page.wait_for_load_state()
        self.fits()
        if self.page.evaluate("document.documentElement.lang") == "km":
            for words in self.page.evaluate(LATIN_IN_KHMER, KEPT):
                self._wrong(f"English inside Khmer: {words}")
        if self.scripted:
            for fault in grave_faults(self.page):
                self._wrong(fault)

    def fits(self) -> None:
        """Look whether the page is as wide as the screen."""
        page, screen = self.page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
        if page > screen:
            self._wrong(f"{page} px of page on {screen} px of screen")

    def enlarge(self, *widths: int) -> None:
        """Enlarge the page until so many pixels are left across, and look whether it fits."""
        before = self.page.viewport_size
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 512})
            self.fits()
        self.page.set_viewport_size(before)

    def let_in(self, user: User) -> None:
        """Sign somebody in without the form."""
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": self.site}
        self.page.context.add_cookies([cookie])

    def go(self, path: str) -> None:
        """Open an address of the site."""
        self.page.goto(path if path.startswith("http") else self.site + path)
        self.seen()

    def press(self, text: str, within: str = "body", **values: object) -> None:
        """Press the button or follow the link whose Khmer text is that of an English one."""
        self.follow(self.named(km(text, **values), within))

    def named(self, name: str, within: str = "body") -> Locator:
        """Return the button or link that is called so and can be seen."""
        place = self.page.locator(within)
        both = place.get_by_role("button", name=name, exact=True).or_(
            place.get_by_role("link", name=name, exact=True)
        )
        return both.locator("visible=true").first

    def follow(self, what: Locator) -> None:
        """Press what leads to another page, and look at that page."""
        with self.page.expect_navigation():
            what.click()
        self.seen()

    def write(self, name: str, text: str) -> None:
        """Write into the field of a name."""
        self.page.locator(f"[name='{name}']").first.fill(text)

    def tick(self, name: str, value: str) -> None:
        """Press the words beside a radio button or a tick-box."""
        valued = "" if value == "on" else f"[value='{value}']"
        self.page.locator(f"label:has([name='{name}']{valued})").click()

    def choose(self, name: str, value: str) -> None:
        """Choose from a list behind a line."""
        self.page.locator(f"select[name='{name}']").select_option(value)

    def fill(self, **answers: Any) -> None:
        """Answer questions: a list by its value, buttons by theirs, anything else as text.

        A hyphen in the name of a field is written as two underscores.
        """
        for key, answer in answers.items():
            name = key.replace("__", "-")
            field = self.page.locator(f"[name='{name}']").first
            kind = field.evaluate("field => field.tagName + ':' + (field.type || '')")
            if kind.startswith("SELECT"):
                field.select_option(answer)
            elif kind.endswith((":radio", ":checkbox")):
                for value in [answer] if isinstance(answer, str) else answer:
                    self.tick(name, value)
            else:
                field.fill(answer)

    @property
    def text(self) -> str:
        """Return the words that can be seen."""
        return self.page.locator("body").inner_text()


@contextmanager
def visit(
    browser: Browser,
    site: str,
    *,
    size: tuple[int, int] = PHONE,
    scripted: bool = True,
    **more: Any,
) -> Iterator[Walker]:
    """Open a window without cookies; at the end nothing may have been wrong."""
    choices: dict[str, Any] = {"locale": "en-GB", "timezone_id": "Asia/Phnom_Penh", **more}
    context: BrowserContext = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, java_script_enabled=scripted, **choices
    )
    context.set_default_timeout(PATIENCE)
    walker = Walker(context.new_page(), site, scripted)
    try:
        yield walker
    except BaseException as fault:
        fault.add_note("\n".join([f"at {walker.page.url}", *walker.problems]))
        raise
    else:
        assert not walker.problems, "\n".join(walker.problems)
    finally:
        context.close()
