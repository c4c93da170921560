import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest

from spean.accounts.models import AuditEntry
from spean.casework import services
from spean.casework.models import FollowUp, ServiceEvent
from spean.core.errors import ChangedMeanwhile
from tests.factories.casework import (
    case_for,
    client_of,
    follow_up_for,
    note_for,
    note_words,
    service_type,
)
from tests.factories.people import MORNING, TODAY

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


def correct(note, actor, revision=None, **changes):
    return services.correct_note(
        actor=actor,
        note=note,
        revision=revision or note.revision,
        words=note_words(**changes),
        now=MORNING,
    )


def test_a_note_brings_the_case_up_to_date(counsellor, pursat):
    case = case_for(counsellor, pursat)

    note = note_for(case, summary="ពិភាក្សារឿងការងារ")

    case.refresh_from_db()
    assert case.last_service_on == TODAY
    assert (note.staff, note.centre, note.minutes) == (counsellor, pursat, 20)
    assert [topic.code for topic in note.topics.all()] == ["COU1"]


def test_an_older_note_does_not_move_the_last_service_back(counsellor, pursat):
    case = case_for(counsellor, pursat)
    note_for(case)

    note_for(case, happened_on=date(2026, 10, 1))

    case.refresh_from_db()
    assert case.last_service_on == TODAY


def test_the_next_step_is_promised_for_its_day(counsellor, pursat):
    note = note_for(case_for(counsellor, pursat), next_step="ហៅទៅសាលា", next_on=TOMORROW)

    promise = FollowUp.objects.get()
    assert (promise.kind, promise.what, promise.due_on) == ("next_step", "ហៅទៅសាលា", TOMORROW)
    assert promise.about_id == note.pk
    assert not promise.is_discreet


def test_a_note_about_health_keeps_its_next_step_off_the_screen(counsellor, pursat):
    note_for(case_for(counsellor, pursat), topics=("PRO5",), next_step="ទៅពេទ្យ", next_on=TOMORROW)

    assert FollowUp.objects.get().is_discreet


def test_a_day_to_come_is_refused_and_leaves_no_trace(counsellor, pursat):
    case = case_for(counsellor, pursat)
    before = AuditEntry.objects.count()

    with pytest.raises(services.NotYetHappened):
        note_for(case, happened_on=date(2569, 1, 1))

    assert not ServiceEvent.objects.exists()
    assert AuditEntry.objects.count() == before


def test_a_note_that_says_nothing_done_is_refused(counsellor, pursat):
    case, empty = case_for(counsellor, pursat), replace(note_words(), topics=())

    with pytest.raises(services.TopicsMissing):
        services.note_service(
            actor=counsellor, person=case.person, id=uuid.uuid4(), words=empty, now=MORNING
        )


def test_a_next_date_before_the_note_is_refused(counsellor, pursat):
    with pytest.raises(services.NextDateTooEarly):
        note_for(case_for(counsellor, pursat), next_on=date(2026, 1, 1))


def test_somebody_without_a_case_is_told_so(counsellor, pursat):
    person = client_of(counsellor, pursat)

    with pytest.raises(services.NoOpenCase):
        services.note_service(
            actor=counsellor, person=person, id=uuid.uuid4(), words=note_words(), now=MORNING
        )


def test_the_same_note_sent_twice_counts_once(counsellor, pursat):
    case, key = case_for(counsellor, pursat), uuid.uuid4()

    for _time in range(2):
        services.note_service(
            actor=counsellor,
            person=case.person,
            id=key,
            words=note_words(next_step="ហៅ", next_on=TOMORROW),
            now=MORNING,
        )

    assert ServiceEvent.objects.count() == 1
    assert FollowUp.objects.count() == 1


def test_a_note_settles_the_promises_it_answers_and_no_others(counsellor, pursat):
    case = case_for(counsellor, pursat)
    other = case_for(counsellor, pursat, given_name_km="ដារ៉ា")
    answered, waiting = follow_up_for(case), follow_up_for(case, 9)
    elsewhere = follow_up_for(other)

    note_for(case, settles=(answered.pk, elsewhere.pk))

    states = {one.pk: one.state for one in FollowUp.objects.all()}
    assert states == {answered.pk: "reached", waiting.pk: "due", elsewhere.pk: "due"}


def test_correcting_a_note_moves_its_next_step(counsellor, pursat):
    case = case_for(counsellor, pursat)
    note = note_for(case, next_step="ហៅ", next_on=TOMORROW)

    correct(note, counsellor, next_step="ទៅជួប", next_on=date(2026, 12, 3))

    promise = FollowUp.objects.get()
    assert (promise.what, promise.due_on) == ("ទៅជួប", date(2026, 12, 3))


def test_taking_the_next_date_out_cancels_the_promise(counsellor, pursat):
    note = note_for(case_for(counsellor, pursat), next_step="ហៅ", next_on=TOMORROW)

    correct(note, counsellor)

    assert FollowUp.objects.get().state == "cancelled"


def test_correcting_only_the_topics_counts_as_one_more_save(counsellor, pursat):
    note = note_for(case_for(counsellor, pursat))
    service_type("EMP2")

    changed = correct(note, counsellor, topics=("EMP2",))

    assert changed.revision == note.revision + 1
    assert [topic.code for topic in changed.topics.all()] == ["EMP2"]


def test_a_note_keeps_its_author_when_a_colleague_corrects_it(counsellor, colleague, pursat):
    note = note_for(case_for(counsellor, pursat))

    changed = correct(note, colleague, summary="ថែម")

    assert changed.staff == counsellor
    assert AuditEntry.objects.order_by("-seq").first().actor_id == colleague.pk


def test_the_second_correction_of_one_note_is_shown_the_first(counsellor, colleague, pursat):
    note = note_for(case_for(counsellor, pursat))
    correct(note, counsellor, summary="មួយ")

    with pytest.raises(ChangedMeanwhile):
        correct(note, colleague, summary="ពីរ")

    assert ServiceEvent.objects.get().summary == "មួយ"


def test_a_group_is_counted_without_names(counsellor, pursat):
    note = services.note_group(
        actor=counsellor,
        centre=pursat,
        id=uuid.uuid4(),
        words=note_words(women=12, men=7),
        now=MORNING,
    )

    assert (note.case, note.mode, note.women, note.men) == (None, "group", 12, 7)


def test_an_empty_group_is_refused(counsellor, pursat):
    with pytest.raises(services.NobodyCounted):
        services.note_group(
            actor=counsellor, centre=pursat, id=uuid.uuid4(), words=note_words(), now=MORNING
        )


def test_no_word_of_a_note_reaches_the_audit_trail(counsellor, pursat):
    note_for(case_for(counsellor, pursat), summary="សម្ងាត់", next_step="ហៅម្ដាយ")

    trail = str(list(AuditEntry.objects.values_list("action", "detail")))

    assert "សម្ងាត់" not in trail and "ម្ដាយ" not in trail
