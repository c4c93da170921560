"""The verifier on a telephone: every answer, in flight mode, and nothing leaves it."""

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from playwright.sync_api import Browser
from tools.browser import find

from spean.field import verify
from tests.browser.conftest import PLAIN, Visit
from tests.browser.papers import DAY, Employer, certificate, film_of, listed, now, picture_of
from tests.browser.walker import LAPTOP, PHONE, visit
from tests.certseal import world
from tests.certseal.camera import Grade, photographed

CASES = {
    "genuine": lambda: certificate(),
    "specimen": lambda: certificate(is_specimen=True, is_unverified=True),
    "expired": lambda: certificate(expires_at=now() - DAY),
    "revoked": lambda: certificate(status_index=world.REVOKED_INDEX),
    "unknown_key": lambda: certificate(world.STRANGER),
    "not_genuine": lambda: world.crafted(b"\xa0", world.PURSAT),
    "unreadable": lambda: certificate()[:-3],
    "other_system": lambda: "HC1:NCFOXN%TS3DH3ZSUZK+.V0ETD%65NL-AH",
}


@pytest.fixture
def publish(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes | None], None]:
    """Put a list where the site takes it from; what is published last is in force."""
    lists: list[bytes | None] = [None]
    monkeypatch.setattr(verify, "current_trust_list", lambda: lists[-1])
    return lists.append


@pytest.fixture
def him(
    visitor: Visit, transactional_db: None, publish: Callable[[bytes | None], None]
) -> Iterator[Employer]:
    """Somebody with a telephone and a list of today."""
    publish(listed(revoked=[world.REVOKED_INDEX]))
    with visitor(size=PHONE) as walker:
        one = Employer(walker, publish)
        yield one
        one.excuse()


def plain_paper() -> bytes:
    """Return a photograph of a sheet with nothing on it."""
    kept = io.BytesIO()
    Image.new("L", (800, 600), 230).save(kept, "PNG")
    return kept.getvalue()


def test_every_answer_is_told_by_its_shape_its_word_and_a_sentence(him: Employer) -> None:
    him.arrive()
    him.walker.seen()

    for state, made in CASES.items():
        assert him.paste(made()) == state
        him.walker.seen()


def test_what_was_proven_stands_there_in_both_languages(him: Employer) -> None:
    him.arrive()
    assert him.show(certificate(units=(1, 2))) == "genuine"

    for words in ("សុខ វិចិត្រា", "SOK Vichetra", "១៩៩៤", "រៀបក្បឿង 1", "SPN-TIL-02", "7122"):
        assert words in him.text
    assert "មជ្ឈមណ្ឌលពោធិ៍សាត់" in him.text and "បញ្ជីថ្ងៃនេះ" in him.text
    him.page.locator(".top button").click()
    him.walker.seen()
    for words in ("Genuine", "Lay tiles 2", "Pursat centre", "1994", "today's list"):
        assert words in him.text


def test_specimen_and_unverified_standard_are_said_on_its_face(him: Employer) -> None:
    him.arrive()

    assert him.paste(certificate(is_specimen=True, is_unverified=True)) == "specimen"

    assert "គំរូសម្រាប់ហ្វឹកហាត់" in him.text
    assert "ស្តង់ដារនេះមិនទាន់បានផ្ទៀងផ្ទាត់" in him.text


def test_it_works_in_flight_mode_after_one_visit(him: Employer) -> None:
    him.arrive()
    him.offline()
    him.page.reload()
    him.page.locator("body[data-ready=yes]").wait_for()

    assert him.show(certificate()) == "genuine"
    him.again()
    assert him.show(certificate(world.STRANGER)) == "unknown_key"


def test_nothing_leaves_the_page_while_it_checks(him: Employer) -> None:
    him.arrive()
    him.asked.clear()

    assert him.show(certificate()) == "genuine"
    him.again()
    assert him.paste(certificate(status_index=world.REVOKED_INDEX)) == "revoked"

    assert [one for one in him.asked if "blob:" not in one] == []


def test_a_way_out_would_be_seen_and_is_closed(him: Employer) -> None:
    him.arrive()
    him.asked.clear()

    sent = """() => fetch("/verify/?name=x").then(() => "sent", () => "refused")"""
    assert him.page.evaluate(sent) == "sent"
    assert him.asked
    away = """() => fetch("https://example.org/").then(() => "sent", () => "refused")"""
    assert him.page.evaluate(away) == "refused"
    him.walker.problems.clear()


def test_a_certificate_taken_back_is_known_at_the_next_list(him: Employer) -> None:
    him.arrive()
    text = certificate(status_index=99)
    him.offline()
    assert him.paste(text) == "genuine"
    him.publish(listed(2, revoked=[99]))

    him.offline(False)

    him.page.locator(".verdict[data-state=revoked]").wait_for()
    him.offline()
    him.page.reload()
    him.page.locator("body[data-ready=yes]").wait_for()
    assert him.paste(text) == "revoked"


def test_an_older_list_is_not_taken(him: Employer) -> None:
    him.publish(listed(5, revoked=[99]))
    him.arrive()
    him.publish(listed(4, age=3 * DAY))

    him.page.locator(".list-line button").click()

    him.page.locator("#list-said", has_text="ចាស់ជាងបញ្ជីក្នុងទូរស័ព្ទនេះ").wait_for()
    assert him.paste(certificate(status_index=99)) == "revoked"


def test_another_root_is_not_taken_and_its_number_is_shown(him: Employer) -> None:
    him.arrive()
    him.publish(listed(9, root=world.STRANGER))

    him.page.locator(".list-line button").click()

    him.page.locator("#list-said", has_text="កូនសោមេផ្សេង").wait_for()
    assert him.paste(certificate()) == "genuine"


def test_an_old_list_is_said_with_its_age(him: Employer) -> None:
    him.publish(listed(2, age=12 * DAY))
    him.arrive()

    assert him.paste(certificate(issued_at=now() - 40 * DAY)) == "genuine_old"

    assert "ចាស់ ១២ ថ្ងៃ" in him.text
    him.walker.seen()


def test_a_list_older_than_the_certificate_says_so(him: Employer) -> None:
    him.publish(listed(2, age=3 * DAY))
    him.arrive()

    assert him.paste(certificate()) == "genuine"
    him.again()
    assert him.paste(certificate(issued_at=now() - DAY)) == "genuine_old"


def test_a_key_that_is_not_in_the_list_is_known_once_a_new_one_is_fetched(him: Employer) -> None:
    him.publish(listed(2, age=12 * DAY))
    him.arrive()
    text = certificate(world.CLOSED, issued_at=now())
    assert him.paste(text) == "unknown_key"
    him.publish(listed(3, keys=world.KEYS.keys[:3] + (world.centre(world.CLOSED, "ថ្មី", "New"),)))

    him.page.locator(".ways button.main").click()

    him.page.locator(".verdict[data-state=genuine]").wait_for()


def test_without_any_list_it_says_so_and_checks_once_it_has_one(
    him: Employer, publish: Callable[[bytes | None], None]
) -> None:
    publish(None)
    him.arrive()
    assert him.paste(certificate()) == "no_list"
    him.walker.seen()
    publish(listed())

    him.page.locator(".ways button.main").click()

    him.page.locator(".verdict[data-state=genuine]").wait_for()


def test_a_file_that_is_no_picture_gets_a_clear_sentence(him: Employer) -> None:
    him.arrive()

    him.choose(os.urandom(10_000_000), "film.jpg", "image/jpeg")

    him.page.locator(".note.care", has_text="មិនមែនជារូបភាពទេ").wait_for()
    him.choose(picture_of("https://example.org/"), "other.png")
    assert him.answer() == "other_system"


def test_a_picture_without_a_code_says_how_to_do_better(him: Employer) -> None:
    him.arrive()

    him.choose(plain_paper())

    him.page.locator(".note.care", has_text="រកមិនឃើញកូដ").wait_for()
    him.walker.seen()


def test_a_bad_photograph_is_read_and_is_genuine(him: Employer) -> None:
    him.arrive()

    bad = photographed(certificate(), Grade(33, 28, 1.4, 0.4), Random(1))
    him.choose(bad, "bad.jpg", "image/jpeg")

    assert him.answer() == "genuine"


def test_it_works_by_keyboard_and_on_a_wide_screen(
    visitor: Visit, transactional_db: None, publish: Callable[[bytes | None], None]
) -> None:
    publish(listed())
    with visitor(size=LAPTOP) as walker:
        him = Employer(walker, publish)
        him.arrive()
        walker.seen()
        him.page.locator("details:has(#text) > summary").focus()
        him.page.keyboard.press("Enter")
        him.page.keyboard.press("Tab")
        him.page.keyboard.insert_text(certificate())
        him.page.keyboard.press("Tab")
        him.page.keyboard.press("Enter")
        assert him.answer() == "genuine"
        assert him.page.evaluate("document.activeElement.tagName") == "H1"
        walker.seen()


def test_the_camera_reads_a_certificate_and_is_off_afterwards(
    chromium: Browser,
    him: Employer,
    tmp_path: Path,
) -> None:
    film = film_of(certificate(), tmp_path)
    camera = (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    )
    seeing = chromium.browser_type.launch(executable_path=find(), args=[*PLAIN, *camera])
    with visit(seeing, him.walker.site, permissions=["camera"]) as walker:
        she = Employer(walker, him.publish)
        she.arrive()
        she.asked.clear()
        she.page.locator("button.scan").click()
        assert she.answer() == "genuine"
        assert she.page.locator("video").count() == 0
        assert she.asked == []
    seeing.close()


def test_a_camera_that_is_refused_leads_to_the_picture(him: Employer) -> None:
    him.arrive()

    him.page.locator("button.scan").click()

    him.page.locator(".note.care").wait_for()
    assert him.page.locator("#picture").count() == 1
