"""A village employer with a telephone, and the certificates that people show him."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import segno
from PIL import Image
from playwright.sync_api import Locator

import certseal
from tests.browser.walker import Walker
from tests.certseal import world

DAY = timedelta(days=1)
NO_CONNECTION = "net::ERR_"


def now() -> datetime:
    """Return this second, as lists and certificates have it."""
    return datetime.now(UTC).replace(microsecond=0)


def listed(
    version: int = 1,
    *,
    age: timedelta = timedelta(),
    revoked: Sequence[int] = (),
    root: Any = None,
    keys: Sequence[Any] = world.KEYS.keys,
) -> bytes:
    """Return a signed list of so many days ago, due again after a week."""
    moment, root = now() - age, root or world.ROOT
    named = replace(world.KEYS, issued_at=moment - DAY, version=version, keys=tuple(keys))
    status = world.status_list(
        version=version,
        issued_at=moment,
        next_at=moment + 7 * DAY,
        revoked=certseal.packed(certseal.bitstring(revoked)),
    )
    layers = certseal.sign_key_list(named, root), certseal.sign_list(status, world.LIST)
    return certseal.trust_file(root.public, *layers)


def certificate(key: Any = world.PURSAT, **changes: Any) -> str:
    """Return the text of a certificate of ten days ago."""
    values = {"issued_at": now() - 10 * DAY, **changes}
    return world.sealed(key, **values)


def picture_of(text: str, *, scale: int = 6, paper: tuple[int, int] = (900, 900)) -> bytes:
    """Return a photograph of a QR, turned a little, on grey ground."""
    drawn = io.BytesIO()
    segno.make(text, error="m").save(drawn, kind="png", scale=scale, border=4)
    sheet = Image.open(drawn).convert("L").rotate(7, expand=True, fillcolor=255)
    ground = Image.new("L", paper, 190)
    ground.paste(sheet, ((paper[0] - sheet.width) // 2, (paper[1] - sheet.height) // 2))
    kept = io.BytesIO()
    ground.save(kept, "PNG")
    return kept.getvalue()


def film_of(text: str, folder: Path) -> Path:
    """Return what a camera sees of a QR: a film of one picture, as Chromium takes it."""
    target = folder / "camera.y4m"
    picture = Image.open(io.BytesIO(picture_of(text, scale=5, paper=(640, 640)))).convert("L")
    frame = b"FRAME\n" + picture.tobytes() + b"\x80" * (320 * 320 * 2)
    target.write_bytes(b"YUV4MPEG2 W640 H640 F10:1 Ip A1:1 C420\n" + frame * 3)
    return target


class Employer:
    """One window on the verifier; counts what leaves it."""

    def __init__(self, walker: Walker, publish: Callable[[bytes | None], None]) -> None:
        self.walker, self.page, self.publish = walker, walker.page, publish
        self.context = self.page.context
        self.asked: list[str] = []
        self.context.on("request", lambda one: self.asked.append(f"{one.method} {one.url}"))

    def open(self) -> None:
        """Open the page, and wait until it stands."""
        self.page.goto(f"{self.walker.site}/verify/")
        self.page.locator("body[data-ready=yes]").wait_for()

    def arrive(self) -> None:
        """Open it for the first time, and wait until it works without a connection."""
        self.open()
        self.page.locator("body[data-offline=yes]").wait_for()
        self.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        self.page.wait_for_load_state("networkidle")

    def offline(self, is_offline: bool = True) -> None:
        """Take the connection away, or give it back."""
        self.context.set_offline(is_offline)

    def excuse(self) -> None:
        """Forget that the browser noted requests which did not get through."""
        self.walker.problems = [one for one in self.walker.problems if NO_CONNECTION not in one]

    def choose(self, content: bytes, name: str = "photo.png", kind: str = "image/png") -> None:
        """Choose a picture."""
        file = {"name": name, "mimeType": kind, "buffer": content}
        self.page.locator("#picture").set_input_files(file)

    def show(self, text: str) -> str:
        """Choose a photograph of a QR; return the answer."""
        self.choose(picture_of(text))
        return self.answer()

    def paste(self, text: str) -> str:
        """Paste a text and let it be checked; return the answer."""
        if not self.page.locator("#text").count():
            self.again()
        self.page.locator("details:has(#text) > summary").click()
        self.page.fill("#text", text)
        self.page.locator("form button").click()
        return self.answer()

    def answer(self) -> str:
        """Return the first answer that stands there."""
        card: Locator = self.page.locator(".verdict").first
        card.wait_for()
        return str(card.get_attribute("data-state"))

    def again(self) -> None:
        """Go back to the first page."""
        self.page.locator(".ways button", has_text="ស្កេនមួយទៀត").click()
        self.page.locator("button.scan").wait_for()

    @property
    def text(self) -> str:
        """Return the words that can be seen."""
        return str(self.page.locator("body").inner_text())
