"""The pages of the day: the book, the queue, the slips, and what who leads looks at."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from spean.casework.models import Appointment, CentreHabits, Ticket
from tests.factories.casework import case_for, follow_up_for, screened, service_type
from tests.factories.day import appointment_for, ticket_at

pytestmark = pytest.mark.django_db
NEUTRAL = "A talk"


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def now():
    """Return the middle of a day, so that an hour from now is still today."""
    return timezone.now()


def page(client, viewer, path):
    client.force_login(viewer)
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def main_of(html):
    return html.split('<main class="wrap"')[1].split("</main>")[0]


def send(client, viewer, name, *args, **values):
    client.force_login(viewer)
    return client.post(reverse(f"desk:{name}", args=args), values, follow=True)


def test_an_appointment_is_booked_in_khmer_digits_and_stands_in_the_book(
    client, counsellor, pursat
):
    case = case_for(counsellor, pursat)
    service_type()
    tomorrow = timezone.localdate() + timedelta(days=1)
    words = {"on_day_": "", "minutes": "៣០", "officer": counsellor.pk, "place": "centre"}

    response = send(
        client,
        counsellor,
        "appointment_new",
        case.person_id,
        id="00000000-0000-4000-8000-000000000001",
        on_day=f"{tomorrow:%d/%m/%Y}",
        at="៩:៣០",
        purpose="COU1",
        **words,
    )

    assert "please give the slip of paper" in response.content.decode()
    made = Appointment.objects.get()
    assert (timezone.localtime(made.starts_at).strftime("%H:%M"), made.minutes) == ("09:30", 30)
    html = page(client, counsellor, f"{reverse('desk:appointments')}?day={tomorrow}")
    assert case.person.name in html and "9:30 am" in html and "Career counselling" in html


def test_an_hour_that_is_past_is_refused_at_the_form(client, counsellor, pursat):
    case = case_for(counsellor, pursat)
    values = {"minutes": "30", "officer": counsellor.pk, "place": "centre", "at": "9:30"}

    response = send(
        client,
        counsellor,
        "appointment_new",
        case.person_id,
        id="00000000-0000-4000-8000-000000000001",
        on_day="1/1/2026",
        **values,
    )

    assert "This hour is past." in response.content.decode()
    assert not Appointment.objects.exists()


def test_what_touches_health_is_only_a_talk_in_the_book(client, counsellor, pursat, now):
    kind = service_type("PRO5")
    appointment_for(case_for(counsellor, pursat), now, purpose="PRO5")
    day = timezone.localdate(now + timedelta(hours=1))

    html = page(client, counsellor, f"{reverse('desk:appointments')}?day={day}")

    assert NEUTRAL in html and kind.label_en not in html


def test_others_appointments_stand_there_when_asked_for(client, counsellor, manager, pursat, now):
    case = case_for(counsellor, pursat)
    appointment_for(case, now)
    day = timezone.localdate(now + timedelta(hours=1))
    path = f"{reverse('desk:appointments')}?day={day}"

    assert case.person.name not in page(client, manager, path)
    assert case.person.name in page(client, manager, f"{path}&whose=all")
    assert case.person.name in page(client, manager, f"{path}&whose=all&span=week")


@pytest.mark.parametrize("day", ["x", "9999-12-31", "0001-01-01", "2026-02-30"])
def test_a_day_that_is_none_is_today(client, counsellor, day):
    path = f"{reverse('desk:appointments')}?day={day}&span=week"

    assert page(client, counsellor, path)


def test_whoever_was_met_is_written_a_note_that_begins_with_the_purpose(
    client, counsellor, pursat, now
):
    service_type()
    appointment = appointment_for(case_for(counsellor, pursat), now, purpose="COU1")

    response = send(
        client, counsellor, "appointment_move", appointment.pk, move="keep", revision="1"
    )

    assert response.request["PATH_INFO"].endswith("/note/")
    assert 'value="COU1" checked' in response.content.decode()


def test_a_move_that_does_not_exist_changes_nothing(client, counsellor, pursat, now):
    appointment = appointment_for(case_for(counsellor, pursat), now)

    send(client, counsellor, "appointment_move", appointment.pk, move="drop table", revision="1")

    appointment.refresh_from_db()
    assert appointment.state == "booked"


@pytest.mark.parametrize("name", ["appointment_slip", "ticket_slip"])
def test_a_slip_bears_neither_name_nor_reason(client, counsellor, pursat, now, name):
    service_type()
    case = case_for(counsellor, pursat)
    appointment = appointment_for(case, now, purpose="COU1")
    ticket = ticket_at(pursat, counsellor, now, case=case)
    of = appointment if name == "appointment_slip" else ticket

    html = main_of(page(client, counsellor, reverse(f"desk:{name}", args=[of.pk])))

    person = case.person
    assert person.family_name_km not in html and person.given_name_km not in html
    assert "Career counselling" not in html and person.client_number not in html
    assert 'class="fig num"' in html


def test_a_walk_in_gets_a_number_and_is_called(client, counsellor, pursat):
    send(client, counsellor, "ticket_new", centre=pursat.code)
    html = page(client, counsellor, reverse("desk:queue"))
    assert "1 person waiting" in html and "Not known yet" in html

    html = send(client, counsellor, "queue_next", centre=pursat.code).content.decode()

    assert Ticket.objects.get().state == "called"
    assert "Not known yet: register" in html


def test_calling_when_nobody_waits_is_a_kind_sentence(client, counsellor, pursat):
    html = send(client, counsellor, "queue_next", centre=pursat.code).content.decode()

    assert "Nobody is waiting" in html


def test_somebody_known_gets_a_number_from_her_page_and_from_her_appointment(
    client, counsellor, pursat
):
    known, comes = (case_for(counsellor, pursat, nickname=name) for name in "ab")
    late = timezone.localtime().replace(hour=23, minute=59)
    appointment = appointment_for(comes, timezone.now(), starts_at=late)

    send(client, counsellor, "ticket_for", known.person_id)
    send(client, counsellor, "appointment_here", appointment.pk)

    assert [one.case for one in Ticket.objects.order_by("number")] == [known, comes]
    html = page(client, counsellor, reverse("desk:queue"))
    assert "appointment at 11:59 pm" in html and known.person.name in html


def test_a_volunteer_at_the_door_sees_numbers_and_no_names(client, counsellor, volunteer, pursat):
    case = case_for(counsellor, pursat)
    ticket_at(pursat, counsellor, timezone.now(), case=case)

    html = page(client, volunteer, reverse("desk:queue"))

    assert "1 person waiting" in html and case.person.name not in html


def test_another_centres_queue_is_not_there(client, counsellor, preah_vihear):
    client.force_login(counsellor)

    assert client.get(f"{reverse('desk:queue')}?centre={preah_vihear.code}").status_code == 404
    answer = client.post(reverse("desk:ticket_new"), {"centre": preah_vihear.code})
    assert answer.status_code == 404 and not Ticket.objects.exists()


def test_todays_appointments_and_the_queue_stand_on_today(client, counsellor, pursat, now):
    case = case_for(counsellor, pursat)
    late = timezone.localtime().replace(hour=23, minute=59)
    appointment_for(case, now, starts_at=late)
    ticket_at(pursat, counsellor, now)

    html = page(client, counsellor, "/desk/")

    assert 'id="hours"' in html and "11:59 pm" in html
    assert "1 person is waiting in the queue." in html


def test_who_leads_sees_each_thing_with_its_way_on(client, counsellor, manager, pursat, now):
    red = case_for(counsellor, pursat)
    screened(red, "hungry_or_unsafe")
    follow_up_for(red, days=-400)
    appointment_for(red, now - timedelta(days=3))

    html = page(client, manager, reverse("desk:supervision"))

    assert red.person.name in html and "1 promised contact is late." in html
    assert "Nobody said whether 1 appointment was kept." in html
    links = re.findall(r'href="([^"]+)" data-row', main_of(html))
    client.force_login(manager)
    assert links and {client.get(link.replace("&amp;", "&")).status_code for link in links} == {200}


def test_who_does_not_lead_does_not_find_that_page(client, counsellor):
    client.force_login(counsellor)

    assert client.get(reverse("desk:supervision")).status_code == 404


def test_the_days_of_a_centre_are_changed_in_khmer_digits_and_nonsense_is_refused(
    client, manager, pursat
):
    send(client, manager, "quiet_days", centre=pursat.code, days="១៤")
    assert CentreHabits.objects.get().quiet_days == 14

    html = send(client, manager, "quiet_days", centre=pursat.code, days="-1").content.decode()

    assert "from 1 to 365" in html and CentreHabits.objects.get().quiet_days == 14


def test_each_page_has_one_filled_button(client, counsellor, manager, pursat, now):
    case = case_for(counsellor, pursat)
    late = timezone.localtime().replace(hour=23, minute=59)
    appointment = appointment_for(case, now, starts_at=late)
    ticket = ticket_at(pursat, counsellor, now)
    paths = [reverse(f"desk:{name}") for name in ("appointments", "queue", "beginnings")]
    paths += [
        reverse("desk:appointment", args=[appointment.pk]),
        reverse("desk:ticket_slip", args=[ticket.pk]),
        reverse("desk:appointment_new", args=[case.person_id]),
    ]

    for path in paths:
        assert main_of(page(client, manager, path)).count('class="btn main') == 1, path


@pytest.mark.parametrize("name", ["appointments", "queue", "supervision"])
def test_the_number_of_queries_does_not_grow(client, counsellor, manager, pursat, now, name):
    path = reverse(f"desk:{name}") + "?whose=all&span=week"

    def more():
        case = case_for(counsellor, pursat, nickname=str(Appointment.objects.count()))
        hour = now + timedelta(hours=1 + Appointment.objects.count())
        appointment_for(case, now, starts_at=hour)
        ticket_at(pursat, counsellor, now, case=case)
        screened(case, "hungry_or_unsafe")

    def count():
        client.force_login(manager)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(path).status_code == 200
        return len(found)

    more()
    few = count()
    for _time in range(4):
        more()

    assert count() == few <= 28
