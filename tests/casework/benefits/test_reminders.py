"""A word before something ends: made once a day or ten times a day, neutral, gone when done."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from spean.casework.contracts import ExitWords
from spean.casework.models import FollowUp, SchemeReferral
from spean.casework.rules.benefits import Dates
from spean.casework.selectors import todays_list
from spean.casework.services import ask_to_close, close_case
from spean.casework.services.benefit_reminders import remind
from spean.casework.services.benefit_steps import record_payment
from spean.casework.services.benefits import save_dates
from spean.people.contracts import Document
from spean.people.models import IdentityDocument, Person
from spean.people.services import add_document
from tests.casework.benefits.ways import TO_RECEIVED, started, stepped, walked
from tests.factories.people import MORNING, TODAY

pytestmark = pytest.mark.django_db


def card(counsellor, person, ends):
    document = Document(kind="equity_card", number=f"22-{ends:%Y%m%d}", expires_on=ends)
    return add_document(actor=counsellor, person_id=person.pk, document=document)


def due():
    return FollowUp.objects.filter(state="due")


def test_a_card_that_expires_soon_is_spoken_of_once(counsellor, person):
    card(counsellor, person, TODAY + timedelta(days=20))

    assert [remind(today=TODAY), remind(today=TODAY), remind(today=TODAY + timedelta(days=1))] == [
        *(1, 0, 0)
    ]

    (word,) = due()
    assert word.due_on == TODAY - timedelta(days=10)


def test_a_card_that_holds_for_long_is_not_spoken_of(counsellor, person):
    card(counsellor, person, TODAY + timedelta(days=90))

    assert remind(today=TODAY) == 0
    # The control: sixty days later it is.
    assert remind(today=TODAY + timedelta(days=61)) == 1


def test_a_new_card_takes_the_word_back(counsellor, person):
    card(counsellor, person, TODAY + timedelta(days=20))
    remind(today=TODAY)

    card(counsellor, person, TODAY + timedelta(days=900))
    remind(today=TODAY)

    assert not due().exists() and FollowUp.objects.get().state == "cancelled"


def test_what_was_done_is_not_asked_again(counsellor, person):
    card(counsellor, person, TODAY + timedelta(days=20))
    remind(today=TODAY)
    due().update(state="reached")

    assert remind(today=TODAY) == 0 and not due().exists()


def test_who_turns_sixty_is_looked_at_again(counsellor, person):
    Person.objects.filter(pk=person.pk).update(born_on=date(1966, 12, 10))

    assert remind(today=TODAY) == 1
    assert due().get().due_on == date(2026, 11, 10)


@pytest.mark.parametrize("changes", [{"born_precision": "age_only"}, {"is_sealed": True}])
def test_a_guessed_age_and_a_sealed_file_are_left_alone(counsellor, person, changes):
    Person.objects.filter(pk=person.pk).update(born_on=date(1966, 12, 10), **changes)

    assert remind(today=TODAY) == 0


def test_the_word_on_today_tells_nothing_of_it(counsellor, person):
    card(counsellor, person, TODAY + timedelta(days=20))
    remind(today=TODAY)

    (word,) = due()
    assert word.is_discreet and word.what == ""
    rows = todays_list(counsellor, TODAY).now.rows
    assert [row.follow_up.pk for row in rows] == [word.pk]


def test_a_renewal_is_promised_and_goes_when_it_was_renewed(counsellor, person):
    ends = TODAY + timedelta(days=200)
    referral = walked(counsellor, started(counsellor, person, "SCHOOL"), *TO_RECEIVED, until=ends)
    assert due().get(about_id=referral.pk).due_on == ends - timedelta(days=30)

    stepped(counsellor, referral, "renew", until=ends + timedelta(days=365))

    assert due().get(about_id=referral.pk).due_on == ends + timedelta(days=335)


def test_the_last_day_to_ask_again_is_promised_and_goes_with_the_asking(counsellor, person):
    last = TODAY + timedelta(days=20)
    referral = walked(counsellor, started(counsellor, person), "make_ready", "submit")
    refused = stepped(counsellor, referral, "refuse", until=last)
    assert due().get(about_id=referral.pk).due_on == last - timedelta(days=7)

    stepped(counsellor, refused, "appeal")

    assert not due().filter(about_id=referral.pk).exists()


def test_a_refusal_without_a_known_day_invents_none(counsellor, person):
    walked(counsellor, started(counsellor, person), "make_ready", "submit", "refuse")

    assert not due().exists()


def test_what_has_ended_asks_for_nothing(counsellor, person):
    ends = TODAY + timedelta(days=200)
    referral = walked(counsellor, started(counsellor, person, "SCHOOL"), *TO_RECEIVED, until=ends)

    stepped(counsellor, referral, "lapse")

    assert not due().filter(about_id=referral.pk).exists()


def test_this_months_word_goes_when_it_was_paid_and_the_next_one_comes(counsellor, person):
    referral = walked(counsellor, started(counsellor, person, "NSSF-VOLUNTARY"), *TO_RECEIVED)
    first = due().get(about_id=referral.pk)
    now = SchemeReferral.objects.get(pk=referral.pk)

    record_payment(actor=counsellor, referral=now, revision=now.revision, today=TODAY)

    assert due().get(about_id=referral.pk).due_on > first.due_on


def test_the_days_of_a_pregnancy_stand_nowhere_but_in_the_sealed_words(counsellor, person):
    referral = walked(counsellor, started(counsellor, person, "MATERNITY-CASH"), *TO_RECEIVED)
    now = SchemeReferral.objects.get(pk=referral.pk)
    dates = Dates(next_visit_on=TODAY + timedelta(days=14), birth_on=TODAY + timedelta(days=90))

    save_dates(actor=counsellor, referral=now, revision=now.revision, dates=dates, today=TODAY)

    words = due().filter(about_id=referral.pk)
    assert words.count() == 2
    assert not any(one.what or one.finding for one in words)
    # The id of a promise is made of record and day alone: it cannot be asked what it is about.
    assert {one.pk for one in words} == {
        uuid.uuid5(referral.pk, one.due_on.isoformat()) for one in words
    }


def test_a_closed_case_is_not_reminded(counsellor, manager, case, person):
    card(counsellor, person, TODAY + timedelta(days=20))
    asked = ask_to_close(
        actor=counsellor,
        case=case,
        revision=case.revision,
        words=ExitWords(reason="goal_reached"),
        now=MORNING,
    )
    close_case(actor=manager, case=asked, revision=asked.revision, now=MORNING)

    assert remind(today=TODAY) == 0


def test_the_command_says_how_many(counsellor, person, capsys):
    IdentityDocument.objects.create(
        person=person, kind="equity_card", expires_on=timezone.localdate() + timedelta(days=5)
    )

    call_command("remind_benefits")

    assert "1 reminders made" in capsys.readouterr().out
