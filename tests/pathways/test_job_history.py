import pytest

from spean.core.errors import NotAllowed
from spean.pathways.job_history import correct_job, record_job
from spean.people.contracts import JobFacts
from spean.people.models import JobAbroad, Return
from spean.skills.models import ClaimedSkill
from spean.skills.services import grade_skill
from tests.factories.jobs import OccupationFactory
from tests.factories.people import MORNING, registered, whole_return
from tests.factories.skills import SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def episode(counsellor):
    person = registered(counsellor, returns=(whole_return(jobs=()),))
    return Return.objects.get(person=person)


def told(actor, episode, *tasks, **changes):
    values = {
        "occupation_id": OccupationFactory().pk,
        "task_ids": tuple(task.pk for task in tasks),
        "months": 30,
    }
    job = JobFacts(**{**values, **changes})
    return record_job(actor=actor, return_id=episode.pk, job=job, now=MORNING)


def test_the_tasks_of_a_job_become_skills_by_her_own_word(counsellor, episode):
    tile, lead = SkillFactory(), SkillFactory()

    job = told(counsellor, episode, tile, lead)

    claims = ClaimedSkill.objects.filter(person=episode.person)
    assert {(one.skill, one.grade, one.months) for one in claims} == {
        (tile, "self", 30),
        (lead, "self", 30),
    }
    assert {(one.from_kind, one.from_id) for one in claims} == {("job_abroad", job.pk)}


def test_a_task_no_longer_named_takes_its_skill_back_unless_somebody_saw_it(counsellor, episode):
    tile, lead, weld = SkillFactory(), SkillFactory(), SkillFactory()
    job = told(counsellor, episode, tile, lead)
    seen = ClaimedSkill.objects.get(skill=lead)
    grade_skill(
        actor=counsellor,
        person=episode.person,
        claim_id=seen.pk,
        revision=seen.revision,
        grade="counsellor",
        evidence="រូបថត",
        now=MORNING,
    )

    correct_job(
        actor=counsellor,
        job_id=job.pk,
        revision=JobAbroad.objects.get(pk=job.pk).revision,
        job=JobFacts(occupation_id=OccupationFactory().pk, task_ids=(weld.pk,), months=30),
        now=MORNING,
    )

    left = ClaimedSkill.objects.filter(person=episode.person)
    assert {one.skill for one in left} == {lead, weld}


def test_a_job_that_is_refused_leaves_no_skill(counsellor, officer_elsewhere, episode):
    with pytest.raises(NotAllowed):
        told(officer_elsewhere, episode, SkillFactory())
    assert not ClaimedSkill.objects.exists() and not JobAbroad.objects.exists()
