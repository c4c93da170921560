"""Invented small businesses: an idea, one that pays, one that does not, a kit, a savings group."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Final

from spean.accounts.models import User
from spean.console.population.telling import Telling, whole
from spean.core.months import Range
from spean.people.models import Person
from spean.skills.contracts import CheckWords, IdeaWords, KitThing, MeetingWords, VisitWords
from spean.skills.models import Business, CooperativeGroup
from spean.skills.rules.enterprise import Product, Shop
from spean.skills.rules.figures import due_on
from spean.skills.services.business import begin_business, move_business, save_plan
from spean.skills.services.business_checks import check_business
from spean.skills.services.coaching import note_visit
from spean.skills.services.groups import (
    begin_cooperative,
    join_cooperative,
    note_cooperative_meeting,
)
from spean.skills.services.kits import allow_kit, put_together

# What is sold, its price and cost in riel, how many a month (low, likely, high), days it has run
# (none: it is still an idea).
BUSINESSES: Final = (
    ("food", "លក់បាយព្រឹកក្បែរសាលា", "បាយ", 5_000, 3_000, (500, 800, 1_100), 200),
    ("grocery", "បើកហាងលក់ឥវ៉ាន់", "ឥវ៉ាន់", 4_000, 3_600, (300, 420, 600), 100),
    ("sewing", "ទទួលដេរសម្លៀកបំពាក់", "អាវ", 18_000, 9_000, (20, 35, 50), 20),
    ("repair", "ជួសជុលម៉ូតូ", "ជួសជុល", 12_000, 5_000, (60, 100, 150), 0),
)
# How the first ones did after one and three months: sold and spent in a month, in riel.
RESULTS: Final = (((2_600_000, 1_700_000), (3_100_000, 2_000_000)), ((1_500_000, 1_650_000),))
MONTHS: Final = (1, 3, 6, 12)


def tell_enterprise(telling: Telling) -> None:
    """Begin the businesses and one group; each is whole or not there."""
    if "PUR" not in telling.centres:
        return
    people = telling.people("PUR", since=20)
    chosen = people[len(people) // 2 :]
    for number, (row, person) in enumerate(zip(BUSINESSES, chosen, strict=False)):
        whole(partial(_business, telling, number, row, person))
    whole(partial(_group, telling, chosen[:5]))


def _business(telling: Telling, number: int, row: tuple, person: Person) -> None:  # type: ignore[type-arg]
    kind, idea, name, price, cost, sold, days = row
    id, officer = telling.id(f"business:{number}"), telling.officer(person)
    if Business.objects.filter(pk=id).exists():
        return
    words = IdeaWords(kind, f"{idea} (ប្រឌិត)", buyers="អ្នកជិតខាង")
    business = begin_business(actor=officer, person=person, id=id, words=words)
    began = telling.today - timedelta(days=days)
    shop = Shop(
        begins=began.replace(day=1),
        products=(Product(name, price, cost, Range(*sold)),),
        start_costs=(("ឧបករណ៍", 800_000), ("ទំនិញដំបូង", 400_000)),
        own_money=600_000,
        given=700_000,
        fixed=150_000,
        owner_pay=400_000,
        family_hours=40,
        family_wage=2_500,
    )
    plan = telling.id(f"business-plan:{number}")
    save_plan(actor=officer, business=business, id=plan, shop=shop, now=telling.now)
    if not days:
        return
    business.refresh_from_db()
    business = move_business(actor=officer, business=business, move="start", on=began)
    _kit(telling, number, business, officer)
    _visit(telling, number, business, officer, began)
    results = RESULTS[number] if number < len(RESULTS) else ()
    for month, (sales, costs) in zip(MONTHS, results, strict=False):
        said = CheckWords(
            month=month,
            checked_on=min(due_on(began, month), telling.today),
            is_alive=True,
            sales=sales,
            costs=costs,
            owner_pay=300_000,
            women=1,
            keeps_records=number == 0,
        )
        check = telling.id(f"business-check:{number}:{month}")
        check_business(actor=officer, business=business, id=check, words=said, today=telling.today)


def _kit(telling: Telling, number: int, business: Business, officer: User) -> None:
    things = (KitThing("ចង្ក្រានហ្គាស", 1, 240_000), KitThing("តុ", 2, 90_000))
    kit = put_together(
        actor=officer,
        business=business,
        id=telling.id(f"kit:{number}"),
        purpose="tools",
        supplier="ផ្សារផ្កាយព្រឹក (ប្រឌិត)",
        things=things,
    )
    if kit.state == "asked" and number == 0:
        allow_kit(actor=telling.officers["PUR"][1], kit=kit)


def _visit(telling: Telling, number: int, business: Business, officer: User, began: date) -> None:
    words = VisitWords(
        happened_on=min(began + timedelta(days=14), telling.today),
        advice="កត់ចំណូល និងចំណាយរាល់ល្ងាច។",
        promises="ទុកលុយហាងដាច់ដោយឡែកពីលុយផ្ទះ។",
        next_on=telling.today + timedelta(days=10),
    )
    id = telling.id(f"business-visit:{number}")
    note_visit(actor=officer, business=business, id=id, words=words, today=telling.today)


def _group(telling: Telling, people: Sequence[Person]) -> None:
    """Let five save together for three months."""
    id, officer = telling.id("cooperative:1"), telling.officers["PUR"][0]
    if CooperativeGroup.objects.filter(pk=id).exists():
        return
    group = begin_cooperative(
        actor=officer,
        centre=telling.centres["PUR"],
        id=id,
        name="ក្រុមសន្សំ ផ្កាយព្រឹក (ប្រឌិត)",
        purpose="សន្សំជាមួយគ្នា ហើយទិញទំនិញរួម។",
    )
    for person in people:
        on = telling.today - timedelta(days=95)
        join_cooperative(actor=officer, group=group, person=person, on=on)
    for number in range(3):
        words = MeetingWords(
            happened_on=telling.today - timedelta(days=90 - 30 * number),
            came=len(people) - number % 2,
            saved=50_000 * len(people),
            taken=120_000 if number == 2 else 0,
        )
        meeting = telling.id(f"cooperative-meeting:{number}")
        note_cooperative_meeting(actor=officer, group=group, id=meeting, words=words)
