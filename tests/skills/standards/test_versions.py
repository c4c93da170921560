"""A standard is confirmed by a paper, doubted again, and followed by a dated version."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest

from spean.accounts.models import AuditEntry
from spean.core.errors import IllegalMove, NotAllowed
from spean.skills.models import Standard, TrustList, Unit
from spean.skills.selectors.applying import standards_on
from spean.skills.services import standard_versions as act
from spean.skills.services.rpl_applying import ApplicationWords, UnknownUnit, apply_for_recognition
from spean.skills.services.standards import Names, StandardFixed, edit_standard, edit_unit
from tests.factories.casework import client_of
from tests.factories.certified import completed, course_at, issued, standard_of, trusted_keys
from tests.factories.people import MORNING, TODAY

pytestmark = pytest.mark.django_db
PAPER = act.Paper("ប្រកាសស្តីពីស្តង់ដារ", "123/26", date(2026, 5, 1), "នាយកដ្ឋានស្តង់ដារ")
SOON = TODAY + timedelta(days=30)


@pytest.fixture
def standard():
    return standard_of("SP-7122-2")


def verified(actor, standard, paper=PAPER, **changes):
    words = {"standard_id": standard.pk, "revision": standard.revision, "now": MORNING, **changes}
    return act.verify_standard(actor=actor, paper=paper, **words)


def version(actor, standard, **changes):
    words = {"standard_id": standard.pk, "id": uuid4(), "valid_from": SOON, **changes}
    return act.new_version(actor=actor, today=TODAY, **words)


def test_a_paper_confirms_a_standard(registrar, standard):
    verified(registrar, standard)

    standard.refresh_from_db()
    assert standard.is_verified and standard.verified_by == registrar
    assert (standard.document_no, standard.document_on) == ("123/26", date(2026, 5, 1))
    entry = AuditEntry.objects.get(action="skills.standard_verified")
    assert "123/26" not in json.dumps(entry.detail)


@pytest.mark.parametrize(
    "paper",
    [
        act.Paper("", "123/26", date(2026, 5, 1), "name"),
        act.Paper("document", " ", date(2026, 5, 1), "name"),
        act.Paper("document", "123/26", None, "name"),
        act.Paper("document", "123/26", date(2026, 5, 1), ""),
    ],
)
def test_without_a_whole_paper_it_stays_unverified(registrar, standard, paper):
    with pytest.raises(act.PaperMissing):
        verified(registrar, standard, paper)
    standard.refresh_from_db()
    assert not standard.is_verified and standard.verified_by is None


def test_a_paper_of_tomorrow_and_an_empty_standard_confirm_nothing(registrar, standard):
    tomorrow = act.Paper("d", "1", TODAY + timedelta(days=1), "n")
    with pytest.raises(act.PaperFromTomorrow):
        verified(registrar, standard, tomorrow)
    with pytest.raises(act.NothingToVerify):
        verified(registrar, standard_of("EMPTY", units=0))
    assert not Standard.objects.filter(is_verified=True).exists()


def test_only_who_keeps_standards_verifies_them(manager, facilitator, standard):
    for actor in (manager, facilitator):
        with pytest.raises(NotAllowed):
            verified(actor, standard)
        with pytest.raises(NotAllowed):
            version(actor, standard)
    assert Standard.objects.count() == 1


def test_a_verification_is_taken_back_with_a_reason_alone(registrar, standard):
    verified(registrar, standard)
    words = {"actor": registrar, "standard_id": standard.pk, "now": MORNING}
    with pytest.raises(act.ReasonMissing):
        act.take_verification_back(**words, reason=" ")
    back = act.take_verification_back(**words, reason="ឯកសារខុស")

    assert not back.is_verified and back.unverified_why == "ឯកសារខុស"
    with pytest.raises(IllegalMove):
        act.take_verification_back(**words, reason="again")
    entry = AuditEntry.objects.get(action="skills.standard_unverified")
    assert "ឯកសារ" not in json.dumps(entry.detail, ensure_ascii=False)


def test_a_certificate_from_before_stays_as_it_was_issued(
    registrar, facilitator, manager, counsellor, pursat, standard
):
    trusted_keys(pursat)
    done = completed(
        client_of(counsellor, pursat), pursat, course=course_at(pursat, standard=standard)
    )
    certificate = issued(facilitator, manager, done)
    before = TrustList.objects.order_by("-version").first().version
    verified(registrar, standard)

    certificate.refresh_from_db()
    assert certificate.is_unverified
    assert TrustList.objects.order_by("-version").first().version == before + 1


def test_a_new_version_has_units_of_its_own_and_leaves_the_old_ones(registrar, standard):
    old = {one.code: (one.number, one.label_en) for one in standard.units.all()}
    fresh = version(registrar, standard)

    standard.refresh_from_db()
    assert fresh.code == "SP-7122-2-V2" and fresh.replaces == standard and not fresh.is_verified
    assert standard.valid_to == SOON - timedelta(days=1)
    assert {one.code: (one.number, one.label_en) for one in standard.units.all()} == old
    copies = list(fresh.units.order_by("sort"))
    assert [one.code for one in copies] == ["SP-7122-2-V2-1", "SP-7122-2-V2-2"]
    assert not {one.number for one in copies} & {number for number, _ in old.values()}
    assert [one.label_en for one in copies] == [label for _, label in old.values()]
    assert all(one.skills.exists() for one in copies)


def test_new_applications_are_offered_the_newest_version_alone(
    registrar, counsellor, pursat, standard
):
    fresh = version(registrar, standard)

    assert [one.code for one in standards_on(SOON - timedelta(days=1))] == [standard.code]
    assert [one.code for one in standards_on(SOON)] == [fresh.code]
    words = ApplicationWords(standard.code, (), TODAY, "spoken")
    with pytest.raises(UnknownUnit):
        apply_for_recognition(
            actor=counsellor,
            person=client_of(counsellor, pursat),
            id=uuid4(),
            words=words,
            now=MORNING + timedelta(days=40),
        )


def test_a_course_that_began_keeps_its_version(registrar, pursat, standard):
    course = course_at(pursat, standard=standard)
    fresh = version(registrar, standard)
    one = fresh.units.first()
    edit_unit(actor=registrar, unit_id=one.pk, revision=1, names=Names("ថ្មី", "New"), skill_codes=())

    course.refresh_from_db()
    assert course.standard == standard
    assert not Unit.objects.filter(standard=standard, label_en="New").exists()


def test_the_old_version_is_closed_and_followed_once(registrar, standard):
    fresh = version(registrar, standard)
    with pytest.raises(act.AlreadyReplaced):
        version(registrar, standard)
    with pytest.raises(StandardFixed):
        edit_standard(
            actor=registrar, standard_id=standard.pk, revision=2, names=Names("ក", "a"), source="s"
        )
    third = version(registrar, fresh, valid_from=SOON + timedelta(days=30))
    assert third.code == "SP-7122-2-V3"
    assert third.units.order_by("sort").first().code == "SP-7122-2-V3-1"


def test_a_version_sent_twice_is_made_once(registrar, standard):
    id = uuid4()
    assert version(registrar, standard, id=id) == version(registrar, standard, id=id)
    assert Standard.objects.count() == 2


@pytest.mark.parametrize("day", [date(2026, 1, 1), TODAY - timedelta(days=1)])
def test_a_version_does_not_begin_in_the_past(registrar, standard, day):
    with pytest.raises(act.BeginsTooEarly):
        version(registrar, standard, valid_from=day)
    assert Standard.objects.count() == 1


def test_a_unit_with_a_code_of_another_list_is_copied_too(registrar, standard):
    unit = standard.units.order_by("sort").first()
    unit.code = "CON-CS-001"
    unit.save()
    fresh = version(registrar, standard)
    assert "SP-7122-2-V2-N1" in set(fresh.units.values_list("code", flat=True))
