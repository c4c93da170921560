"""The invented day of a centre: appointments, the queue, groups, talks, a word of thanks."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import Final

from django.utils import timezone

from spean.casework.contracts import (
    AppointmentWords,
    ChoiceWords,
    MeetingWords,
    PeerGroupWords,
    TransferWords,
)
from spean.casework.models import Appointment, Grievance, Plan, PlanChoice, Ticket, Transfer
from spean.casework.rules.segments import YES
from spean.casework.selectors import case_of
from spean.casework.services.appointments import book_appointment, move_appointment
from spean.casework.services.grievances import GrievanceWords, receive_grievance
from spean.casework.services.guidance import note_choice
from spean.casework.services.peers import begin_group, join_group, note_meeting
from spean.casework.services.plan_options import choose_option
from spean.casework.services.tickets import move_ticket, take_ticket
from spean.casework.services.transfers import ask_transfer
from spean.console.population.telling import Telling, whole
from spean.directory.models import Occupation
from spean.pathways.options import known_facts, options_on
from spean.people.models import Person

# Days from today, the hour, where, for what. Yesterday's was missed.
BOOKED: Final = (
    (-1, time(9), "centre", "COU1"),
    (0, time(8, 30), "centre", "COU2"),
    (0, time(10), "phone", "FUP1"),
    (0, time(14, 30), "centre", "LEG1"),
    (2, time(9), "home", "FUP2"),
    (4, time(15), "centre", "COU6"),
)
# Moves of each number of today, the first that came first.
QUEUE: Final = (("call", "serve"), ("call",), (), ())
GROUPS: Final = (
    ("PUR", "women", "ក្រុមស្ត្រីទន្លេ (ប្រឌិត)", "សាលាប្រជុំភូមិទន្លេ", "រៀងរាល់ថ្ងៃសុក្រទីពីរ ម៉ោង ២ រសៀល"),
    ("OMC", "savings", "ក្រុមសន្សំភ្នំខៀវ (ប្រឌិត)", "មជ្ឈមណ្ឌល", "រៀងរាល់ដើមខែ"),
)  # fmt: skip
CHOICES: Final = (
    ("ខ្ញុំចង់ធ្វើការដេរ ព្រោះនៅជិតកូន។", "ទៅមើលរោងចក្រមួយ"),
    ("ខ្ញុំចេះដំឡើងអគ្គិសនី ហើយចង់បានវិញ្ញាបនបត្រ។", "រៀនបន្ត ៣ ខែ"),
    ("ខ្ញុំចង់បើកហាងជួសជុលម៉ូតូ។", "និយាយជាមួយបងប្អូន"),
)
THANKS: Final = "បុគ្គលិកពន្យល់ច្បាស់ ហើយស្តាប់ខ្ញុំដោយយកចិត្តទុកដាក់។ សូមអរគុណ។"
MOVES_TO: Final = "នាងទៅរស់នៅផ្ទះម្តាយ ក្នុងខេត្តនោះ។"
OTHER_OPTION: Final = "នាងជ្រើសរើសខ្លួនឯង បន្ទាប់ពីបានពិភាក្សា។"


def tell_days(telling: Telling) -> None:
    """Fill the day of each centre, and what stands beside it."""
    for code in telling.centres:
        people = telling.people(code)
        for number, (person, booked) in enumerate(zip(people, BOOKED, strict=False)):
            whole(partial(_book, telling, f"{code}:{number}", person, booked))
        _queue(telling, code, people)
        for number, person in enumerate(people[6:8]):
            whole(partial(_choose, telling, f"{code}:{number}", person))
    for group in GROUPS:
        whole(partial(_group, telling, group))
    for plan in _plans():
        whole(partial(_option, telling, plan))
    whole(partial(_thank, telling))
    _move_away(telling)


def _book(telling: Telling, name: str, person: Person, booked: tuple[int, time, str, str]) -> None:
    id = telling.id(f"appointment:{name}")
    if Appointment.objects.filter(pk=id).exists():
        return
    days, hour, place, purpose = booked
    day = telling.today + timedelta(days=days)
    actor = telling.officer(person)
    made = book_appointment(
        actor=actor,
        person=person,
        id=id,
        words=AppointmentWords(
            officer_id=actor.pk,
            starts_at=timezone.make_aware(datetime.combine(day, hour)),
            place=place,
            purpose=purpose,
        ),
        now=telling.ago(3),
    )
    if days < 0:
        move_appointment(
            actor=actor, appointment=made, revision=made.revision, move="miss", now=telling.now
        )


def _queue(telling: Telling, code: str, people: list[Person]) -> None:
    """Give the numbers of today; the last was taken by somebody not yet known."""
    start = timezone.localtime(telling.now).replace(hour=0, minute=0)
    for number, moves in enumerate(QUEUE):
        at = max(start, telling.now - timedelta(minutes=40 - 8 * number))
        person = people[number] if number < min(3, len(people)) else None
        whole(partial(_ticket, telling, (code, number), person, (at, moves)))


def _ticket(
    telling: Telling,
    name: tuple[str, int],
    person: Person | None,
    story: tuple[datetime, tuple[str, ...]],
) -> None:
    code, number = name
    id = telling.id(f"ticket:{telling.today}:{code}:{number}")
    if Ticket.objects.filter(pk=id).exists():
        return
    at, moves = story
    actor, case = telling.officers[code][0], case_of(person) if person else None
    ticket = take_ticket(actor=actor, centre=telling.centres[code], id=id, now=at, case=case)
    for move in moves:
        ticket = move_ticket(actor=actor, ticket=ticket, move=move, now=telling.now)


def _choose(telling: Telling, name: str, person: Person) -> None:
    said, wish = CHOICES[int(person.pk) % len(CHOICES)]
    wanted = Occupation.objects.filter(is_offered=True).order_by("isco", "code")[:3]
    note_choice(
        actor=telling.officer(person),
        person=person,
        id=telling.id(f"choice:{name}"),
        words=ChoiceWords(
            chosen_on=telling.today - timedelta(days=int(person.pk) % 10),
            words=said,
            occupations=tuple(one.pk for one in wanted[: 1 + int(person.pk) % 3]),
            next_wish=wish,
            minutes=45,
        ),
        now=telling.now,
    )


def _group(telling: Telling, told: tuple[str, str, str, str, str]) -> None:
    code, kind, name, where, when = told
    actor = telling.officers[code][0]
    group = begin_group(
        actor=actor,
        centre=telling.centres[code],
        id=telling.id(f"group:{code}"),
        words=PeerGroupWords(name=name, kind=kind, meets_where=where, meets_when=when),
    )
    only = {"sex": "F"} if kind == "women" else {}
    since = telling.today - timedelta(days=60)
    members = [
        join_group(actor=actor, group=group, person=person, on=since)
        for person in telling.people(code, **only)[:6]
    ]
    note_meeting(
        actor=actor,
        group=group,
        id=telling.id(f"meeting:{code}"),
        words=MeetingWords(
            happened_on=telling.today - timedelta(days=9),
            topics=("COU7",) if kind == "women" else ("COU5",),
            present=tuple(one.pk for one in members[:5]),
            minutes=90,
            summary="ចែករំលែកបទពិសោធន៍ ហើយសន្យាជួបគ្នាខែក្រោយ។",
        ),
        now=telling.now,
    )


def _plans() -> list[Plan]:
    drawn = Plan.objects.filter(case__person__is_invented=True, state__in=("draft", "agreed"))
    return list(
        drawn.select_related("case__person__centre").order_by("case__person__client_number")[:2]
    )


def _option(telling: Telling, plan: Plan) -> None:
    id = telling.id(f"option:{plan.pk}")
    if PlanChoice.objects.filter(pk=id).exists():
        return
    person, day = plan.case.person, telling.today
    answers = {"is_trade_wanted_here": False, "is_carer": False, "leaves_soon": False}
    options = options_on(known_facts(person, plan.case, day), answers, day)
    option = next((one for one in options if one.verdict == YES), options[-1])
    choose_option(
        actor=telling.officer(person), plan=plan, id=id, option=option, reason=OTHER_OPTION
    )


def _thank(telling: Telling) -> None:
    id = telling.id("thanks")
    if not Grievance.objects.filter(pk=id).exists():
        words = GrievanceWords(
            centre=telling.centres["PUR"],
            kind="positive",
            way="web",
            about="nobody",
            story=THANKS,
        )
        receive_grievance(actor=None, id=id, words=words, now=telling.ago(1))


def _move_away(telling: Telling) -> None:
    id = telling.id("transfer")
    for person in telling.people("OMC")[10:]:
        words = TransferWords(telling.centres["PUR"], MOVES_TO, telling.today)
        act = partial(
            ask_transfer,
            actor=telling.officer(person),
            person=person,
            id=id,
            words=words,
            now=telling.now,
        )
        if Transfer.objects.filter(pk=id).exists() or whole(act):
            return
