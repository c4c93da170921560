"""Work abroad at the desk: episodes, jobs, tasks, and the class 3 part behind its wall."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from spean.accounts.models import User
from spean.directory.choices import Classification, SkillKind, SkillWeight
from spean.directory.models import Occupation, OccupationSkill, Skill
from spean.people.models import JobAbroad, Person, Return
from spean.people.services import job_sensitive, return_status
from spean.skills.models import ClaimedSkill
from tests.desk.people.writing import signed_in
from tests.factories.people import registered

pytestmark = pytest.mark.django_db
EPISODE = {
    "country": "TH",
    "place": "Chonburi",
    "left": "២០១៦",
    "returned": "កក្កដា ២០២៥",
    "border_point": "o_smach",
    "cost_amount": "12,000",
    "cost_currency": "THB",
    "channel_out": "broker",
}


@pytest.fixture
def tiling() -> Occupation:
    work = Occupation.objects.create(
        code="7122.1", scheme=Classification.SPEAN, isco="7122", label_km="ជាងក្រាលការ៉ូ"
    )
    task = Skill.objects.create(
        code="tiles", scheme=Classification.SPEAN, kind=SkillKind.TASK, label_km="កាត់ការ៉ូ"
    )
    OccupationSkill.objects.create(occupation=work, skill=task, weight=SkillWeight.ESSENTIAL)
    return work


def told(client: Client, person: Person, **changes: Any) -> Any:
    data = {"id": str(uuid.uuid4()), **EPISODE, **changes}
    return client.post(reverse("desk:return_new", args=[person.pk]), data)


def job_page(person: Person) -> str:
    return reverse("desk:job_abroad_new", args=[person.pk, Return.objects.get().pk])


def test_an_episode_is_told_with_its_exactness(counsellor: User) -> None:
    person = registered(counsellor)

    told(signed_in(counsellor), person)

    episode = Return.objects.get()
    assert (episode.left_precision, episode.returned_precision) == ("year", "month")
    assert (episode.cost_paid, episode.cost_currency) == (12000, "THB")
    assert return_status(viewer=counsellor, episode=episode)["channel_out"] == "broker"


def test_sending_an_episode_twice_tells_it_once(counsellor: User) -> None:
    person = registered(counsellor)
    client = signed_in(counsellor)
    once = str(uuid.uuid4())

    for _time in (1, 2):
        told(client, person, id=once)

    assert Return.objects.count() == 1


def test_a_return_before_the_departure_is_refused(counsellor: User) -> None:
    person = registered(counsellor)

    answer = told(signed_in(counsellor), person, left="2025", returned="2016")

    assert answer.status_code == 200
    assert not Return.objects.exists()


def test_a_year_may_hold_both_the_departure_and_the_return(counsellor: User) -> None:
    person = registered(counsellor)

    told(signed_in(counsellor), person, left="ឧសភា ២០២៥", returned="២០២៥")

    assert Return.objects.get().returned_precision == "year"


def test_a_colleague_corrects_an_episode_and_leaves_the_protected_part(
    counsellor: User, colleague: User
) -> None:
    person = registered(counsellor)
    told(signed_in(counsellor), person)
    episode = Return.objects.get()
    address = reverse("desk:return_edit", args=[person.pk, episode.pk])
    client = signed_in(colleague)
    page = client.get(address).content.decode()

    client.post(address, {**EPISODE, "place": "Rayong", "channel_out": "mou", "revision": 1})

    episode.refresh_from_db()
    assert "channel_out" not in page
    assert episode.place == "Rayong"
    assert return_status(viewer=counsellor, episode=episode)["channel_out"] == "broker"


def test_the_tasks_of_the_work_are_offered_without_javascript(
    counsellor: User, tiling: Occupation
) -> None:
    person = registered(counsellor)
    client = signed_in(counsellor)
    told(client, person)

    answer = client.post(job_page(person), {"occupation": tiling.code, "then": "tasks"})

    assert "កាត់ការ៉ូ" in answer.content.decode()
    assert not JobAbroad.objects.exists()


def test_a_job_becomes_history_and_its_tasks_become_skills(
    counsellor: User, tiling: Occupation
) -> None:
    person = registered(counsellor)
    client = signed_in(counsellor)
    told(client, person)
    task = Skill.objects.get()

    client.post(
        job_page(person),
        {
            "id": str(uuid.uuid4()),
            "occupation": tiling.code,
            "tasks": [str(task.pk)],
            "months": "១០៨",
            "wage_amount": "៤០០",
            "wage_currency": "THB",
            "wage_unit": "day",
            "was_injured": "yes",
            "injury": "ដៃ",
            "then": "save",
        },
    )

    job = JobAbroad.objects.get()
    assert (job.occupation, job.months, job.wage) == (tiling, 108, 400)
    assert ClaimedSkill.objects.get().skill == task
    assert job_sensitive(viewer=counsellor, job=job)["injury"] == "ដៃ"


@pytest.mark.parametrize(
    "wrong",
    [
        {"wage_amount": "-400", "wage_currency": "THB", "wage_unit": "day"},
        {"wage_amount": "400", "wage_currency": "THB"},
        {"months": "many"},
        {"hours_per_day": "25"},
        {"tasks": ["not-a-key"]},
        {"tasks": [str(uuid.uuid4())]},
    ],
)
def test_a_job_that_cannot_be_is_refused(
    counsellor: User, tiling: Occupation, wrong: dict[str, Any]
) -> None:
    person = registered(counsellor)
    client = signed_in(counsellor)
    told(client, person)

    answer = client.post(job_page(person), {"occupation": tiling.code, **wrong})

    assert answer.status_code == 200
    assert not JobAbroad.objects.exists()


def test_an_episode_entered_by_mistake_is_removed(counsellor: User) -> None:
    person = registered(counsellor)
    client = signed_in(counsellor)
    told(client, person)
    episode = Return.objects.get()

    client.post(reverse("desk:return_remove", args=[person.pk, episode.pk]))

    assert not Return.objects.exists()
