"""What the demo shows of recognition: every step, who assesses, what work abroad is worth."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.selectors import verify_chain
from spean.people.choices import Scope
from spean.people.selectors import consent_in_force
from spean.skills.models import (
    Appeal,
    Assessor,
    AssessorTie,
    Evidence,
    PassportLink,
    Recognition,
    RecognitionUnit,
    Sitting,
    UnitClaim,
)
from spean.skills.services.assessors import Tied, check_free
from spean.skills.services.evidence import open_evidence
from tests.console.invented import demo, skilled

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def population(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), skilled(tmp_path_factory.mktemp("home")):
        yield


@pytest.fixture
def in_demo(population: None, db: None) -> None:
    """The demo, of which each test may take away what it likes."""


def ids(model: Any) -> set[Any]:
    return set(model.objects.values_list("pk", flat=True))


def test_recognitions_stand_at_every_step(in_demo: None) -> None:
    states = Counter(Recognition.objects.values_list("state", flat=True))

    assert states == {
        "applied": 1,
        "collecting": 2,
        "ready": 1,
        "booked": 2,
        "assessed": 1,
        "approved": 2,
    }
    assert Recognition.objects.values("person").distinct().count() == 9
    assert verify_chain().is_whole


def test_one_portfolio_has_proof_that_waits_to_be_checked(in_demo: None) -> None:
    pieces = Evidence.objects.filter(recognition__state="collecting")

    assert sorted(one.is_accepted for one in pieces) == [False, True]


def test_a_piece_of_proof_opens_as_a_picture(in_demo: None) -> None:
    piece = Evidence.objects.order_by("pk")[0]

    _found, parts = open_evidence(viewer=piece.added_by, evidence_id=piece.pk)

    assert piece.media_type == "image/png" and b"".join(parts).startswith(b"\x89PNG")


def test_one_unit_is_not_yet_competent_and_waits_for_the_second_assessor(in_demo: None) -> None:
    rows = RecognitionUnit.objects.filter(recognition__state="assessed")

    assert sorted(rows.values_list("result", flat=True)) == ["c", "c", "nyc"]


def test_one_result_is_appealed_to_an_assessor_who_has_not_judged(in_demo: None) -> None:
    appeal = Appeal.objects.get()

    judged = {appeal.recognition.assessor_id, appeal.recognition.moderator_id}
    assert appeal.state == "open" and appeal.assessor_id not in judged


def test_assessors_have_days_ahead_and_behind(in_demo: None) -> None:
    ahead = Sitting.objects.filter(starts_at__gt=timezone.now())

    assert Assessor.objects.count() == 3
    assert {one.assessor.user.username for one in ahead} == {"assessor", "assessor.omc"}
    assert Sitting.objects.count() == 5


def test_an_assessor_with_a_declared_tie_may_not_assess_that_person(in_demo: None) -> None:
    tie = AssessorTie.objects.get()
    ready = Recognition.objects.get(state="ready")

    assert tie.kind == "trainer" and tie.person == ready.person
    with pytest.raises(Tied):
        check_free(tie.assessor, ready, timezone.localdate())


def test_some_peoples_work_abroad_is_translated_and_confirmed(in_demo: None) -> None:
    confirmed = UnitClaim.objects.exclude(confirmed_at=None)

    assert confirmed.values("person").distinct().count() == 3
    assert all(claim.reasons and claim.says_yes for claim in confirmed)
    assert UnitClaim.objects.filter(says_yes=False).exists()


def test_one_passport_is_shown_by_a_link_to_which_its_owner_agreed(in_demo: None) -> None:
    link = PassportLink.objects.select_related("passport__person").get()

    today = timezone.localdate()
    assert link.ended_at is None and link.passport.agreed_mode == "thumbprint"
    assert consent_in_force(link.passport.person, Scope.SHARE_EMPLOYER, today)


def test_recognitions_are_taken_out_with_the_demo(in_demo: None) -> None:
    demo(remove=True)

    for model in (Recognition, Assessor, AssessorTie, Evidence, Sitting, UnitClaim, PassportLink):
        assert not model.objects.exists(), model
    assert not User.objects.filter(username__startswith="assessor").exists()


def test_one_seed_gives_the_same_recognitions_again(in_demo: None, tmp_path: Path) -> None:
    made = {model: ids(model) for model in (Recognition, Assessor, Evidence, Sitting, Appeal)}
    people = dict(Recognition.objects.values_list("pk", "person"))
    demo(remove=True)

    demo(people=60, seed=7, vacancies=4)

    assert {model: ids(model) for model in made} == made
    assert dict(Recognition.objects.values_list("pk", "person")) == people
