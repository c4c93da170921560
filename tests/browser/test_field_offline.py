"""Where there is no connection: forms are filled, kept, finished, and arrive once there is one."""

import os
import signal

import pytest
from playwright.sync_api import Browser

from spean.accounts.models import User
from spean.surveys.models import Submission, SubmissionPart
from spean.surveys.selectors import answer_as_sent
from tests.browser.fieldwork import Fieldworker, arrived

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000000000200015c0a2db40000000049454e44ae426082"
)


def test_three_visits_without_a_connection_arrive_once(her: Fieldworker, counsellor: User) -> None:
    her.arrive(counsellor)
    her.offline()
    her.page.reload()
    her.unlock()
    for name in ("ទន្លេ សុខា", "អូរ ដារ៉ា", "មេឃ ចាន់ណា"):
        her.visit(name)
    assert her.unsent == 3
    assert not Submission.objects.exists()

    her.offline(False)
    her.wait_for_unsent(0)

    assert arrived() == ["ទន្លេ សុខា", "អូរ ដារ៉ា", "មេឃ ចាន់ណា"]
    assert {one.author for one in Submission.objects.all()} == {counsellor}
    assert [one.device_seq for one in Submission.objects.order_by("device_seq")] == [1, 2, 3]
    assert her.stored("records") == her.stored("bodies") == her.stored("drafts") == []


def test_what_was_typed_survives_a_reload(her: Fieldworker, counsellor: User) -> None:
    her.arrive(counsellor)
    her.offline()
    her.begin("visit")
    her.answer(0, "ទន្លេ សុខា")
    her.choose("ប្រុស")
    age = her.page.locator("[role=spinbutton]")
    age.click()
    for digit in "៣៤":
        # As a Khmer keyboard types them.
        age.dispatch_event("keypress", {"key": digit, "bubbles": True, "cancelable": True})
    assert age.input_value() == "34"
    picture = {"name": "face.png", "mimeType": "image/png", "buffer": PICTURE}
    her.page.locator("input[type=file]").last.set_input_files(picture)
    her.page.locator(".sheet img.image-block").wait_for(state="attached")
    her.kept_as_it_is()

    her.page.reload()
    her.unlock()

    her.page.locator(".odk-form").wait_for()
    assert her.page.locator(".question-container input").first.input_value() == "ទន្លេ សុខា"
    assert her.page.locator(".value-option.active").inner_text().strip() == "ប្រុស"
    her.finish()
    her.offline(False)
    her.wait_for_unsent(0)
    assert arrived() == ["ទន្លេ សុខា"]
    assert "<age>34</age>" in answer_as_sent(Submission.objects.get()).decode()
    assert SubmissionPart.objects.get().size == len(PICTURE)


@pytest.mark.long
def test_a_killed_tab_loses_nothing(chromium: Browser, her: Fieldworker, counsellor: User) -> None:
    her.arrive(counsellor)
    her.visit("មុន")
    her.wait_for_unsent(0)
    her.begin("visit")
    her.answer(0, "អូរ ដារ៉ា")
    her.choose("ប្រុស")
    her.kept_as_it_is()

    kill_pages(chromium)
    her.page.close()
    again = Fieldworker(her.walker, her.context.new_page())
    again.open()
    again.unlock()
    again.page.locator("a.btn[href^='#/draft/']").first.click()
    again.page.locator(".odk-form").wait_for()

    assert again.page.locator(".question-container input").first.input_value() == "អូរ ដារ៉ា"
    again.finish()
    again.wait_for_unsent(0)
    assert arrived() == ["មុន", "អូរ ដារ៉ា"]
    ids = {one.instance_id for one in Submission.objects.all()}
    assert len(ids) == 2 and "deprecatedID" not in "".join(ids)


def kill_pages(chromium: Browser) -> None:
    """End every process that draws pages, as a telephone short of memory does."""
    session = chromium.new_browser_cdp_session()
    for process in session.send("SystemInfo.getProcessInfo")["processInfo"]:
        if process["type"] == "renderer":
            os.kill(process["id"], signal.SIGKILL)
    session.detach()


def test_a_connection_that_comes_and_goes_does_not_touch_the_open_form(
    her: Fieldworker, counsellor: User
) -> None:
    her.arrive(counsellor)
    her.begin("visit")
    her.answer(0, "នៅដដែល")
    for _turn in range(3):
        her.offline()
        her.page.locator(".offline:visible").wait_for()
        her.offline(False)
        her.page.locator(".offline").wait_for(state="hidden")

    assert her.page.locator(".question-container input").first.input_value() == "នៅដដែល"
    her.choose("ស្រី")
    her.finish()
    her.wait_for_unsent(0)
    assert arrived() == ["នៅដដែល"]


def test_what_changes_by_itself_does_not_take_away_what_a_finger_is_on(
    her: Fieldworker, counsellor: User
) -> None:
    her.arrive(counsellor)
    her.begin("visit")
    her.answer(0, "ប៉ះ")
    her.choose("ស្រី")
    her.finish()
    her.wait_for_unsent(0)
    home = her.page.locator("main a.btn[href='#/']")
    box = home.bounding_box()
    assert box is not None
    her.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    her.page.mouse.down()
    was = home.element_handle()
    her.offline()
    her.page.wait_for_function("() => !navigator.onLine")
    her.offline(False)
    her.page.wait_for_timeout(300)
    assert was is not None and was.evaluate("one => one.isConnected")

    her.page.mouse.up()

    her.page.locator("main a.door").first.wait_for()
    her.excuse()
