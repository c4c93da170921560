"""A standard is written while nobody has used it; what somebody stands on stays."""

from datetime import date
from uuid import uuid4

import pytest

from spean.accounts.models import AuditEntry
from spean.core.errors import ChangedMeanwhile, NotAllowed
from spean.core.refs import Ref
from spean.skills.models import Unit, UnitClaim
from spean.skills.selectors.applying import standards_on
from spean.skills.selectors.basis import basis_of
from spean.skills.selectors.standards import is_fixed, standards_found, standards_visible_to
from spean.skills.selectors.translation import units_in_force
from spean.skills.services import standards as act
from spean.skills.services.rpl_applying import ApplicationWords, UnknownUnit, apply_for_recognition
from spean.skills.services.start_set import FIRST_OWN_NUMBER
from spean.skills.services.translation import UnknownUnit as NotInForce
from spean.skills.services.translation import hear_units
from tests.factories.casework import client_of
from tests.factories.certified import completed, course_at, standard_of
from tests.factories.people import MORNING, TODAY
from tests.factories.skills import SkillFactory

pytestmark = pytest.mark.django_db
NAMES = act.Names(km="ក្រាលការ៉ូជណ្តើរ", en="Tile stairs")


@pytest.fixture
def standard():
    return standard_of("SP-7122-2")


def added(actor, standard, **changes):
    words = {"id": uuid4(), "names": NAMES, "skill_codes": ("sp-7122-2-1",), **changes}
    return act.add_unit(actor=actor, standard_id=standard.pk, **words)


def test_a_name_is_changed_in_both_languages(registrar, standard):
    changed = act.edit_standard(
        actor=registrar, standard_id=standard.pk, revision=1, names=NAMES, source="MLVT"
    )

    assert (changed.label_km, changed.label_en, changed.source) == (NAMES.km, NAMES.en, "MLVT")
    assert not changed.is_verified and changed.revision == 2
    assert AuditEntry.objects.filter(action="skills.standard_changed").exists()


@pytest.mark.parametrize("names", [act.Names(km="", en="x"), act.Names(km="ក", en=" ")])
def test_a_name_in_one_language_is_not_enough(registrar, standard, names):
    with pytest.raises(act.NameMissing):
        added(registrar, standard, names=names)
    assert standard.units.count() == 2


def test_the_second_of_two_editors_is_shown_the_first(registrar, standard):
    words = {"actor": registrar, "standard_id": standard.pk, "revision": 1, "source": "s"}
    act.edit_standard(**words, names=NAMES)

    with pytest.raises(ChangedMeanwhile):
        act.edit_standard(**words, names=NAMES)


def test_who_may_not_write_standards_is_refused(manager, facilitator, standard):
    unit = standard.units.first()
    for actor in (manager, facilitator):
        with pytest.raises(NotAllowed):
            added(actor, standard)
        with pytest.raises(NotAllowed):
            act.end_unit(actor=actor, unit_id=unit.pk, on=TODAY)
    assert not AuditEntry.objects.filter(action__startswith="skills.unit").exists()


def test_a_new_unit_gets_a_number_that_none_ever_had(registrar, standard):
    id = uuid4()
    first = added(registrar, standard, id=id)
    again = added(registrar, standard, id=id)
    act.end_unit(actor=registrar, unit_id=first.pk, on=TODAY)
    second = added(registrar, standard)

    assert again.pk == first.pk and Unit.objects.count() == 4
    assert first.number >= FIRST_OWN_NUMBER and second.number == first.number + 1
    assert second.code != first.code


def test_an_unknown_skill_is_refused_and_nothing_is_written(registrar, standard):
    with pytest.raises(act.UnknownSkill):
        added(registrar, standard, skill_codes=("no-such-skill",))
    assert standard.units.count() == 2


def test_a_unit_is_put_right_and_hangs_on_other_skills(registrar, standard):
    unit, skill = standard.units.first(), SkillFactory(code="other")
    number = unit.number
    act.edit_unit(
        actor=registrar, unit_id=unit.pk, revision=1, names=NAMES, skill_codes=(skill.code,)
    )

    unit.refresh_from_db()
    assert unit.label_en == NAMES.en and list(unit.skills.all()) == [skill]
    assert unit.number == number


def test_a_task_is_added_with_a_picture_that_can_be_drawn(registrar, standard):
    words = {"actor": registrar, "unit_id": standard.units.first().pk, "names": NAMES}
    task = act.add_task(**words, id=uuid4(), picture="grid-3x3")
    with pytest.raises(act.UnknownPicture):
        act.add_task(**words, id=uuid4(), picture="../secret")
    act.edit_task(
        actor=registrar, task_id=task.pk, revision=1, names=act.Names(km="ក", en="a"), picture=""
    )

    task.refresh_from_db()
    assert (task.label_km, task.picture) == ("ក", "")


def test_a_unit_that_ended_is_begun_by_nobody_and_stays(
    registrar, counsellor, facilitator, pursat, standard
):
    unit = standard.units.order_by("sort").last()
    act.end_unit(actor=registrar, unit_id=unit.pk, on=TODAY)

    assert Unit.objects.filter(pk=unit.pk, number=unit.number).exists()
    assert unit not in units_in_force(TODAY)
    assert standards_on(TODAY).get().size == 1
    person = client_of(counsellor, pursat)
    words = ApplicationWords("SP-7122-2", (unit.code,), TODAY, "spoken")
    with pytest.raises(UnknownUnit):
        apply_for_recognition(actor=counsellor, person=person, id=uuid4(), words=words, now=MORNING)
    with pytest.raises(NotInForce):
        hear_units(actor=counsellor, person=person, said={unit.pk: True}, now=MORNING)
    course = course_at(pursat, standard=standard)
    done = completed(person, pursat, course=course)
    assert unit.pk not in basis_of(Ref("enrolment", done.pk)).unit_ids


@pytest.mark.parametrize("stands", ["course", "claim", "verified"])
def test_what_somebody_stands_on_is_not_changed(registrar, counsellor, pursat, standard, stands):
    unit = standard.units.first()
    if stands == "course":
        course_at(pursat, standard=standard)
    elif stands == "claim":
        person = client_of(counsellor, pursat)
        UnitClaim.objects.create(
            person=person, unit=unit, says_yes=True, said_at=MORNING, written_by=counsellor
        )
    else:
        standard.is_verified = True
        standard.save()

    assert is_fixed(standard)
    for changing in (
        lambda: added(registrar, standard),
        lambda: act.end_unit(actor=registrar, unit_id=unit.pk, on=TODAY),
        lambda: act.edit_unit(
            actor=registrar, unit_id=unit.pk, revision=1, names=NAMES, skill_codes=()
        ),
        lambda: act.add_task(actor=registrar, unit_id=unit.pk, id=uuid4(), names=NAMES, picture=""),
    ):
        with pytest.raises(act.StandardFixed):
            changing()
    assert not is_fixed(standard_of("OTHER"))


def test_standards_are_found_by_words_codes_and_units(registrar, standard):
    standard_of("SP-7112-2", label_km="ជាងឥដ្ឋ", label_en="Bricklayer", is_verified=True)
    all_of_them = standards_visible_to(registrar)

    def codes(words="", **filters):
        found = standards_found(all_of_them, words=words, **filters)
        return sorted(found.values_list("code", flat=True))

    assert codes("ឥដ្ឋ") == codes("brickLAYER") == codes("7112-2") == ["SP-7112-2"]
    assert codes("Unit 2 of SP-7122") == ["SP-7122-2"]
    assert codes(is_unverified=True) == ["SP-7122-2"]
    assert codes("%") == codes("nothing of this") == []


def test_who_has_no_business_with_standards_sees_none(volunteer, registrar, assessor, standard):
    assert not standards_visible_to(volunteer).exists()
    assert standards_visible_to(assessor).exists() and standards_visible_to(registrar).exists()


def test_a_day_before_it_begins_offers_nothing(standard):
    assert not standards_on(date(2025, 12, 31)).exists()
