import pytest

from spean.casework.contracts import Found
from spean.casework.models import ServiceEvent
from spean.core.errors import ChangedMeanwhile
from spean.pathways.follow_up import answered
from tests.factories.casework import case_for, follow_up_for, service_type
from tests.factories.people import MORNING, TODAY

pytestmark = pytest.mark.django_db


def answer(follow_up, actor, mode="phone"):
    service_type("FUP1"), service_type("FUP2")
    return answered(
        actor=actor,
        follow_up=follow_up,
        revision=follow_up.revision,
        found=Found("ធ្វើការល្អ មាន ប.ស.ស.", mode),
        now=MORNING,
    )


def test_reaching_the_person_is_a_service_too(counsellor, pursat):
    case = case_for(counsellor, pursat)

    done = answer(follow_up_for(case), counsellor)

    case.refresh_from_db()
    note = ServiceEvent.objects.get()
    assert done.state == "reached"
    assert (case.last_service_on, note.summary) == (TODAY, "ធ្វើការល្អ មាន ប.ស.ស.")
    assert [topic.code for topic in note.topics.all()] == ["FUP1"]


def test_a_visit_counts_as_a_visit(counsellor, pursat):
    answer(follow_up_for(case_for(counsellor, pursat)), counsellor, mode="home_visit")

    assert [topic.code for topic in ServiceEvent.objects.get().topics.all()] == ["FUP2"]


def test_an_answer_that_came_too_late_adds_no_service(counsellor, colleague, pursat):
    follow_up = follow_up_for(case_for(counsellor, pursat))
    answer(follow_up, counsellor)

    with pytest.raises(ChangedMeanwhile):
        answer(follow_up, colleague)

    assert ServiceEvent.objects.count() == 1
