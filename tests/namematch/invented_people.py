"""Invent people and the ways in which one person comes to be registered twice.

Names are common Cambodian ones; every combination, number and date is drawn by a seeded dice.
"""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from namematch import FAMILY_NAMES, Identity, blocking_keys, compare

# Khmer spelling, usual Latin spelling.
GIVEN = [
    ("សុខា", "Sokha"), ("សុភា", "Sophea"), ("ដារ៉ា", "Dara"), ("វុទ្ធី", "Vuthy"), ("រិទ្ធី", "Rithy"),
    ("បុប្ផា", "Bopha"), ("ចិន្ដា", "Chenda"), ("សំណាង", "Samnang"), ("សុវណ្ណ", "Sovann"),
    ("សុវណ្ណារី", "Sovannary"), ("ចាន់ណា", "Channa"), ("ពិសិដ្ឋ", "Piseth"), ("កុសល", "Kosal"),
    ("សុជាតិ", "Socheat"), ("ចំរើន", "Chamroeun"), ("ធារី", "Theary"), ("ផល្លា", "Phalla"),
    ("ភក្ដី", "Pheakdey"), ("វិបុល", "Vibol"), ("វីរៈ", "Vireak"), ("រតនា", "Ratana"),
    ("គន្ធា", "Kunthea"), ("សុគន្ធា", "Sokunthea"), ("ពន្លក", "Ponlok"), ("សារ៉ាត់", "Sarath"),
    ("ថាវី", "Thavy"), ("និមល", "Nimol"), ("សុធា", "Sothea"), ("ភារម្យ", "Phearum"),
    ("រស្មី", "Raksmey"), ("វិសាល", "Visal"), ("កញ្ញា", "Kanha"), ("ចន្ទ្រា", "Chantrea"),
    ("សុភាព", "Sopheap"), ("វណ្ណា", "Vanna"), ("វិជ្ជា", "Vichea"), ("លក្ខិណា", "Leakhena"),
    ("ម៉ាលី", "Maly"), ("ណារី", "Nary"), ("សុផល", "Sophal"), ("សុខុម", "Sokhom"), ("ធីតា", "Thida"),
    ("ម៉ារ៉ា", "Mara"), ("បូរ៉ា", "Bora"), ("បុរី", "Borey"), ("សិរី", "Serey"), ("ឧត្តម", "Oudom"),
    ("មករា", "Makara"), ("សីហា", "Seyha"), ("វាសនា", "Veasna"), ("សុខលី", "Sokly"),
    ("ចាន់ថន", "Chanthan"), ("សុខេង", "Sokheng"), ("គឹមលាង", "Kimleang"), ("ម៉េងហួរ", "Menghuor"),
    ("រ៉ាវី", "Ravy"), ("សារិន", "Sarin"), ("សាវឿន", "Savoeun"), ("ផានី", "Phany"), ("លីដា", "Lyda"),
    ("ពៅ", "Pov"), ("ធឿន", "Thoeun"), ("ភឿន", "Phoeun"), ("ស៊ីថា", "Sitha"), ("ឈឿន", "Chhoeun"),
    ("ហុង", "Hong"), ("សម្បត្តិ", "Sambath"), ("ច័ន្ទធារា", "Chantheara"), ("មុនី", "Mony"),
    ("ប៊ុនធឿន", "Bunthoeun"), ("សុភ័ក្រ", "Sopheak"), ("វិចិត្រ", "Vichet"), ("រដ្ឋា", "Ratha"),
    ("ណាវី", "Navy"), ("ដាវី", "Davy"), ("សុម៉ាលី", "Somaly"), ("កល្យាណ", "Kalyan"),
    ("ពិសី", "Pisey"), ("ស្រីមុំ", "Sreymom"), ("ស្រីពៅ", "Sreypov"), ("ស្រីនាង", "Sreyneang"),
    ("ស្រីលក្ខណ៍", "Sreyleak"), ("ស្រីនិច", "Sreynich"), ("ស្រីនី", "Sreyny"), ("ស្រីណា", "Sreyna"),
    ("ស្រីរ័ត្ន", "Sreyroth"), ("ស្រីអូន", "Sreyoun"), ("ស្រីមាស", "Sreymeas"), ("ស្រីពេជ្រ", "Sreypich"),
]  # fmt: skip

# What registrars write for each other in Khmer: look-alikes, sound-alikes, dropped silent ends.
KHMER_SLIPS = [
    ("្ដ", "្ត"), ("ន", "ណ"), ("ណ", "ន"), ("ិ", "ី"), ("ី", "ិ"), ("ុ", "ូ"), ("ទ្ធិ", "ទ្ធ"),
    ("ស៊ី", "សុី"), ("វណ្ណ", "វ៉ាន់"), ("ត្តិ", "ត"), ("្ជា", "ា"), ("៉", ""), ("ឿន", "ឿន\u200b"),
    ("ោ", "េា"), ("ើ", "េី"), ("ដ្ឋ", "ដ"), ("ធ", "ថ"), ("ភា", "ផា"), ("័", ""), ("ចន្ទ", "ច័ន្ទ"),
    ("ល្លា", "លា"), ("ៈ", ""), ("ំ", "ម្"), ("លី", "លី\u200c"), ("រី", "រិ"),
]  # fmt: skip
# How clerks of five countries write one sound.
LATIN_SLIPS = [
    ("ph", "p"), ("th", "t"), ("kh", "k"), ("chh", "ch"), ("ea", "ia"), ("ea", "ear"), ("y", "ey"),
    ("ey", "ei"), ("ou", "u"), ("u", "ou"), ("v", "w"), ("nn", "n"), ("n", "nn"), ("oeu", "eu"),
    ("i", "e"), ("e", "i"), ("o", "or"), ("a", "ar"), ("ra", "rah"), ("t", "th"), ("k", "kh"),
    ("b", "p"), ("a", "o"), ("d", "t"), ("eng", "aeng"), ("oeun", "oeurn"), ("l", "ll"),
    ("rea", "ria"), ("ao", "av"), ("ch", "chh"), ("uo", "ou"), ("s", "ss"),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Registered:
    """One record; records with one `person` are one human being."""

    person: int
    identity: Identity
    kind: str = "first"


def invent_register(people: int, duplicates: int, seed: int) -> list[Registered]:
    """Return records of `people` invented people, with some of them registered a second time."""
    dice = random.Random(seed)
    everyone: list[Identity] = []
    while len(everyone) < people:
        everyone += _household(dice)
    records = [Registered(n, _with_gaps(who, dice)) for n, who in enumerate(everyone[:people])]
    kinds = list(SECOND_TIMES)
    for number, person in enumerate(dice.sample(range(people), duplicates)):
        kind = kinds[number % len(kinds)]
        again = SECOND_TIMES[kind](_second_visit(everyone[person], dice), dice)
        records.append(Registered(person, again, kind))
    return records


def found_pairs(records: list[Registered]) -> tuple[set[tuple[int, int]], int]:
    """Return the pairs of records judged likely, and how many pairs were compared."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        for key in blocking_keys(record.identity):
            by_key[key].append(number)
    compared = {pair for group in by_key.values() for pair in combinations(group, 2)}
    likely = {
        (a, b) for a, b in compared if compare(records[a].identity, records[b].identity).is_likely
    }
    return likely, len(compared)


def _household(dice: random.Random) -> list[Identity]:
    """Return one to three brothers and sisters: same family name and home, often one phone."""
    family_km, family_lat = dice.choices(FAMILIES, FAMILY_SHARES)[0]
    area, shared = _area(dice), _phone(dice)
    born = 1965 + int(dice.betavariate(4, 2) * 40)
    people = []
    for child in range(dice.choices([1, 2, 3], [70, 20, 10])[0]):
        given_km, given_lat = dice.choices(GIVEN, GIVEN_SHARES)[0]
        day = date(born + 2 * child, 1, 1) + timedelta(days=dice.randint(1, 364))
        is_exact = dice.random() < 0.45
        person = Identity(
            family_km=family_km,
            given_km=given_km,
            family_lat=family_lat.upper(),
            given_lat=given_lat.upper(),
            sex="f" if given_lat.startswith("Srey") else dice.choice("mf"),
            birth_year=day.year,
            birth_date=day if is_exact else None,
            birth_is_approximate=not is_exact and dice.random() < 0.2,
            phones=frozenset({shared if dice.random() < 0.3 else _phone(dice)}),
            cards=frozenset({f"{dice.randrange(10**9):09}"}),
            area_code=area,
        )
        people.append(person)
    return people


def _with_gaps(person: Identity, dice: random.Random) -> Identity:
    script = dice.random()
    if script < 0.2:
        person = replace(person, family_lat="", given_lat="")
    elif script < 0.3:
        person = replace(person, family_km="", given_km="")
    if dice.random() < 0.06:
        person = replace(person, phones=frozenset())
    return replace(person, cards=frozenset()) if dice.random() < 0.24 else person


def _second_visit(person: Identity, dice: random.Random) -> Identity:
    """Return what another centre writes on a good day: often a new phone, mostly no card."""
    if dice.random() < 0.28:
        person = replace(person, phones=frozenset({_phone(dice)}))
    if dice.random() < 0.7:
        person = replace(person, cards=frozenset())
    place = dice.random()
    if place < 0.12:
        return replace(person, area_code=_area(dice))
    return replace(person, area_code=person.area_code[:6]) if place < 0.5 else person


def _slip(name: str, slips: list[tuple[str, str]], dice: random.Random) -> str:
    fitting = [(right, wrong) for right, wrong in slips if right in name.lower()]
    for right, wrong in dice.sample(fitting, min(len(fitting), dice.choice([1, 1, 2]))):
        name = name.lower().replace(right, wrong, 1)
    return name


def _area(dice: random.Random) -> str:
    province = dice.choice(["02", "03", "13", "15", "17", "22"])
    return f"{province}{dice.randint(1, 8):02}{dice.randint(1, 7):02}{dice.randint(1, 9):02}"


def _phone(dice: random.Random) -> str:
    return f"0{dice.choice(['12', '77', '96', '88', '10'])}{dice.randrange(10**6, 10**7)}"


def _khmer_variant(who: Identity, dice: random.Random) -> Identity:
    return replace(
        who, given_km=_slip(who.given_km, KHMER_SLIPS, dice), given_lat="", family_lat=""
    )


def _latin_variant(who: Identity, dice: random.Random) -> Identity:
    family, given = (_slip(name, LATIN_SLIPS, dice) for name in (who.family_lat, who.given_lat))
    return replace(who, family_lat=family, given_lat=given, family_km="", given_km="")


def _other_script(who: Identity, dice: random.Random) -> Identity:
    if dice.random() < 0.5:
        return replace(who, family_km="", given_km="")
    return replace(who, family_lat="", given_lat="")


def _swapped(who: Identity, dice: random.Random) -> Identity:
    return replace(
        who,
        family_km=who.given_km,
        given_km=who.family_km,
        family_lat=who.given_lat,
        given_lat=who.family_lat,
    )


def _other_year(who: Identity, dice: random.Random) -> Identity:
    year = who.year or 1990
    return replace(who, birth_year=year + dice.choice([-1, 1]), birth_date=None)


def _other_phone(who: Identity, dice: random.Random) -> Identity:
    return replace(who, phones=frozenset({_phone(dice)}))


def _guessed_age(who: Identity, dice: random.Random) -> Identity:
    year = (who.year or 1990) + dice.randint(-3, 3)
    return replace(who, birth_year=year, birth_date=None, birth_is_approximate=True)


def _missing_values(who: Identity, dice: random.Random) -> Identity:
    gap = dice.choice(["sex", "area_code"])
    return replace(who, phones=frozenset(), cards=frozenset(), **{gap: ""})


def _no_prefix(who: Identity, dice: random.Random) -> Identity:
    return replace(
        who,
        given_km=who.given_km.removeprefix("ស្រី"),
        given_lat=who.given_lat.removeprefix("SREY"),
    )


SECOND_TIMES: dict[str, Callable[[Identity, random.Random], Identity]] = {
    "Khmer spelling": _khmer_variant,
    "Latin spelling": _latin_variant,
    "other script": _other_script,
    "names swapped": _swapped,
    "year one off": _other_year,
    "other phone": _other_phone,
    "guessed age": _guessed_age,
    "missing values": _missing_values,
    "no village prefix": _no_prefix,
}
FAMILIES = list(FAMILY_NAMES.items())
# Few names are many people's: shares fall with the rank, as family names do in Cambodia.
FAMILY_SHARES = [1 / (rank + 8) for rank in range(len(FAMILIES))]
GIVEN_SHARES = [1 / (rank + 15) for rank in range(len(GIVEN))]
