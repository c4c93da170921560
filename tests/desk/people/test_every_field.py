"""Every field of F1 to F4 can be written at registration or on its page, corrected, and read."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from spean.accounts.models import User
from spean.desk.people.steps import STEPS
from spean.directory.choices import Classification, SkillKind, SkillWeight
from spean.directory.models import Occupation, OccupationSkill, Skill
from spean.people.models import JobAbroad, Person, Return
from spean.people.services import withdraw_consent
from tests.desk.people.field_list import ALL
from tests.desk.people.writing import signed_in
from tests.factories.people import MORNING, registered, whole_intake

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(counsellor: User) -> Person:
    """A person of whom everything was told, with a consent taken back."""
    facts = whole_intake()
    values = {name: getattr(facts, name) for name in facts.__slots__ if name != "centre_id"}
    person = registered(counsellor, **values)
    work = Occupation.objects.create(
        code="7122.1", scheme=Classification.SPEAN, isco="7122", label_km="ជាងក្រាលការ៉ូ"
    )
    task = Skill.objects.create(
        code="tiling", scheme=Classification.SPEAN, kind=SkillKind.TASK, label_km="ក្រាលការ៉ូ"
    )
    OccupationSkill.objects.create(occupation=work, skill=task, weight=SkillWeight.ESSENTIAL)
    job = JobAbroad.objects.get()
    job.occupation = work
    job.save()
    job.tasks.add(task)
    withdraw_consent(actor=counsellor, person_id=person.pk, withdrawn_at=MORNING)
    return person


def page(name: str) -> Callable[[Person], str]:
    """Return how the address of an editing page is made."""
    if name == "sensitive":
        return lambda person: reverse("desk:sensitive_edit", args=[person.pk])
    if name in ("document", "contact", "emergency"):
        return lambda person: reverse("desk:item_new", args=[person.pk, name])
    if name == "consent":
        return lambda person: reverse("desk:consent", args=[person.pk])
    if name == "withdraw":
        return lambda person: reverse("desk:consent_withdraw", args=[person.pk])
    if name == "return":
        return lambda person: reverse("desk:return_edit", args=[person.pk, Return.objects.get().pk])
    if name == "job":
        return lambda person: reverse(
            "desk:job_abroad", args=[person.pk, JobAbroad.objects.get().pk]
        )
    return lambda person: reverse("desk:person_edit", args=[person.pk, name])


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_every_field_can_be_corrected(counsellor: User, told: Person) -> None:
    client = signed_in(counsellor)
    wanted: dict[str, set[str]] = {}
    for _form, _number, _field, where, inputs, _read in ALL:
        if where:
            wanted.setdefault(where, set()).update(inputs)

    missing = {}
    for where, inputs in wanted.items():
        offered = set(re.findall(r'name="([^"]+)"', body(client, page(where)(told))))
        missing[where] = inputs - offered

    assert not {where: names for where, names in missing.items() if names}


def test_every_field_can_be_read(counsellor: User, told: Person) -> None:
    client = signed_in(counsellor)
    html = body(client, reverse("desk:person", args=[told.pk]))
    html += body(client, reverse("desk:sensitive", args=[told.pk]))
    shown = set(re.findall(r'data-field="([^"]+)"', html))

    unread = [(form, field) for form, _no, field, _where, _inputs, read in ALL if set(read) - shown]

    assert not unread


def test_every_field_of_f1_and_f2_can_be_written_at_registration(counsellor: User) -> None:
    asked = {
        (part.prefix.rstrip("12"), name)
        for step in STEPS
        for part in step.parts
        for name in part.form(prefix=part.prefix).fields
    }
    names = {name for _prefix, name in asked}
    wanted = {
        part.split("-")[-1]
        for form, _no, _field, where, inputs, _read in ALL
        if form in ("F1", "F2") and where != "withdraw"
        for part in inputs
    }

    assert wanted <= names


def test_what_is_not_known_is_drawn_as_unknown(counsellor: User) -> None:
    person = registered(counsellor)

    html = body(signed_in(counsellor), reverse("desk:person", args=[person.pk]))

    assert '<li data-field="nickname">' in html
    assert '<dd data-field="given_name_km">' in html
    assert "មិនទាន់ដឹង" in html
