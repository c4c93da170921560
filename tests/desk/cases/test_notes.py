from datetime import date

import pytest
from django.urls import reverse

from spean.casework.models import FollowUp, ServiceEvent
from tests.desk.cases.writing import REVIEW, hidden, note, sent
from tests.factories.casework import case_for, client_of, follow_up_for, note_for, service_type
from tests.factories.serving import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for code in ("COU1", "EMP2", "PRO5"):
        service_type(code)


@pytest.fixture
def case(counsellor, pursat, client):
    client.force_login(counsellor)
    return case_for(counsellor, pursat)


def test_every_field_of_f10_is_written_read_and_corrected(client, case):
    place = AreaFactory(code="150501")
    typed = note(area=place.code, is_discreet="on")

    assert sent(client, "desk:note", case.person_id, **typed).status_code == 302

    written = ServiceEvent.objects.get()
    assert (written.happened_on, written.minutes, written.mode) == (date(2026, 11, 1), 20, "phone")
    assert (written.area, written.is_discreet, written.next_on) == (place, True, REVIEW)
    html = client.get(reverse("desk:note_read", args=[written.pk])).content.decode()
    shown = (
        "Career counselling",
        "ពិភាក្សារឿងការងារ",
        "ហៅទៅសាលា",
        "Telephone",
        "20 minutes",
        "1 November 2026",
    )
    assert not [word for word in (*shown, place.label_en, "15 June 2028") if word not in html]

    again = note(topics=["EMP2"], summary="កែ", area="", minutes="", next_on="")
    assert sent(client, "desk:note_edit", written.pk, **again).status_code == 302
    written.refresh_from_db()
    assert (written.summary, written.minutes, written.area, written.next_on) == (
        "កែ",
        None,
        None,
        None,
    )


def test_the_form_is_filled_with_today_and_a_beginning_fills_the_rest(client, case):
    url = reverse("desk:note", args=[case.person_id])

    html = client.get(f"{url}?begin=career").content.decode()

    assert "checked" in html.split('name="topics" value="COU1"')[1].split(">")[0]
    assert "What the person can do:" in html
    assert client.get(f"{url}?begin=nonsense").status_code == 200


def test_a_note_settles_what_was_promised(client, case):
    promise = follow_up_for(case, what="ហៅម្ដាយ")

    html = client.get(reverse("desk:note", args=[case.person_id])).content.decode()
    sent(client, "desk:note", case.person_id, **note(settles=[str(promise.pk)]))

    promise.refresh_from_db()
    assert "ហៅម្ដាយ" in html
    assert promise.state == "reached"


def test_a_double_click_on_save_counts_once(client, case):
    url = reverse("desk:note", args=[case.person_id])
    typed = {"id": hidden(client.get(url), "id"), "revision": "1", **note()}

    codes = [client.post(url, typed).status_code for _time in range(2)]

    assert codes == [302, 302]
    assert (ServiceEvent.objects.count(), FollowUp.objects.count()) == (1, 1)


def test_a_buddhist_year_is_asked_about_and_nothing_is_lost(client, case):
    answered = sent(client, "desk:note", case.person_id, **note(happened_on="១ មករា ២៥៦៩"))

    html = answered.content.decode()
    assert "Buddhist-era" in html and "ពិភាក្សារឿងការងារ" in html
    assert not ServiceEvent.objects.exists()


def test_without_a_topic_the_field_says_what_to_do(client, case):
    html = sent(client, "desk:note", case.person_id, **note(topics=[])).content.decode()

    assert "Please choose what you did; at least one." in html


def test_a_person_without_a_case_is_said_kindly(client, counsellor, pursat):
    client.force_login(counsellor)
    person = client_of(counsellor, pursat)

    html = sent(client, "desk:note", person.pk, **note()).content.decode()

    assert "This person has no open case. Please open one first." in html


def test_a_volunteer_notes_for_her_own_people_alone(client, counsellor, volunteer, pursat):
    hers, other = (case_for(counsellor, pursat, nickname=n) for n in "ab")
    hers.person.assigned_to = volunteer
    hers.person.save()
    client.force_login(volunteer)

    assert client.get(reverse("desk:note", args=[hers.person_id])).status_code == 200
    assert client.get(reverse("desk:note", args=[other.person_id])).status_code == 404


def test_another_centres_note_is_not_found(client, case, officer_elsewhere):
    written = note_for(case)
    client.force_login(officer_elsewhere)

    for name, of in (
        ("note", case.person_id),
        ("note_read", written.pk),
        ("note_edit", written.pk),
    ):
        assert client.get(reverse(f"desk:{name}", args=[of])).status_code == 404


def test_a_group_note_is_tallies_written_read_and_corrected(client, counsellor, pursat):
    client.force_login(counsellor)
    typed = note(women="១២", men="7", others="", centre=str(pursat.pk))
    typed.pop("mode")

    assert sent(client, "desk:group_note", None, **typed).status_code == 302

    written = ServiceEvent.objects.get()
    assert (written.women, written.men, written.case, written.centre) == (12, 7, None, pursat)
    assert "12 women, 7 men, 0 others" in client.get(reverse("desk:group_notes")).content.decode()
    read = client.get(reverse("desk:note_read", args=[written.pk])).content.decode()
    assert "12 women, 7 men, 0 others" in read
    assert sent(client, "desk:note_edit", written.pk, **{**typed, "men": "8"}).status_code == 302
    written.refresh_from_db()
    assert written.men == 8
