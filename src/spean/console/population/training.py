"""Invented courses in every state, what came of them, and certificates that say specimen."""

from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from spean.accounts.models import User
from spean.console.population.staff import fixed_id
from spean.console.population.telling import Telling, whole
from spean.core.refs import Ref
from spean.directory.models import Centre, Organisation, Sector
from spean.pathways.training import complete_class
from spean.people.models import Person
from spean.skills.models import Course, Enrolment, Standard
from spean.skills.selectors.stipends import StipendRow, stipends_of
from spean.skills.services.applying import Application, apply_for
from spean.skills.services.attendance import DayWords, Said, mark_day
from spean.skills.services.certificates import (
    issue_certificate,
    propose_certificate,
    revoke_certificate,
)
from spean.skills.services.courses import begin_course, end_course, enrol, open_course, plan_course
from spean.skills.services.selection import close_list, give_seats
from spean.skills.services.signing_keys import trust_demo_root
from spean.skills.services.stipends import Paid, pay_stipend

STEPS: Final = ("planned", "open", "chosen", "running", "ended")
# Centre, name in Khmer and English, kind, package, how far it has come, first and last day as
# days from today, seats, how many apply.
COURSES: Final[tuple[tuple[str, str, str, str, str, str, int, int, int, int], ...]] = (
    ("PUR", "រៀនក្រាលការ៉ូ", "Tiling", "vocational", "", "ended", -140, -50, 8, 6),
    ("PUR", "រៀនដំឡើងអគ្គិសនី", "House wiring", "vocational", "", "running", -40, 30, 6, 8),
    ("PUR", "រៀនផ្សារដែក", "Welding", "vocational", "", "chosen", 6, 90, 4, 7),
    ("PUR", "ត្រៀមខ្លួនចូលធ្វើការ", "Ready for work", "readiness", "", "open", 20, 24, 12, 5),
    ("PUR", "ចាប់ផ្តើមអាជីវកម្ម", "Start a business", "enterprise", "syb", "planned", 60, 65, 15, 0),
    ("OMC", "រៀនដេរ", "Sewing", "vocational", "", "open", 25, 100, 10, 4),
    ("PUR", "គិតរកអាជីវកម្ម", "Think of a business", "enterprise", "gyb", "ended", -45, -43, 10, 6),
    ("PUR", "ចាប់ផ្តើមអាជីវកម្ម", "Start a business", "enterprise", "syb", "running", -2, 3, 10, 5),
)  # fmt: skip
PROVIDER: Final = {"PUR": "partner:3", "OMC": "partner:7"}
BUSINESS_TRAINERS: Final = "partner:4"
STIPEND_KHR: Final = 100_000
_DAYS: Final = 6


def trust_demo(centres: dict[str, Centre]) -> None:
    """Let the demo's centres seal, so that a newcomer's first certificate can be checked."""
    home = Path(settings.SPEAN_HOME)
    trust_demo_root(centres=centres.values(), home=home, now=timezone.now())


def tell_training(telling: Telling) -> None:
    """Fill the courses; a course is whole or not there."""
    for number, row in enumerate(COURSES, start=1):
        if row[0] in telling.centres:
            whole(partial(_course, telling, number, row))
    whole(partial(_certificates, telling))


def _course(telling: Telling, number: int, row: tuple[Any, ...]) -> None:
    code, id, step, (first, last) = row[0], telling.id(f"course:{number}"), row[5], row[6:8]
    if Course.objects.filter(pk=id).exists():
        return
    manager = telling.officers[code][1]
    values = _values(telling, number, row)
    plan_course(actor=manager, centre=telling.centres[code], id=id, values=values)
    reached = STEPS.index(step)
    if not reached:
        return
    applied = telling.now + timedelta(days=min(first - 20, -3))
    course = open_course(actor=manager, course_id=id, now=applied)
    people = telling.people(code, since=(telling.now - applied).days + 1)
    if row[3] == "enterprise":
        # Who thinks of a business is not the one who learns a trade on the same days.
        people.reverse()
    for person in islice(people, row[9]):
        whole(partial(_apply, telling, f"{number}:{person.pk}", person, course, applied))
    if reached < STEPS.index("chosen") or course.round_id is None:
        return
    close_list(actor=manager, round_id=course.round_id, now=telling.now)
    next_on = telling.today + timedelta(days=90)
    give_seats(actor=manager, round_id=course.round_id, next_on=next_on, now=telling.now)
    if reached < STEPS.index("running"):
        return
    begin_course(actor=manager, course_id=id)
    _class(telling, f"{number}", Course.objects.get(pk=id), manager)
    if reached < STEPS.index("ended"):
        return
    complete_class(actor=manager, course_id=id, now=telling.now + timedelta(days=last + 1))
    end_course(actor=manager, course_id=id)


def _values(telling: Telling, number: int, row: tuple[Any, ...]) -> dict[str, Any]:
    code, km, en, kind, package, step, first, last, seats, _apply = row
    starts = telling.today + timedelta(days=first)
    # The list of a course whose seats are given is closed; that of an open one is not.
    apply_by = starts - timedelta(days=10 if first > 10 or first < 0 else first + 2)
    provider = BUSINESS_TRAINERS if kind == "enterprise" else PROVIDER[code]
    tiling = Standard.objects.filter(occupation__code="7122").order_by("code").first()
    return {
        "label_km": f"{km} (ប្រឌិត)",
        "label_en": f"{en} (invented)",
        "kind": kind,
        "package": package,
        "provider": Organisation.objects.get(pk=fixed_id(provider)),
        "licence": "",
        "sector": Sector.objects.filter(code="construction").first() if number < 4 else None,
        "standard": tiling if step == "ended" and kind == "vocational" else None,
        "level": 2 if kind == "vocational" else None,
        "mode": "centre",
        "area": telling.centres[code].area,
        "address": "",
        "hours": 240 if kind == "vocational" else 30,
        "apply_by": apply_by,
        "seats": seats,
        "seats_women": 1,
        "seats_disability": 0,
        "entry_literacy": "none",
        "selection": "lottery" if step == "chosen" else "priority",
        "starts_on": starts,
        "ends_on": telling.today + timedelta(days=last),
        "next_on": telling.today + timedelta(days=max(last, 0) + 60),
        "stipend_khr": STIPEND_KHR if kind == "vocational" else 0,
        "has_transport": code == "PUR",
        "has_dormitory": False,
        "has_childcare": number == 6,
        "trainer": "គ្រូ ផ្កាយ (ប្រឌិត)",
        "trainer_number": "",
        "cost_khr": 0,
        "paid_by": "programme",
    }


def _apply(telling: Telling, name: str, person: Person, course: Course, at: Any) -> None:
    apply_for(
        actor=telling.officer(person),
        id=telling.id(f"enrolment:{name}"),
        person=person,
        course_id=course.pk,
        said=Application(),
        now=at,
    )


def _class(telling: Telling, name: str, course: Course, manager: User) -> None:
    """Let the class begin, note its days, and pay the first month to all but one."""
    seated = list(Enrolment.objects.filter(course=course, state="selected").order_by("pk"))
    for one in seated:
        enrol(actor=manager, enrolment_id=one.pk)
    length = (course.ends_on - course.starts_on).days + 1
    for number in range(min(_DAYS, length)):
        # A short course meets each day, a long one is noted every fifth day.
        day = course.starts_on + timedelta(days=number * (1 if length <= _DAYS else 5))
        if day > telling.today:
            break
        mark = {one.pk: Said(_mark(place, number)) for place, one in enumerate(seated)}
        mark_day(
            actor=manager,
            course_id=course.pk,
            id=telling.id(f"day:{name}:{number}"),
            words=DayWords(day),
            said=mark,
            now=telling.now,
        )
    # One waits for hers, so that the list of late stipends has something to show.
    held = Enrolment.objects.filter(pk__in=[one.pk for one in seated[1:]])
    for row in stipends_of(held.select_related("course", "person"), telling.today):
        if row.may_be_paid:
            whole(partial(_pay, telling, name, row, manager))


def _mark(place: int, day: int) -> str:
    return "late" if (place + day) % 7 == 6 else "present"


def _pay(telling: Telling, name: str, row: StipendRow, manager: User) -> None:
    paid = Paid(
        month=row.due.month,
        amount_khr=row.due.due_khr,
        paid_on=telling.today,
        how="cash",
        proof="paper",
    )
    id = telling.id(f"stipend:{name}:{row.enrolment.pk}:{row.due.month}")
    pay_stipend(actor=manager, enrolment_id=row.enrolment.pk, id=id, paid=paid, now=telling.now)


def _certificates(telling: Telling) -> None:
    """Seal some, revoke one of them, and leave one to wait for its seal."""
    done = Enrolment.objects.filter(course=telling.id("course:1"), state="completed")
    manager = telling.officers["PUR"][1]
    tvet = User.objects.get(pk=fixed_id("tvet"))
    for number, one in enumerate(list(done.order_by("pk")[:4])):
        id = telling.id(f"certificate:{one.pk}")
        basis = Ref("enrolment", one.pk)
        propose_certificate(actor=tvet, id=id, basis=basis, now=telling.ago(3))
        if number == 0:
            continue
        issue_certificate(actor=manager, certificate_id=id, now=telling.now)
        if number == 1:
            on = telling.now
            revoke_certificate(actor=manager, certificate_id=id, reason="mistake", now=on)
