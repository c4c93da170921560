import pytest

from spean.casework import services
from spean.casework.models import Case, FollowUp
from spean.casework.selectors import case_of
from tests.factories.casework import case_for, client_of, follow_up_for, note_for, screened

pytestmark = pytest.mark.django_db


def picture() -> list[tuple[object, ...]]:
    cases = Case.objects.order_by("pk").values_list(
        "pk", "person", "state", "exit_reason", "triage", "last_service_on"
    )
    return [*cases, *FollowUp.objects.order_by("pk").values_list("pk", "case", "state")]


def test_cases_move_to_a_file_without_one(counsellor, pursat):
    case = case_for(counsellor, pursat)
    target = client_of(counsellor, pursat, given_name_km="ដារ៉ា")

    services.move_person(actor=counsellor, source=case.person, target=target)

    assert case_of(target).pk == case.pk
    assert case_of(case.person) is None


def test_of_two_open_cases_one_stays_open_with_the_promises_and_the_urgency(counsellor, pursat):
    kept, other = (
        case_for(counsellor, pursat),
        case_for(counsellor, pursat, given_name_km="ដារ៉ា"),
    )
    screened(other, "child_alone")
    note_for(other)
    promise = follow_up_for(other)

    services.move_person(actor=counsellor, source=other.person, target=kept.person)

    other.refresh_from_db(), kept.refresh_from_db(), promise.refresh_from_db()
    assert (other.state, other.exit_reason, other.person) == ("closed", "duplicate", kept.person)
    assert (kept.state, kept.triage, promise.case) == ("open", "red", kept)
    assert kept.last_service_on is not None


def test_moving_back_restores_every_row(counsellor, pursat):
    kept, other = (
        case_for(counsellor, pursat),
        case_for(counsellor, pursat, given_name_km="ដារ៉ា"),
    )
    screened(other, "child_alone")
    note_for(kept)
    follow_up_for(other)
    before = picture()

    moves = services.move_person(actor=counsellor, source=other.person, target=kept.person)
    assert picture() != before
    services.move_back(actor=counsellor, moves=moves)

    assert picture() == before
