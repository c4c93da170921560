"""The same person twice: shown within the centre, hinted at across centres, settled by two."""

from dataclasses import asdict

import pytest

from spean.accounts.models import AuditEntry
from spean.core.errors import IllegalMove, NotAllowed
from spean.people.models import Suspicion
from spean.people.selectors import (
    identity_of_intake,
    likely_duplicates,
    pair_for,
    suspicions_visible_to,
)
from spean.people.services import (
    NotAskedYet,
    agree,
    ask_other_centre,
    decide,
    mark_sealed,
    raise_suspicions,
)
from tests.factories.people import MORNING, intake, registered
from tests.factories.serving import AreaFactory

pytestmark = pytest.mark.django_db

TWIN = {"family_name_km": "", "given_name_km": "", "given_name_lat": "Sophia"}


def twins(first_officer, second_officer):
    first = registered(first_officer)
    second = registered(second_officer, **TWIN)
    (suspicion,) = raise_suspicions(actor=second_officer, person=second)
    return first, second, suspicion


def alike(viewer, **changes):
    identity = identity_of_intake(intake(**{**TWIN, **changes}), AreaFactory().code)
    return likely_duplicates(identity, viewer=viewer)


def test_a_likely_duplicate_of_the_own_centre_is_shown_with_its_lines(counsellor, colleague):
    person = registered(counsellor)

    (likeness,) = alike(colleague)

    assert likeness.person == person and not likeness.elsewhere
    verdicts = {line.field: line.verdict for line in likeness.lines}
    assert verdicts["phone"] == "same" and verdicts["birth"] == "same"


def test_a_duplicate_at_another_centre_is_one_empty_marker(counsellor, officer_elsewhere):
    for _ in range(3):
        registered(counsellor)

    (marker,) = alike(officer_elsewhere)

    assert asdict(marker) == {"person": None, "lines": (), "likelihood": 0.0, "elsewhere": True}


def test_somebody_quite_different_is_not_suspected(counsellor):
    registered(
        counsellor,
        family_name_km="ចាន់",
        given_name_km="ធារ៉ា",
        family_name_lat="Chan",
        given_name_lat="Theara",
        sex="M",
        contacts=(),
        born_on=None,
    )

    assert alike(counsellor) == []


def test_a_sealed_person_is_never_a_likely_duplicate(counsellor, officer_elsewhere):
    person = registered(counsellor)
    mark_sealed(actor=counsellor, person_id=person.pk)

    assert alike(counsellor) == [] and alike(officer_elsewhere) == []


def test_a_pair_is_raised_once_and_holds_no_values(counsellor):
    first, second, suspicion = twins(counsellor, counsellor)

    assert raise_suspicions(actor=counsellor, person=first) == []
    assert all(set(line) == {"field", "verdict"} for line in suspicion.lines)
    assert "12345678" not in str(suspicion.lines)


def test_an_officers_same_waits_for_the_manager(counsellor, manager):
    *_, suspicion = twins(counsellor, counsellor)

    waiting = decide(actor=counsellor, suspicion_id=suspicion.pk, answer="same", now=MORNING)
    assert waiting.state == "unsure"

    settled = decide(actor=manager, suspicion_id=suspicion.pk, answer="different", now=MORNING)
    assert settled.state == "different"
    with pytest.raises(IllegalMove):
        decide(actor=manager, suspicion_id=suspicion.pk, answer="same", now=MORNING)


def test_an_answer_that_is_none_of_the_three_is_refused(counsellor):
    *_, suspicion = twins(counsellor, counsellor)

    with pytest.raises(IllegalMove):
        decide(actor=counsellor, suspicion_id=suspicion.pk, answer="perhaps", now=MORNING)


def test_nobody_decides_alone_between_two_centres(counsellor, manager, officer_elsewhere):
    *_, suspicion = twins(counsellor, officer_elsewhere)

    for actor in (counsellor, manager, officer_elsewhere):
        with pytest.raises(NotAllowed):
            decide(actor=actor, suspicion_id=suspicion.pk, answer="same", now=MORNING)


def test_the_asking_officer_sees_her_side_and_no_verdicts(counsellor, officer_elsewhere):
    _theirs, own, suspicion = twins(counsellor, officer_elsewhere)

    ask_other_centre(actor=officer_elsewhere, suspicion_id=suspicion.pk, question="ខែមុន?")

    seen = pair_for(officer_elsewhere, Suspicion.objects.get())
    assert seen.own == (own,) and seen.lines == () and seen.other_centre == ""
    assert not seen.may_agree and not seen.may_decide


def test_the_other_manager_learns_of_the_pair_only_when_asked(
    counsellor, manager, officer_elsewhere
):
    theirs, _own, suspicion = twins(counsellor, officer_elsewhere)
    before = pair_for(manager, suspicion)
    assert before.lines == () and not before.may_agree

    ask_other_centre(actor=officer_elsewhere, suspicion_id=suspicion.pk)

    seen = pair_for(manager, suspicions_visible_to(manager).get())
    assert seen.own == (theirs,) and seen.may_agree
    assert seen.other_centre == officer_elsewhere.postings.get().centre.label
    assert {line["field"] for line in seen.lines} >= {"phone", "birth"}


def test_the_registrar_sees_verdicts_and_no_file(counsellor, officer_elsewhere, registrar):
    *_, suspicion = twins(counsellor, officer_elsewhere)
    assert not suspicions_visible_to(registrar).exists()

    ask_other_centre(actor=officer_elsewhere, suspicion_id=suspicion.pk)

    seen = pair_for(registrar, suspicions_visible_to(registrar).get())
    assert seen.own == () and seen.lines and seen.may_agree


def test_nobody_agrees_before_anybody_asked(counsellor, manager, officer_elsewhere):
    *_, suspicion = twins(counsellor, officer_elsewhere)

    with pytest.raises(NotAskedYet):
        agree(actor=manager, suspicion_id=suspicion.pk, agrees=True, now=MORNING)


def test_two_yes_make_one_and_one_no_makes_two(
    counsellor, manager, officer_elsewhere, manager_elsewhere
):
    *_, suspicion = twins(counsellor, officer_elsewhere)
    ask_other_centre(actor=officer_elsewhere, suspicion_id=suspicion.pk)

    first = agree(actor=manager, suspicion_id=suspicion.pk, agrees=True, now=MORNING)
    assert first.state == "open"
    second = agree(actor=manager_elsewhere, suspicion_id=suspicion.pk, agrees=True, now=MORNING)
    assert second.state == "same"


def test_one_no_is_enough(counsellor, manager, officer_elsewhere, manager_elsewhere):
    *_, suspicion = twins(counsellor, officer_elsewhere)
    ask_other_centre(actor=officer_elsewhere, suspicion_id=suspicion.pk)

    agree(actor=manager, suspicion_id=suspicion.pk, agrees=True, now=MORNING)
    agree(actor=manager_elsewhere, suspicion_id=suspicion.pk, agrees=False, now=MORNING)

    assert Suspicion.objects.get().state == "different"


def test_an_officer_cannot_speak_for_her_centre(counsellor, officer_elsewhere, evaluator):
    *_, suspicion = twins(counsellor, officer_elsewhere)
    ask_other_centre(actor=officer_elsewhere, suspicion_id=suspicion.pk)

    for actor in (counsellor, officer_elsewhere, evaluator):
        with pytest.raises(NotAllowed):
            agree(actor=actor, suspicion_id=suspicion.pk, agrees=True, now=MORNING)


def test_a_pair_with_a_sealed_file_vanishes(counsellor, manager):
    first, _second, suspicion = twins(counsellor, counsellor)
    assert suspicions_visible_to(manager).exists()

    mark_sealed(actor=counsellor, person_id=first.pk)

    assert not suspicions_visible_to(manager).exists()
    with pytest.raises(NotAllowed):
        decide(actor=manager, suspicion_id=suspicion.pk, answer="same", now=MORNING)


def test_the_trail_of_a_comparison_names_nobody(counsellor, manager, officer_elsewhere):
    *_, suspicion = twins(counsellor, officer_elsewhere)
    ask_other_centre(actor=officer_elsewhere, suspicion_id=suspicion.pk, question="Sok Sophea?")

    details = str([entry.detail for entry in AuditEntry.objects.all()])
    assert "Soph" not in details and "សុភា" not in details
