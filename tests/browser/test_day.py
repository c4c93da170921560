"""A counsellor's day with the keyboard alone, and on a telephone."""

import os
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.casework.models import Appointment, Case, ServiceEvent, Ticket
from spean.casework.services.tickets import take_ticket
from spean.people.models import Person
from tests.browser import scene
from tests.browser.conftest import Visit
from tests.browser.town import Town
from tests.browser.walker import LAPTOP, PHONE, Walker, km
from tests.factories.accounts import PASSWORD
from tests.factories.casework import note_for
from tests.factories.day import appointment_for

pytestmark = pytest.mark.long
SAID = "និយាយអំពីការងារ និងកូនៗ"


@pytest.fixture
def sophea(town: Town) -> Person:
    return scene.sophea(town)


def a_queue(town: Town, sophea: Person) -> None:
    """Let Sophea wait first, and somebody whom nobody knows second."""
    case = Case.objects.get(person=sophea)
    for known in (case, None):
        take_ticket(
            actor=town.counsellor,
            centre=town.centre,
            id=uuid.uuid4(),
            now=timezone.now(),
            case=known,
        )


def an_hour(town: Town, sophea: Person) -> Appointment:
    late = timezone.localtime().replace(hour=23, minute=59, second=0, microsecond=0)
    return appointment_for(Case.objects.get(person=sophea), town.now, starts_at=late)


def picture(her: Walker, name: str) -> None:
    """Keep a picture where somebody asked for one."""
    if folder := os.environ.get("SPEAN_LOOK"):
        width = her.page.viewport_size["width"]
        her.page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)


def test_sign_in_call_the_next_write_a_note_call_the_next_without_a_mouse(
    visitor: Visit, town: Town, sophea: Person
) -> None:
    a_queue(town, sophea)
    with visitor(size=LAPTOP) as her:
        keys = her.page.keyboard
        her.go("/account/login/?next=/desk/")
        her.page.locator("[name=login]").focus()
        keys.insert_text(town.counsellor.username)
        keys.press("Tab")
        her.page.locator("[name=password]").focus()
        keys.insert_text(PASSWORD)
        with her.page.expect_navigation(url="**/desk/"):
            keys.press("Enter")
        her.seen()
        with her.page.expect_navigation(url="**/queue/**"):
            keys.press("KeyG")
            keys.press("KeyQ")
        her.seen()
        with her.page.expect_navigation(url="**/queue/**"):
            keys.press("KeyN")
        her.seen()
        assert Ticket.objects.get(number=1).state == "called"
        keys.press("KeyJ")
        with her.page.expect_navigation(url="**/people/*/"):
            keys.press("Enter")
        with her.page.expect_navigation(url="**/note/"):
            keys.press("KeyN")
        her.page.locator("a[href='?begin=career']").focus()
        with her.page.expect_navigation():
            keys.press("Enter")
        her.seen()
        her.page.locator("[name=summary]").focus()
        keys.insert_text(SAID)
        with her.page.expect_navigation(url="**/people/*/"):
            keys.press("Control+Enter")
        with her.page.expect_navigation(url="**/desk/"):
            keys.press("KeyG")
            keys.press("KeyT")
        with her.page.expect_navigation(url="**/queue/**"):
            keys.press("KeyG")
            keys.press("KeyQ")
        with her.page.expect_navigation(url="**/queue/**"):
            keys.press("KeyN")
        her.seen()
    assert SAID in ServiceEvent.objects.get().summary
    states = dict(Ticket.objects.values_list("number", "state"))
    assert states == {1: "served", 2: "called"}


def test_the_days_turn_with_the_arrows(visitor: Visit, town: Town, sophea: Person) -> None:
    an_hour(town, sophea)
    tomorrow = town.today + timedelta(days=1)
    with visitor(size=LAPTOP) as her:
        her.let_in(town.counsellor)
        her.go(reverse("desk:today"))
        with her.page.expect_navigation(url="**/day/"):
            her.page.keyboard.press("KeyG")
            her.page.keyboard.press("KeyA")
        her.seen()
        assert "ទន្លេ សុភា" in her.text
        with her.page.expect_navigation(url=f"**/day/?day={tomorrow}"):
            her.page.keyboard.press("ArrowRight")
        assert "ទន្លេ សុភា" not in her.text
        with her.page.expect_navigation(url=f"**/day/?day={town.today}"):
            her.page.keyboard.press("ArrowLeft")
        assert "ទន្លេ សុភា" in her.text


def test_an_appointment_is_made_and_its_slip_seen_on_a_telephone(
    visitor: Visit, town: Town, sophea: Person
) -> None:
    # Two days ahead: at any hour of the clock the morning before is still to come.
    ahead = town.today + timedelta(days=2)
    with visitor(size=PHONE) as her:
        her.let_in(town.counsellor)
        her.go(reverse("desk:person", args=[sophea.pk]))
        her.press("Make an appointment")
        picture(her, "appointment-new")
        her.fill(on_day=ahead.strftime("%d/%m/%Y"), at="៩:៣០", place="centre")
        her.press("Save", within="main form[novalidate]")
        picture(her, "appointment")
        assert km("Saved. A neutral reminder goes out the day before.") in her.text
        her.press("Slip to take along")
        picture(her, "slip")
        assert "សុភា" not in her.page.locator(".slip").inner_text()
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_every_page_of_the_day_fits_and_reads_well(
    visitor: Visit, town: Town, sophea: Person, manager: object, size: tuple[int, int]
) -> None:
    scene.a_day(town)
    a_queue(town, sophea)
    case = Case.objects.get(person=sophea)
    note_for(case, now=town.now, happened_on=town.today, topics=("COU1", "SOC9"))
    appointment = an_hour(town, sophea)
    pages = {
        "today": reverse("desk:today"),
        "appointments": reverse("desk:appointments"),
        "week": reverse("desk:appointments") + "?span=week&whose=all",
        "appointment": reverse("desk:appointment", args=[appointment.pk]),
        "queue": reverse("desk:queue"),
        "number": reverse("desk:ticket_slip", args=[Ticket.objects.get(number=1).pk]),
        "supervision": reverse("desk:supervision"),
        "beginnings": reverse("desk:beginnings"),
        "beginning": reverse("desk:beginning_new"),
        "group": reverse("desk:group_note"),
        "note": reverse("desk:note", args=[sophea.pk]),
        "person": reverse("desk:person", args=[sophea.pk]),
        "month": reverse("desk:monthly"),
        "month-paper": reverse("desk:monthly_paper"),
    }
    leaders = {"supervision"}
    with visitor(size=size) as her:
        for name, path in pages.items():
            her.let_in(manager if name in leaders else town.counsellor)
            her.go(path)
            picture(her, name)
