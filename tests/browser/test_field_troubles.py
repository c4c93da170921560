"""What goes wrong in a village: a full telephone, a lost session, a refusal, a lost telephone."""

import contextlib
import os

import pytest
from django.utils import timezone
from playwright.sync_api import TimeoutError as TookTooLong

from spean.accounts.models import User
from spean.directory.models import Device
from spean.directory.services import report_lost
from spean.surveys.models import Questionnaire, SetAside, Submission, SubmissionPart
from tests.browser.fieldwork import Fieldworker, arrived, visits_in_use

pytestmark = pytest.mark.long
PHOTO = bytes.fromhex("89504e470d0a1a0a") + os.urandom(4_000_000)


def test_a_full_telephone_keeps_the_form_open(her: Fieldworker, counsellor: User) -> None:
    session = her.context.new_cdp_session(her.page)
    quota = {"origin": her.walker.site, "quotaSize": 7_000_000}
    session.send("Storage.overrideQuotaForOrigin", quota)
    her.arrive(counsellor)
    her.offline()
    her.begin("visit")
    her.answer(0, "ពេញ")
    her.choose("ស្រី")
    photo = {"name": "house.png", "mimeType": "image/png", "buffer": PHOTO}
    her.page.locator("input[type=file]").last.set_input_files(photo)
    # A browser may let one draft in before it counts: whatever it does, nothing more goes in then.
    her.page.wait_for_timeout(4_000)

    her.press_finish()

    her.says("ឧបករណ៍នេះពេញហើយ។")
    assert her.page.locator(".question-container input").first.input_value() == "ពេញ"
    assert her.stored("records") == []
    session.send("Storage.overrideQuotaForOrigin", {"origin": her.walker.site})
    finish_unless_it_went_through(her)
    her.offline(False)
    her.wait_for_unsent(0)
    assert arrived() == ["ពេញ"]
    assert SubmissionPart.objects.get().size == len(PHOTO)
    her.excuse("QuotaExceededError")


def finish_unless_it_went_through(her: Fieldworker) -> None:
    """Press once more: unless the first press, still on its way when room came, was enough."""
    with contextlib.suppress(TookTooLong):
        her.page.locator(".odk-form .footer button").click(timeout=5_000)
    her.page.locator("main a[href^='#/form/']").first.wait_for()


def test_a_lost_session_asks_for_the_sign_in_and_keeps_everything(
    her: Fieldworker, counsellor: User
) -> None:
    her.arrive(counsellor)
    her.context.clear_cookies()

    her.visit("រង់ចាំ")

    her.says("សូមចូលប្រើម្តងទៀត ដើម្បីផ្ញើ។ គ្មានអ្វីបាត់ទេ។")
    assert her.unsent == 1 and not Submission.objects.exists()
    her.walker.let_in(counsellor)
    her.page.reload()
    her.unlock()
    her.wait_for_unsent(0)
    assert arrived() == ["រង់ចាំ"]
    # Who is shut out asks whether it was reported lost: nobody did, and that is 404.
    her.excuse("401", "404")


def test_one_refused_record_says_why_and_the_others_go(her: Fieldworker, counsellor: User) -> None:
    visits_in_use(her.centre, "gone")
    her.arrive(counsellor)
    her.offline()
    her.visit("ល្អ ១")
    her.begin("gone")
    her.answer(0, "បាត់")
    her.choose("ស្រី")
    her.finish()
    her.go()
    her.visit("ល្អ ២")
    forget_questionnaire("gone")

    her.offline(False)
    her.wait_for_unsent(1)

    assert sorted(arrived()) == ["ល្អ ១", "ល្អ ២"]
    her.go("outbox")
    her.page.locator(".why-not p").wait_for()
    assert her.page.locator(".why-not p").inner_text().strip()
    assert her.page.get_by_role("button", name="ផ្ញើម្តងទៀត").is_visible()
    her.walker.seen()


def forget_questionnaire(form_id: str) -> None:
    """Take a questionnaire away as if this register had never known it."""
    asked = Questionnaire.objects.get(form_id=form_id)
    asked.publications.all().delete()
    asked.versions.all().delete()
    asked.delete()


def test_a_telephone_reported_lost_hands_over_and_forgets(
    her: Fieldworker, counsellor: User
) -> None:
    her.arrive(counsellor)
    her.visit("មុន")
    her.wait_for_unsent(0)
    her.offline()
    her.visit("ក្រោយ")
    device = Device.objects.get()
    report_lost(actor=counsellor, device_id=device.pk, now=timezone.now())

    her.offline(False)

    her.says("មជ្ឈមណ្ឌលបានទទួលដំណឹងថាឧបករណ៍នេះបាត់។")
    assert arrived() == ["មុន"]
    assert SetAside.objects.get().reason == "device_revoked"
    for table in ("profiles", "kept", "drafts", "records", "bodies", "parts"):
        assert her.stored(table) == [], table
