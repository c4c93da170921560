"""One invented returnee, drawn by the figures: the same seed and number give the same person."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import TypeVar
from uuid import UUID

from spean.console.population import figures as f
from spean.console.population.names import draw_name, slip
from spean.people.contracts import (
    ConsentDecision,
    Contact,
    Document,
    HouseholdFacts,
    InEmergency,
    Intake,
    JobFacts,
    ReturnFacts,
    ScopeAnswer,
    SensitiveFacts,
)
from spean.people.rules import birth_from_age

_T = TypeVar("_T")

SCOPES_USUAL = (
    ("service_delivery", 1.0), ("share_nea", 0.9), ("share_pdolvt", 0.85), ("share_tvet", 0.9),
    ("share_nssf", 0.9), ("share_commune_idpoor", 0.8), ("share_mosvy", 0.7),
    ("share_employer", 0.9), ("contact_by_phone", 0.95), ("contact_by_telegram", 0.5),
    ("photo_use", 0.2), ("anonymous_statistics", 0.97), ("research_contact", 0.4),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """What people are drawn into: ids of rows that exist."""

    centres: Mapping[str, UUID]
    communes: Mapping[str, Sequence[UUID]]
    sectors: Mapping[str, UUID]
    occupations: Mapping[str, UUID]
    tasks: Mapping[str, Sequence[UUID]]
    now: datetime


def draw(chance: Random, weights: Mapping[_T, float]) -> _T:
    """Return one of the keys by its weight."""
    return chance.choices(list(weights), weights=list(weights.values()))[0]


def draw_person(world: World, seed: int, number: int) -> Intake:
    """Return the invented person with this number."""
    chance = Random(f"spean:{seed}:{number}")
    centre = draw(chance, f.CENTRES)
    sex = "F" if chance.random() < f.WOMEN_AMONG_CLIENTS else "M"
    age = _age(chance)
    education = draw(chance, f.EDUCATION)
    reads = chance.random() < f.READS.get(education, f.READS_OTHERWISE)
    days_ago = int(chance.triangular(0, 400, 60))
    at = world.now - timedelta(days=days_ago, minutes=chance.randrange(0, 480))
    exact = chance.random() < f.EXACT_BIRTH
    born = birth_from_age(age, world.now.date()) - timedelta(days=chance.randrange(0, 300))
    marital = draw(chance, f.MARITAL) if age >= 18 else "single"
    return Intake(
        id=UUID(int=chance.getrandbits(128), version=4),
        centre_id=world.centres[centre],
        registered_at=at,
        channel=chance.choice(["walk_in", "outreach", "border_point", "referral", "job_fair"]),
        client_type="returnee",
        sex=sex,
        area_id=chance.choice(world.communes[draw(chance, f.HOMES[centre])]),
        consent=_consent(chance, at),
        **draw_name(chance, sex),
        born_on=born,
        born_precision="day" if exact else "age_only",
        lives_in=chance.choices(["own_home", "relatives", "rented"], [60, 30, 10])[0],
        is_displaced="yes" if chance.random() < f.DISPLACED[centre] else "no",
        home_damaged="no",
        marital_status=marital,
        education=education,
        can_read_khmer=reads,
        can_write_khmer=reads,
        speaks_thai=draw(chance, f.SPEAKS_THAI),
        id_poor=_id_poor(chance, centre),
        main_needs=_needs(chance),
        help_needed=() if reads else ("reading",),
        contacts=_contacts(chance),
        in_emergency=_emergency(chance),
        documents=_documents(chance),
        household=_household(chance),
        sensitive=_sensitive(chance, sex, age),
        returns=_returns(chance, world, centre, sex),
        is_invented=True,
    )


def draw_double(world: World, seed: int, number: int, original: Intake) -> Intake:
    """Return the same person as another centre wrote her down: spelling, year, telephone."""
    chance = Random(f"spean-double:{seed}:{number}")
    others = [id for id in world.centres.values() if id != original.centre_id]
    name = {
        key: getattr(original, key)
        for key in ("family_name_km", "given_name_km", "family_name_lat", "given_name_lat")
    }
    assert original.born_on
    return replace(
        original,
        id=UUID(int=chance.getrandbits(128), version=4),
        # Half walk into another centre, half are written down twice at their own.
        centre_id=chance.choice(others) if chance.random() < 0.5 else original.centre_id,
        **slip(chance, name),
        born_on=original.born_on + timedelta(days=365 * chance.choice([-1, 0, 1])),
        contacts=_contacts(chance),
        documents=(),
        household=None,
        registered_at=min(original.registered_at + timedelta(days=9), world.now),
        returns=tuple(replace(one, id=None) for one in original.returns),
    )


def _age(chance: Random) -> int:
    if chance.random() < f.MINORS:
        return chance.randint(15, 17)
    low, high = draw(chance, f.AGES)
    return chance.randint(low, high)


def _consent(chance: Random, at: datetime) -> ConsentDecision:
    return ConsentDecision(
        decided_at=at,
        mode=chance.choices(["signature", "thumbprint", "verbal"], [45, 40, 15])[0],
        witness="",
        was_read_aloud=True,
        was_understood=True,
        scopes=tuple(
            ScopeAnswer(scope=scope, is_granted=chance.random() < share)
            for scope, share in SCOPES_USUAL
        ),
    )


def _id_poor(chance: Random, centre: str) -> str:
    share = min(f.IDPOOR[centre] * 1.3, 0.45)
    if chance.random() < share:
        return chance.choice(["level_1", "level_2", "level_2"])
    return "expired" if chance.random() < 0.06 else "none"


def _needs(chance: Random) -> tuple[str, ...]:
    needs: dict[str, None] = {}
    while len(needs) < chance.choice([1, 2, 3]):
        needs[draw(chance, f.NEEDS)] = None
    return tuple(needs)


def _contacts(chance: Random) -> tuple[Contact, ...]:
    drawn = chance.random()
    if drawn > f.OWN_PHONE + f.SHARED_PHONE:
        return ()
    own = drawn < f.OWN_PHONE
    number = (
        f"0{chance.choice(['12', '17', '92', '96', '97', '88'])}{chance.randrange(100000, 999999)}"
    )
    if number[1:3] in {"96", "97", "88"}:
        number += str(chance.randrange(0, 10))
    return (
        Contact(
            number=number,
            owner="self" if own else chance.choice(["relative", "neighbour"]),
            safe_to_call=chance.choices(["safe", "later", "never"], [88, 8, 4])[0],
            app=chance.choices(["telegram", "facebook", "none"], [55, 20, 25])[0],
        ),
    )


def _emergency(chance: Random) -> tuple[InEmergency, ...]:
    if chance.random() < 0.4:
        return ()
    name = draw_name(chance, chance.choice("FM"))
    return (
        InEmergency(
            name=f"{name['family_name_km']} {name['given_name_km']}",
            relation=chance.choice(["spouse", "parent", "sibling"]),
        ),
    )


def _documents(chance: Random) -> tuple[Document, ...]:
    if chance.random() < f.MISSING_DOCUMENT:
        return ()
    number = f"{chance.randrange(10_000_000, 999_999_999):09d}"
    return (Document(kind="national_id", number=number, was_seen=chance.random() < 0.8),)


def _household(chance: Random) -> HouseholdFacts:
    size = min(1 + _poisson(chance, 3.6), 12)
    small = min(chance.choice([0, 0, 0, 1, 1, 2]), size - 1)
    school = min(chance.choice([0, 0, 1, 1, 2, 3]), size - 1 - small)
    return HouseholdFacts(
        size=size,
        children_under_5=small,
        children_5_17=school,
        out_of_school=chance.randint(0, school) if chance.random() < 0.2 else 0,
        elderly=min(chance.choice([0, 0, 0, 1, 2]), size - 1 - small - school),
        head_sex=chance.choices(["M", "F"], [74, 26])[0],
        has_pregnant_member="yes" if chance.random() < 0.05 else "no",
    )


def _sensitive(chance: Random, sex: str, age: int) -> SensitiveFacts:
    share = next(share for limit, share in f.DISABILITY if age < limit)
    answers = dict.fromkeys(("see", "hear", "walk", "remember", "self_care", "communicate"), 1)
    if chance.random() < share:
        answers[chance.choice(list(answers))] = chance.choice([3, 3, 4])
    pregnant = sex == "F" and 18 <= age <= 44 and chance.random() < f.PREGNANT
    return SensitiveFacts(**answers, is_pregnant="yes" if pregnant else "no")


def _returns(chance: Random, world: World, centre: str, sex: str) -> tuple[ReturnFacts, ...]:
    episodes = []
    # The last return: most came home between July and December 2025 (8.1).
    back = world.now.date() - timedelta(days=chance.randint(330, 510))
    for number in range(min(draw(chance, f.EPISODES), 3)):
        months = min(
            max(1, round(chance.lognormvariate(math.log(f.MONTHS_MEDIAN), f.MONTHS_SIGMA))),
            f.MONTHS_CAP if number == 0 else 36,
        )
        left = back - timedelta(days=30 * months)
        episodes.append(
            ReturnFacts(
                left_on=left.replace(day=1),
                left_precision="month",
                returned_on=back,
                returned_precision="day" if number == 0 else "month",
                border_point=draw(chance, f.BORDER[centre]),
                reason=draw(chance, f.REASONS) if number == 0 else "family",
                was_assisted=chance.random() < 0.31,
                channel_out=draw(chance, f.CHANNEL_OUT),
                exit_status=draw(chance, f.EXIT_STATUS),
                documents_held_by="employer" if chance.random() < f.PAPERS_HELD else "self",
                **_costs(chance),
                jobs=(_job(chance, world, sex, months),),
            )
        )
        back = left - timedelta(days=chance.randint(60, 400))
    return tuple(episodes)


def _costs(chance: Random) -> dict[str, Decimal]:
    return {
        name: Decimal(round(chance.lognormvariate(math.log(mean * 0.8), 0.6)))
        for name, mean in f.RETURN_USD.items()
    }


def _job(chance: Random, world: World, sex: str, months: int) -> JobFacts:
    sector = draw(chance, f.SECTORS[sex])
    isco = chance.choice(f.OCCUPATIONS[sector])
    tasks = world.tasks.get(isco, ())
    wage = chance.lognormvariate(math.log(f.WAGE_THB_MEDIAN), f.WAGE_SIGMA)
    wage *= f.WAGE_WOMEN if sex == "F" else 1
    leads = chance.random() < 0.08
    owed = chance.random() < f.WAGES_OWED
    injured = f.INJURED_CONSTRUCTION if sector == "construction" else f.INJURED
    amount = chance.lognormvariate(math.log(f.OWED_MEDIAN_THB), f.OWED_SIGMA)
    return JobFacts(
        sector_id=world.sectors[sector],
        occupation_id=world.occupations.get(isco),
        task_ids=tuple(chance.sample(list(tasks), min(len(tasks), chance.randint(3, 6)))),
        months=min(months, 300),
        was_supervisor=leads,
        wage=Decimal(round(wage * (f.WAGE_SUPERVISOR if leads else 1), -2)),
        wage_unit="month",
        wage_currency="THB",
        hours_per_day=Decimal(chance.choice([8, 9, 10, 12])),
        days_per_week=Decimal(chance.choice([6, 6, 7])),
        overtime_paid=chance.random() < 0.5,
        had_contract=chance.random() < 0.3,
        wages_owed=owed,
        wages_owed_amount=Decimal(round(amount, -2)) if owed else None,
        was_injured=chance.random() < injured,
    )


def _poisson(chance: Random, mean: float) -> int:
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count
