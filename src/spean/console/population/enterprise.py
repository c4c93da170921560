"""Invented businesses: ideas, plans that carry and one that does not, a kit, visits, a group."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from spean.accounts.models import User
from spean.console.population.drawing import drawn
from spean.console.population.staff import fixed_id
from spean.console.population.telling import Telling, whole
from spean.core.months import Range
from spean.directory.models import ServiceOffer
from spean.people.models import Person
from spean.skills.choices.enterprise import ItemState, KitState
from spean.skills.contracts import CheckWords, IdeaWords, KitThing, MeetingWords, VisitWords
from spean.skills.models import Business, CooperativeGroup
from spean.skills.rules.enterprise import Product, Shop
from spean.skills.services.business import begin_business, move_business, save_plan
from spean.skills.services.business_checks import check_business
from spean.skills.services.coaching import note_visit
from spean.skills.services.finance import ask_for_money
from spean.skills.services.groups import (
    begin_cooperative,
    join_cooperative,
    note_cooperative_meeting,
)
from spean.skills.services.kits import (
    allow_kit,
    hand_over_kit,
    keep_receipt,
    look_at_kit,
    put_together,
)

# Days between a first day and the day of each check: a little after its months are over.
CHECKED_AFTER: Final = {1: 32, 3: 93, 6: 184}
RICE: Final = IdeaWords(
    kind="food",
    idea="លក់បាយព្រឹកក្បែរសាលា។",
    strengths="ចេះធ្វើម្ហូបបាន ៣ ឆ្នាំ នៅផ្ទះបាយមួយក្នុងប្រទេសថៃ។",
    nearby="មានតែតូបកាហ្វេមួយ គ្មានអ្នកលក់បាយទេ។",
    buyers="គ្រូ សិស្ស និងអ្នកធ្វើការដែលឆ្លងកាត់។",
)
PHONES: Final = IdeaWords(
    kind="repair",
    idea="ជួសជុលទូរស័ព្ទនៅមុខផ្ទះ។",
    strengths="ធ្លាប់ជួយមិត្តភក្តិជួសជុល។",
    nearby="មានហាងពីរនៅផ្សារ ដែលលក់ថោកជាង។",
    buyers="អ្នកភូមិ។",
)
GARDEN: Final = IdeaWords(
    kind="farming",
    idea="ដាំបន្លែក្នុងផ្ទះសំណាញ់ លក់នៅផ្សារឃុំ។",
    strengths="ធ្លាប់ធ្វើការចម្ការបន្លែ។",
    nearby="បន្លែភាគច្រើនដឹកមកពីឆ្ងាយ។",
    buyers="អ្នកលក់ដុំ និងសាលា។",
)
SEWING: Final = IdeaWords(kind="sewing", idea="ដេរឯកសណ្ឋានសិស្សនៅផ្ទះ។")
GROUP: Final = ("ក្រុមចិញ្ចឹមត្រីបឹងបៃតង (ប្រឌិត)", "ចិញ្ចឹមត្រី និងទិញចំណីរួមគ្នា", "ស្រះត្រីមួយ អូនពីរ")
# Days ago, how many came, what was saved and taken that day, what was decided.
MEETINGS: Final = (
    (75, 6, 60_000, 0, "ជ្រើសរើសប្រធានក្រុម និងអ្នកកាន់លុយ។"),
    (45, 5, 50_000, 0, "ទិញកូនត្រីរួមគ្នានៅខែក្រោយ។"),
    (15, 6, 60_000, 90_000, "ទិញកូនត្រី ១០០០ ក្បាល។"),
)
THINGS: Final = (
    KitThing("ចង្ក្រានហ្គាស", 1, 180_000),
    KitThing("ឆ្នាំងបាយធំ", 2, 85_000),
    KitThing("តុបត់បាន", 2, 60_000),
    KitThing("អង្ករ ៥០ គីឡូ", 1, 130_000),
)
# How each thing of the kit was found, in the same order.
FOUND: Final = (ItemState.THERE, ItemState.THERE, ItemState.BROKEN, ItemState.USED)
# Days ago, what became of the last promises, advice, new promises, days until the next visit.
VISITS: Final = (
    (170, "", "សរសេរការលក់រាល់ថ្ងៃ មុនចូលគេង។", "ទិញសៀវភៅមួយ ហើយសរសេររាល់ល្ងាច។", None),
    (110, "សរសេរបានស្ទើររាល់ថ្ងៃ។", "កុំលក់ជឿលើសមួយសប្តាហ៍។", "ប្រាប់អ្នកទិញឱ្យបង់រាល់ថ្ងៃសៅរ៍។", None),
    (20, "អ្នកជំពាក់នៅសល់តែពីរនាក់។", "គិតថ្លៃបាយម្តងទៀត ព្រោះអង្ករឡើងថ្លៃ។", "សួរថ្លៃអង្ករនៅកន្លែងបី។", 25),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One business while it is told: whose, by whom, and since how many days it runs."""

    telling: Telling
    name: str
    person: Person
    words: IdeaWords
    runs: int = 0

    @property
    def officer(self) -> User:
        """Return the counsellor who goes with her."""
        return self.telling.officer(self.person)

    def id(self, what: str = "") -> UUID:
        """Return the id of the business, or of something that belongs to it."""
        return self.telling.id(f"business:{self.name}:{what}")

    def day(self, ago: int) -> date:
        """Return the day so many days ago."""
        return self.telling.today - timedelta(days=ago)


def tell_enterprise(telling: Telling) -> None:
    """Fill the pages of businesses; each business is whole or not there."""
    for code, rows in _BUSINESSES.items():
        people = _people(telling, code) if code in telling.centres else []
        for person, (name, words, runs, act) in zip(people, rows, strict=False):
            whole(partial(_business, Told(telling, name, person, words, runs), act))
    if "PUR" in telling.centres:
        whole(partial(_group, telling))


def _people(telling: Telling, code: str) -> list[Person]:
    """Return people from the end of the list, long known where some are: not those of courses."""
    long_known = telling.people(code, since=200)
    later = [one for one in telling.people(code) if one not in long_known]
    return [*long_known[::-1], *later[::-1]]


def _business(told: Told, act: Callable[[Told, Business], None] | None) -> None:
    if Business.objects.filter(pk=told.id()).exists():
        return
    business = begin_business(
        actor=told.officer, person=told.person, id=told.id(), words=told.words
    )
    if told.runs:
        on = told.day(told.runs)
        business = move_business(actor=told.officer, business=business, move="start", on=on)
    if act is not None:
        act(told, business)


def _carries(told: Told, business: Business) -> None:
    """Tell of a stall that carries itself, with all that goes along with one."""
    bowl = Product("បាយ", 5_000, 3_000, Range(600, 900, 1_200), "ចាន")
    costs = (("ចង្ក្រាន និងឆ្នាំង", 400_000), ("តុ និងកៅអី", 250_000))
    shop = _shop(told, bowl, costs, fixed=200_000, owner_pay=600_000, own_money=1_500_000)
    _plan(told, business, "plan", shop)
    _kit(told, business)
    for number, (ago, kept, advice, promises, until) in enumerate(VISITS):
        next_on = None if until is None else told.telling.today + timedelta(days=until)
        words = VisitWords(told.day(ago), advice, kept, promises, next_on)
        today, id = told.telling.today, told.id(f"visit:{number}")
        note_visit(actor=told.officer, business=business, id=id, words=words, today=today)
    _checks(told, business, sales=4_200_000, costs=2_900_000)


def _loses(told: Told, business: Business) -> None:
    """Plan a shop that cannot live: so few repairs do not pay what it costs each month."""
    repair = Product("ជួសជុលអេក្រង់", 20_000, 15_000, Range(10, 25, 40), "គ្រឿង")
    costs = (("ឧបករណ៍", 350_000), ("ទូកញ្ចក់", 300_000))
    shop = _shop(told, repair, costs, fixed=250_000, owner_pay=400_000, own_money=700_000)
    _plan(told, business, "plan", shop)


def _grows(told: Told, business: Business) -> None:
    """Tell of a garden that begins small, and asks for money for its second net house."""
    kilo = Product("បន្លែ", 2_500, 1_100, Range(500, 800, 1_000), "គីឡូ")
    once = (("សំណាញ់ និងបង្គោល", 900_000),)
    shop = _shop(told, kilo, once, fixed=120_000, owner_pay=500_000, own_money=1_300_000)
    _plan(told, business, "plan", shop)
    _checks(told, business, sales=1_900_000, costs=1_050_000)
    adviser = ServiceOffer.objects.filter(pk=fixed_id("offer:8")).first()
    if adviser is not None:
        # Sums of money lie open to the responsible officer and the manager alone.
        manager = told.telling.officers[told.person.centre.code][1]
        id, on = told.id("finance"), told.day(12)
        ask_for_money(
            actor=manager, business=business, id=id, offer=adviser, amount=2_000_000, on=on
        )


def _left(told: Told, business: Business) -> None:
    move_business(actor=told.officer, business=business, move="drop", on=None)


# Of each centre: name, idea, days since its first day (0: an idea), what else there is to tell.
_BUSINESSES: Final[
    dict[str, tuple[tuple[str, IdeaWords, int, Callable[[Told, Business], None] | None], ...]]
] = {
    "PUR": (
        ("rice", RICE, 195, _carries),
        ("phones", PHONES, 0, _loses),
        ("sewing", SEWING, 0, _left),
    ),
    "OMC": (("garden", GARDEN, 100, _grows),),
}


def _shop(told: Told, product: Product, costs: tuple[tuple[str, int], ...], **riel: int) -> Shop:
    begins = told.day(told.runs).replace(day=1)
    return Shop(begins=begins, products=(product,), start_costs=costs, **riel)


def _plan(told: Told, business: Business, what: str, shop: Shop) -> None:
    save_plan(
        actor=told.officer, business=business, id=told.id(what), shop=shop, now=told.telling.now
    )


def _kit(told: Told, business: Business) -> None:
    """Hand a kit over with its mark and a receipt, and look half a year later what is there."""
    actor = told.officer
    kit = put_together(
        actor=actor,
        business=business,
        id=told.id("kit"),
        purpose="tools",
        supplier="ហាងផ្សារទន្លេ (ប្រឌិត)",
        things=THINGS,
    )
    if kit.state == KitState.ASKED:
        kit = allow_kit(actor=told.telling.officers[told.person.centre.code][1], kit=kit)
    keep_receipt(actor=actor, kit=kit, id=told.id("receipt"), picture=drawn("receipt"))
    mark, on = drawn("thumb"), told.day(told.runs + 2)
    kit = hand_over_kit(actor=actor, kit=kit, id=told.id("mark"), on=on, mark=mark)
    found = {one.pk: FOUND[one.sort] for one in kit.items.all()}
    look_at_kit(actor=actor, kit=kit, states=found, on=told.day(20))


def _checks(told: Told, business: Business, sales: int, costs: int) -> None:
    """Write down each check whose day has come; sales rise a little with the months."""
    for month, days in CHECKED_AFTER.items():
        if days > told.runs:
            return
        words = CheckWords(
            month=month,
            checked_on=told.day(told.runs - days),
            is_alive=True,
            sales=sales + month * 50_000,
            costs=costs + month * 20_000,
            owner_pay=500_000,
            women=1,
            men=month // 6,
            keeps_records=month > 1,
        )
        today, id = told.telling.today, told.id(f"check:{month}")
        check_business(actor=told.officer, business=business, id=id, words=words, today=today)


def _group(telling: Telling) -> None:
    """Let some people keep fish and save together."""
    id, actor, (name, purpose, assets) = (
        telling.id("cooperative"),
        telling.officers["PUR"][0],
        GROUP,
    )
    if CooperativeGroup.objects.filter(pk=id).exists():
        return
    centre = telling.centres["PUR"]
    group = begin_cooperative(
        actor=actor, centre=centre, id=id, name=name, purpose=purpose, assets=assets
    )
    for person in telling.people("PUR", since=80)[:6]:
        on = telling.today - timedelta(days=75)
        join_cooperative(actor=actor, group=group, person=person, on=on)
    for number, (ago, came, saved, taken, minutes) in enumerate(MEETINGS):
        words = MeetingWords(telling.today - timedelta(days=ago), came, saved, taken, minutes)
        note_cooperative_meeting(
            actor=actor, group=group, id=telling.id(f"cooperative:{number}"), words=words
        )
