import pytest

from spean.accounts.models import AuditEntry
from spean.core.errors import ChangedMeanwhile, NotAllowed
from spean.jobs.models import JobReferral
from spean.jobs.selectors import wishes_of
from spean.jobs.services import move_back, move_person, record_wishes, record_wishes_many
from tests.factories.jobs import OccupationFactory, SeekerFactory, VacancyFactory, proposed, willing

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(counsellor, pursat):
    return [willing(counsellor, pursat, given_name_lat=name) for name in ("Dara", "Darra")]


def rows(person):
    found = JobReferral.objects.filter(person=person).order_by("id")
    return list(found.values_list("id", "state", "close_reason"))


def test_what_was_moved_comes_back_exactly(counsellor, pursat, pair):
    source, target = pair
    shared, own = (VacancyFactory(employer__centre=pursat) for _number in range(2))
    for person, vacancy in ((source, shared), (target, shared), (source, own)):
        proposed(counsellor, person, vacancy)
    SeekerFactory(person=source)
    before = rows(source), rows(target)

    moves = move_person(actor=counsellor, source=source, target=target)
    assert rows(source) == [] and len(rows(target)) == 3
    assert sorted(state for _id, state, _why in rows(target)) == ["closed", "proposed", "proposed"]

    move_back(actor=counsellor, source=source, moves=moves)
    assert (rows(source), rows(target)) == before
    assert wishes_of(source) is not None and wishes_of(target) is None


def test_wishes_are_written_and_corrected(counsellor, pair):
    person, tiler = pair[0], OccupationFactory()
    values = {"is_looking": True, "radius_km": 15, "wanted_occupations": [tiler]}
    record_wishes(actor=counsellor, person=person, values=values, revision=1)
    record_wishes(actor=counsellor, person=person, values={"radius_km": 30}, revision=1)

    with pytest.raises(ChangedMeanwhile):
        record_wishes(actor=counsellor, person=person, values={"radius_km": 5}, revision=1)
    found = wishes_of(person)
    assert (found.radius_km, list(found.wanted_occupations.all())) == (30, [tiler])


def test_wishes_of_many_are_each_audited_and_change_nobody_asked_before(counsellor, pair):
    asked, new = pair
    record_wishes(actor=counsellor, person=asked, values={"radius_km": 15}, revision=None)

    record_wishes_many(actor=counsellor, told=[(one, {"radius_km": 40}) for one in pair])

    assert (wishes_of(asked).radius_km, wishes_of(new).radius_km) == (15, 40)
    written = AuditEntry.objects.filter(action="jobs.wishes_recorded")
    assert {entry.ref_id for entry in written} == {one.pk for one in pair}


def test_of_many_one_who_may_not_be_referred_refuses_all(counsellor, officer_elsewhere, pair):
    with pytest.raises(NotAllowed):
        record_wishes_many(actor=officer_elsewhere, told=[(one, {}) for one in pair])

    assert wishes_of(pair[0]) is None


@pytest.mark.parametrize("who", ["officer_elsewhere", "volunteer", "facilitator"])
def test_who_refers_nobody_writes_no_wishes(request, pair, who):
    with pytest.raises(NotAllowed):
        record_wishes(actor=request.getfixturevalue(who), person=pair[0], values={}, revision=None)
