"""The programme's questionnaires in the player: what is asked next depends on what was said."""

import pytest
from django.utils import timezone

from spean.accounts.models import User
from spean.surveys.models import Submission
from spean.surveys.selectors import answer_as_sent
from spean.surveys.services.programme import load_programme_forms
from tests.browser.answering import asked, say, today, type_number, write
from tests.browser.fieldwork import Fieldworker

pytestmark = pytest.mark.long
YES, NO = "បាទ/ចាស", "ទេ"


def sent(her: Fieldworker, state: str = "received") -> str:
    her.finish()
    her.wait_for_unsent(0)
    kept = Submission.objects.get()
    assert kept.state == state
    return answer_as_sent(kept).decode()


@pytest.fixture
def ready(her: Fieldworker, counsellor: User, commune: object) -> Fieldworker:
    load_programme_forms(now=timezone.now())
    her.arrive(counsellor)
    return her


def test_a_survey_asks_nothing_before_she_agrees_and_her_guardian_too(ready: Fieldworker) -> None:
    ready.begin("spean_rss_short")
    today(ready, "ថ្ងៃសួរ")
    say(ready, "តើសួរនៅពេលណា?", "៦ ខែក្រោយ")
    say(ready, "តើយល់ព្រមឆ្លើយទេ?", YES)
    say(ready, "តើមានអាយុក្រោម ១៨ ឆ្នាំទេ?", YES)
    items = asked(ready, "មិនចង់ឆ្លើយ")
    assert items.count() == 0

    say(ready, "អាណាព្យាបាលយល់ព្រមទេ?", YES)

    items.first.wait_for()
    assert items.count() == 9
    say(ready, "តើអ្នកពេញចិត្តនឹងជីវភាព", "មិនចង់ឆ្លើយ")
    # It was begun without a person: whom it is about is for the supervisor to say.
    said = sent(ready, "waiting")
    assert "<rss_e1>no_answer</rss_e1>" in said
    assert "<moment>month_6</moment>" in said


def test_feedback_is_sent_without_a_name_and_no_story_is_asked_of_harassment(
    ready: Fieldworker,
) -> None:
    ready.begin("spean_feedback")
    today(ready, "ថ្ងៃទទួលមតិ")
    say(ready, "ជាមតិអ្វី?", "បណ្តឹងតវ៉ារសើប")
    asked(ready, "មានរឿងអ្វី?").wait_for()
    say(ready, "មានបញ្ហាអ្វី?", "ការយាយីផ្លូវភេទ")
    asked(ready, "មានរឿងអ្វី?").wait_for(state="detached")
    say(ready, "តើចង់បានចម្លើយទេ?", NO)
    assert asked(ready, "លេខទូរស័ព្ទ").count() == 0

    said = sent(ready, "applied")

    assert "<issue>sexual_harassment</issue>" in said
    for name in ("<start", "<end", "<person_id", "<client_no", "<phone", "<story"):
        assert name not in said


def test_a_broadcast_is_written_down_without_a_place_or_a_count(ready: Fieldworker) -> None:
    ready.begin("spean_outreach")
    today(ready, "ថ្ងៃធ្វើ")
    say(ready, "ធ្វើតាមរបៀបណា?", "ប្រជុំភូមិ")
    asked(ready, "ចំនួនស្ត្រី").wait_for()
    say(ready, "ធ្វើតាមរបៀបណា?", "វិទ្យុ")
    asked(ready, "ចំនួនស្ត្រី").wait_for(state="detached")

    said = sent(ready)

    assert "<kind>radio</kind>" in said
    assert "<commune" not in said
    assert "<n_women" not in said


def test_who_was_absent_is_asked_why_and_nobody_stays_longer_than_the_day(
    ready: Fieldworker,
) -> None:
    ready.begin("spean_attendance")
    write(ready, "ឈ្មោះ ឬលេខកូដវគ្គ", "GYB-3")
    today(ready, "ថ្ងៃរៀន")
    type_number(ready, "ថ្ងៃនេះមានប៉ុន្មានម៉ោង?", "6")
    write(ready, "លេខកំណត់ត្រា", "PUR-26-00012-4")
    type_number(ready, "មកប៉ុន្មានម៉ោង?", "7")
    ready.press_finish()
    ready.says("សូមពិនិត្យចំនួននេះ។")
    type_number(ready, "មកប៉ុន្មានម៉ោង?", "0")
    say(ready, "ហេតុអ្វីមិនបានមក?", "សុខភាព")

    # No course of this name runs here: it waits for a person.
    said = sent(ready, "waiting")

    assert "<participant_no>PUR-26-00012-4</participant_no>" in said
    assert "<absent_reason>health</absent_reason>" in said
