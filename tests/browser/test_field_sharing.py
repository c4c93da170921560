"""One telephone, two hands: two tabs of one user, two users, a screen that locks itself."""

import pytest

from spean.accounts.models import User
from spean.surveys.models import Receipt, Submission
from tests.browser.fieldwork import CODE, Fieldworker, arrived

pytestmark = pytest.mark.long
OTHER_CODE = "719305"


def test_two_tabs_show_one_number_and_send_nothing_twice(
    her: Fieldworker, counsellor: User
) -> None:
    her.arrive(counsellor)
    her.offline()
    beside = Fieldworker(her.walker, her.context.new_page())
    beside.open()
    beside.unlock()
    for turn in range(2):
        her.visit(f"ទីមួយ {turn}")
        beside.visit(f"ទីពីរ {turn}")
    her.wait_for_unsent(4)
    beside.wait_for_unsent(4)
    posts: list[object] = []
    her.context.on(
        "request", lambda sent: sent.url.endswith("/sync") and posts.append(sent.post_data_json)
    )

    her.offline(False)
    her.wait_for_unsent(0)
    beside.wait_for_unsent(0)

    sent = [record["seq"] for post in posts for record in post["records"]]  # type: ignore[index]
    assert sorted(sent) == [1, 2, 3, 4]
    assert Submission.objects.count() == Receipt.objects.count() == 4


def test_two_users_never_see_each_other(
    her: Fieldworker, counsellor: User, colleague: User
) -> None:
    her.arrive(counsellor)
    her.offline()
    her.visit("ឯកជន")
    her.begin("visit")
    her.answer(0, "ព្រាង")
    her.kept_as_it_is()
    her.lock()

    her.walker.let_in(colleague)
    her.offline(False)
    her.page.get_by_role("button", name="អ្នកផ្សេង").click()
    her.choose_code(OTHER_CODE)
    her.visit("ទីពីរ")
    her.wait_for_unsent(0)

    assert arrived() == ["ទីពីរ"]
    for place in ("", "outbox", "people", "more"):
        her.go(place)
        her.page.locator("main h1").wait_for()
        assert "ឯកជន" not in her.text and "ព្រាង" not in her.text
    her.page.locator(".top button.icon:visible").click()
    her.walker.let_in(counsellor)
    her.page.locator(".person-door", has_text="១ មិនទាន់ផ្ញើ").click()
    her.page.fill("#code", OTHER_CODE)
    her.page.keyboard.press("Enter")
    her.says("លេខកូដមិនត្រូវ។ សូមសាកម្តងទៀត។")
    her.unlock()
    her.wait_for_unsent(0)
    assert sorted(arrived()) == ["ទីពីរ", "ឯកជន"]
    authors = dict(Submission.objects.values_list("device_id", "author"))
    assert sorted(authors.values()) == sorted([counsellor.pk, colleague.pk])
    # Who was shut out asked whether it was reported lost: nobody did, and that is 404.
    her.excuse("404")


def test_after_ten_idle_minutes_the_code_is_asked_and_the_draft_is_kept(
    her: Fieldworker, counsellor: User
) -> None:
    her.page.clock.install()
    her.arrive(counsellor)
    her.begin("visit")
    her.answer(0, "ទំនេរ")
    her.page.clock.fast_forward("00:02")
    her.saved()
    her.page.clock.fast_forward("09:00")
    assert not her.page.locator("#code").is_visible()

    her.page.clock.fast_forward("02:00")

    her.page.locator("#code").wait_for()
    assert "ទំនេរ" not in her.page.content()
    for wrong in range(5):
        her.page.fill("#code", f"71930{wrong}")
        her.page.keyboard.press("Enter")
        her.page.locator("#code-message").wait_for()
        her.page.wait_for_function("() => document.querySelector('#code').value === ''")
    her.says("សាកច្រើនដងហើយ។")
    her.page.fill("#code", CODE)
    her.page.keyboard.press("Enter")
    her.says("សាកច្រើនដងហើយ។")
    her.page.clock.fast_forward("00:31")
    her.unlock()
    her.page.locator(".odk-form").wait_for()
    assert her.page.locator(".question-container input").first.input_value() == "ទំនេរ"


def test_a_forgotten_code_costs_drafts_and_no_finished_record(
    her: Fieldworker, counsellor: User
) -> None:
    her.arrive(counsellor)
    her.offline()
    her.visit("ចប់ហើយ")
    her.begin("visit")
    her.answer(0, "មិនទាន់ចប់")
    her.kept_as_it_is()
    her.lock()
    her.offline(False)
    her.wait_for_unsent(0)
    her.page.get_by_role("button", name="ភ្លេចលេខកូដ").click()
    her.page.get_by_role("button", name="ចាប់ផ្តើមជាថ្មី").click()

    her.choose_code(OTHER_CODE)

    assert arrived() == ["ចប់ហើយ"]
    assert her.stored("drafts") == [] and her.unsent == 0
    her.visit("ជាថ្មី")
    her.wait_for_unsent(0)
    assert sorted(arrived()) == sorted(["ចប់ហើយ", "ជាថ្មី"])
