"""A course with twenty seats and sixty who want one: seats drawn, run, and traced, in Khmer."""

import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone

from spean.accounts.models import User
from spean.directory.models import Centre, Organisation
from spean.directory.services.rule_rows import load_rules
from spean.people.models import Person
from spean.skills.choices import EnrolmentState
from spean.skills.models import ClassDay, Course, DropTalk, Enrolment, SelectionRound, Trace
from tests.browser.conftest import Visit
from tests.browser.town import Town
from tests.browser.walker import LAPTOP, PHONE, Walker, in_khmer, km
from tests.factories.courses import applied
from tests.factories.training import provider

SEATS, WANTED, BY_HAND = 20, 60, 2


def to(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


def picture(her: Walker, name: str) -> None:
    folder = os.environ.get("SPEAN_LOOK")
    if folder:
        width = her.page.viewport_size["width"]
        her.page.screenshot(path=Path(folder) / f"course-{name}-{width}.png", full_page=True)


def plan(her: Walker, centre: Centre, school: Organisation, today: date) -> Course:
    """Plan a course on its page, with seats kept for women, drawn by lot, and open it."""
    her.go(to("skills_home"))
    picture(her, "home")
    her.press("Plan a course")
    her.fill(centre=str(centre.pk), label_km="ក្រាលការ៉ូ", kind="vocational", hours="80")
    her.fill(provider=str(school.pk))
    her.fill(
        mode="centre",
        seats=str(SEATS),
        seats_women="6",
        entry_literacy="none",
        selection="lottery",
        stipend_khr="280000",
        paid_by="programme",
    )
    for name, days in (("apply_by", 6), ("starts_on", 10), ("ends_on", 40), ("next_on", 120)):
        her.fill(**{name: in_khmer(today + timedelta(days=days))})
    picture(her, "form")
    her.press("Save", within="main form[novalidate]")
    her.press("Let people apply")
    return Course.objects.get()


def crowd(town: Town, course: Course) -> list[Person]:
    """Let all but two apply at once, as sixty do on a market day; a third are women."""
    people = [
        town.person("ភ្នំ", f"តារា {number}", f"018 000 6{number:02}", sex="F" if number % 3 else "M")
        for number in range(WANTED)
    ]
    for person in people[BY_HAND:]:
        applied(town.counsellor, person, course, now=timezone.now())
    return people


def days_pass(course: Course, days: int) -> None:
    """Let everything that was planned lie so many days earlier."""
    course.refresh_from_db()
    for name in ("apply_by", "starts_on", "ends_on", "next_on"):
        day = getattr(course, name)
        setattr(course, name, day and day - timedelta(days=days))
    course.save()
    for one in Enrolment.objects.all():
        one.applied_on -= timedelta(days=days)
        one.ended_on = one.ended_on and one.ended_on - timedelta(days=days)
        one.save()
    for held in ClassDay.objects.order_by("held_on"):
        held.held_on -= timedelta(days=days)
        held.save()


def give(her: Walker, course: Course) -> None:
    """Close the list, look at the result, give the seats."""
    her.go(to("course", course.pk))
    her.press("Close the list")
    assert her.page.locator("table.tbl tbody tr").count() == WANTED
    picture(her, "seats")
    her.press("Give these seats")
    picture(her, "given")
    left = her.page.locator("main li.job", has_text=km("More people applied than there are seats"))
    told = km("can apply again %(day)s", day=in_khmer(Course.objects.get().next_on))
    assert left.count() == WANTED - SEATS == left.filter(has_text=told).count()


def anybody_repeats_it(walker: Walker, course: Course, tmp_path: Path) -> None:
    """Look at the public page on a phone; take its file and draw again."""
    walker.go(reverse("portal:course", args=[course.pk]))
    picture(walker, "public")
    assert "តារា" not in walker.text
    answer = walker.page.request.get(
        walker.site + reverse("portal:course_selection", args=[course.pk])
    )
    told = answer.json()
    assert len(told["applicants"]) == WANTED and "តារា" not in answer.text()
    file = tmp_path / "selection.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    call_command("check_selection", str(file))
    told["seed"] = "0" * len(told["seed"])
    file.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises((CommandError, SystemExit)):
        call_command("check_selection", str(file))


def run(her: Walker, course: Course) -> list[Enrolment]:
    """Twenty take part; somebody stays away for three days and is called."""
    her.follow(her.page.locator("form[action$='/everybody/'] button"))
    her.press("The course begins")
    days_pass(course, 10)
    class_of = list(Enrolment.objects.filter(state=EnrolmentState.ENROLLED).order_by("lot"))
    assert len(class_of) == SEATS
    first = Course.objects.get().starts_on
    her.press("Go to the class")
    for day in range(4):
        # Three days she stays away.
        on = first + timedelta(days=day)
        her.go(f"{to('class_day', course.pk)}?day={on:%Y-%m-%d}&all=here")
        if day:
            her.tick(f"mark-{class_of[0].pk}", "absent")
        picture(her, f"day{day}")
        her.press("Save", within="main form[novalidate]")
    her.go(to("class", course.pk))
    picture(her, "class")
    assert km("Call and note") in her.text
    her.follow(her.page.locator(f"a[href='{to('class_talk', class_of[0].pk)}']"))
    her.fill(reason="money", outcome="stops")
    her.press("Save", within="main form[novalidate]")
    assert DropTalk.objects.get().reason == "money"
    return class_of[1:]


def pay_and_test(her: Walker, course: Course, who: Enrolment) -> None:
    """Pay one stipend, and let her point at a picture before and after."""
    her.go(to("class_questions", course.pk))
    her.fill(km="មួយណាសម្រាប់ហៅ?", picture1="house", picture2="telephone", answer="1")
    her.press("Save", within="main form[novalidate]")
    for moment, answer in (("before", "0"), ("after", "1")):
        her.go(f"{to('class_test', who.pk)}?moment={moment}")
        picture(her, f"test-{moment}")
        her.page.locator(f".points label:has([value='{answer}'])").click()
        her.press("Save", within="main form[novalidate]")
    her.go(to("class_stipends", course.pk))
    picture(her, "stipends")
    her.follow(her.page.locator("a[href*='/stipend/']").first)
    her.fill(how="cash", proof="paper")
    her.press("Save", within="main form[novalidate]")
    picture(her, "paid")


def trace(her: Walker, who: Enrolment) -> None:
    """After three months, ask what came of it."""
    her.go(to("traces"))
    picture(her, "traces")
    her.follow(her.page.locator(f"a[href^='{to('trace', who.pk)}']"))
    her.fill(state="answered", work="employed")
    picture(her, "trace")
    her.press("Save", within="main form[novalidate]")
    assert Trace.objects.count() == 1
    her.go(to("providers"))
    picture(her, "providers")


def test_sixty_want_twenty_seats(
    visitor: Visit, town: Town, facilitator: User, tmp_path: Path
) -> None:
    load_rules()
    school = provider()
    with visitor(size=LAPTOP) as her:
        her.let_in(facilitator)
        course = plan(her, town.centre, school, town.today)
        people = crowd(town, course)
        for person in people[:BY_HAND]:
            her.go(to("course_apply", person.pk, course.pk))
            picture(her, "apply")
            her.press("Apply", within="main form[novalidate]")
            picture(her, "slip")
        days_pass(course, 7)
        give(her, course)
        with visitor(size=PHONE) as stranger:
            anybody_repeats_it(stranger, course, tmp_path)
        assert SelectionRound.objects.get().chosen_at is not None
        class_of = run(her, course)
        days_pass(course, 45)
        pay_and_test(her, course, class_of[0])
        her.go(to("class_complete", course.pk))
        picture(her, "complete")
        her.press("Write down that they completed it")
        done = Enrolment.objects.filter(state=EnrolmentState.COMPLETED)
        assert [one.pk for one in done] == [class_of[0].pk]
        days_pass(course, 95)
        trace(her, class_of[0])
