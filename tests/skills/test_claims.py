import uuid

import pytest

from spean.core.errors import ChangedMeanwhile, NotAllowed
from spean.core.refs import Ref
from spean.skills import services
from spean.skills.choices import EvidenceGrade
from spean.skills.models import ClaimedSkill
from spean.skills.rules import ORDER, better, is_better
from spean.skills.selectors import proven_skills, skills_of, skills_visible_to
from tests.factories.casework import client_of
from tests.factories.people import MORNING
from tests.factories.skills import SkillFactory, claimed

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(counsellor, pursat):
    return client_of(counsellor, pursat)


def graded(actor, claim, grade, evidence="រូបថត", revision=None):
    return services.grade_skill(
        actor=actor,
        person=claim.person,
        claim_id=claim.pk,
        revision=revision or claim.revision,
        grade=grade,
        evidence=evidence,
        now=MORNING,
    )


def test_the_grades_rise_as_they_are_listed():
    assert set(ORDER) == set(EvidenceGrade.values)
    for low, high in zip(ORDER, ORDER[1:], strict=False):
        assert is_better(high, low) and not is_better(low, high)
        assert better(low, high) == better(high, low) == high


def test_a_better_proof_is_never_lowered_by_a_word(counsellor, person):
    claim = claimed(counsellor, person)
    graded(counsellor, claim, "credential")

    again = claimed(counsellor, person, skill=claim.skill, months=12)

    assert (again.pk, again.grade, again.months) == (claim.pk, "credential", 12)


def test_a_proof_says_what_was_seen(counsellor, person):
    claim = claimed(counsellor, person)

    with pytest.raises(services.EvidenceMissing):
        graded(counsellor, claim, "counsellor", "  ")
    assert graded(counsellor, claim, "counsellor").evidence == "រូបថត"


@pytest.mark.parametrize("grade", ["rpl", "inferred"])
def test_an_assessment_is_not_given_by_hand(counsellor, person, grade):
    with pytest.raises(services.GradeNotByHand):
        graded(counsellor, claimed(counsellor, person), grade)


def test_what_was_assessed_is_neither_lowered_nor_dropped_by_hand(counsellor, person):
    claim = claimed(counsellor, person, grade=EvidenceGrade.RPL)

    with pytest.raises(services.GradeNotByHand):
        graded(counsellor, claim, "self")
    with pytest.raises(services.GradeNotByHand):
        services.drop_skill(actor=counsellor, person=person, claim_id=claim.pk)
    assert ClaimedSkill.objects.get().grade == "rpl"


def test_the_second_of_two_officers_is_told(counsellor, person):
    claim = claimed(counsellor, person)
    graded(counsellor, claim, "counsellor", revision=1)

    with pytest.raises(ChangedMeanwhile):
        graded(counsellor, claim, "credential", revision=1)


def test_a_skill_is_dropped_once_or_twice(counsellor, person):
    claim = claimed(counsellor, person)

    for _time in range(2):
        services.drop_skill(actor=counsellor, person=person, claim_id=claim.pk)
    assert not ClaimedSkill.objects.exists()


def test_tasks_no_longer_named_in_a_job_go_but_what_was_seen_stays(counsellor, person):
    job = Ref("job_abroad", uuid.uuid4())
    word, seen, kept = (
        claimed(counsellor, person, source=job),
        claimed(counsellor, person, source=job),
        claimed(counsellor, person, source=job),
    )
    elsewhere = claimed(counsellor, person)
    graded(counsellor, seen, "counsellor")

    gone = services.release_skills(
        actor=counsellor, person=person, source=job, keep=[kept.skill_id]
    )

    assert gone == 1
    left = set(ClaimedSkill.objects.values_list("pk", flat=True))
    assert left == {seen.pk, kept.pk, elsewhere.pk} and word.pk not in left


@pytest.mark.parametrize("who", ["officer_elsewhere", "volunteer", "assessor", "evaluator"])
def test_who_may_not_write_skills_is_refused(request, counsellor, person, who):
    claim, stranger = claimed(counsellor, person), request.getfixturevalue(who)

    for act in (
        lambda: claimed(stranger, person),
        lambda: graded(stranger, claim, "counsellor"),
        lambda: services.drop_skill(actor=stranger, person=person, claim_id=claim.pk),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_skills_of_another_centre_are_in_no_list(counsellor, officer_elsewhere, person):
    claimed(counsellor, person)

    assert skills_visible_to(counsellor).count() == 1
    assert skills_visible_to(officer_elsewhere).count() == 0


def test_the_best_proven_come_first(counsellor, person):
    word = claimed(counsellor, person, skill=SkillFactory(code="a"))
    seen = claimed(counsellor, person, skill=SkillFactory(code="b"))
    graded(counsellor, seen, "credential")

    assert list(skills_of(person)) == [seen, word]


def test_skills_of_many_people_take_one_query(
    counsellor, pursat, person, django_assert_num_queries
):
    people = [person, client_of(counsellor, pursat, given_name_lat="Dara")]
    for one in people:
        claimed(counsellor, one)

    with django_assert_num_queries(1):
        found = proven_skills([one.pk for one in people])
    assert {len(rows) for rows in found.values()} == {1} and len(found) == 2


def test_moved_skills_keep_the_better_proof_and_come_back(counsellor, pursat, person):
    source = client_of(counsellor, pursat, given_name_lat="Dara")
    shared, own = SkillFactory(), SkillFactory()
    here, there = (
        claimed(counsellor, person, skill=shared),
        claimed(counsellor, source, skill=shared),
    )
    graded(counsellor, there, "credential")
    alone = claimed(counsellor, source, skill=own)

    moves = services.move_person(actor=counsellor, source=source, target=person)
    here.refresh_from_db()
    alone.refresh_from_db()
    assert (here.grade, alone.person) == ("credential", person)

    services.move_back(actor=counsellor, source=source, moves=moves)
    here.refresh_from_db()
    alone.refresh_from_db()
    assert (here.grade, alone.person) == ("self", source)
