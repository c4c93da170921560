"""Loading the ESCO classification beside the project's own rows."""

import pytest

from spean.directory.choices import Classification, SkillKind, SkillWeight
from spean.directory.gateways.esco import NotEsco
from spean.directory.models import Occupation, OccupationSkill, Skill
from spean.directory.services.esco import load_esco
from tests.directory.workbooks import ESCO, esco_folder
from tests.factories.directory import OccupationFactory

pytestmark = pytest.mark.django_db


def counts():
    return Occupation.objects.count(), Skill.objects.count(), OccupationSkill.objects.count()


def test_groups_occupations_skills_and_relations_are_loaded(tmp_path):
    report = load_esco(folder=esco_folder(tmp_path))
    assert report.counts == {"groups": 4, "occupations": 2, "skills": 3, "relations": 3}


def test_an_occupation_hangs_below_its_group(tmp_path):
    load_esco(folder=esco_folder(tmp_path))
    fitter = Occupation.objects.get(code="7122.4")
    assert (fitter.parent.code, fitter.scheme) == ("7122", Classification.ESCO)
    assert fitter.uri.endswith("/occupation/aaaa-1")


def test_kinds_and_weights_are_carried_over(tmp_path):
    load_esco(folder=esco_folder(tmp_path))
    kinds = dict(Skill.objects.values_list("label_en", "kind"))
    assert kinds["types of tile"] == SkillKind.KNOWLEDGE
    assert kinds["work in teams"] == SkillKind.TRANSVERSAL
    weights = set(OccupationSkill.objects.values_list("skill__label_en", "weight"))
    assert ("lay tiles", SkillWeight.ESSENTIAL) in weights
    assert ("types of tile", SkillWeight.OPTIONAL) in weights


def test_loading_twice_changes_nothing(tmp_path):
    load_esco(folder=esco_folder(tmp_path))
    before = counts()
    assert not load_esco(folder=tmp_path).changed
    assert counts() == before


def test_the_own_unit_group_is_kept(tmp_path):
    own = OccupationFactory(label_km="ជាងក្រាលការ៉ូ")
    load_esco(folder=esco_folder(tmp_path))
    own.refresh_from_db()
    assert (own.label_km, own.is_offered) == ("ជាងក្រាលការ៉ូ", True)
    assert Occupation.objects.get(code="7122.4").parent_id == own.pk


HEAD = {name: rows[0] for name, rows in ESCO.items()}


@pytest.mark.parametrize(
    "broken",
    [
        {"esco_skills": [("id", "name"), ("1", "x")]},
        {"esco_occupation_skill": [HEAD["esco_occupation_skill"], ("1", "99", "e")]},
        {"esco_occupation_skill": [HEAD["esco_occupation_skill"], ("1", "1", "maybe")]},
        {"esco_occupation_skill": [HEAD["esco_occupation_skill"], ("1",)]},
        {"esco_occupations": [HEAD["esco_occupations"], ("1", "u", "9.1", "9999", "x", "", "")]},
        {"isco08": [HEAD["isco08"], ("7122", "4", "712", "Tilers", "2", "")]},
        {"esco_skills": [HEAD["esco_skills"], ("1", "u", "x" * 400, "knowledge", "", "")]},
    ],
)
def test_a_table_that_cannot_be_meant_leaves_nothing(tmp_path, broken):
    with pytest.raises(NotEsco):
        load_esco(folder=esco_folder(tmp_path, **broken))
    assert counts() == (0, 0, 0)


def test_a_folder_without_the_tables_is_refused_by_name(tmp_path):
    with pytest.raises(NotEsco) as caught:
        load_esco(folder=tmp_path)
    assert caught.value.details["table"] == "isco08.csv"


def test_a_table_that_is_not_text_is_refused(tmp_path):
    esco_folder(tmp_path)
    (tmp_path / "esco_skills.csv").write_bytes(b"\xff\xfe\x00bad")
    with pytest.raises(NotEsco):
        load_esco(folder=tmp_path)
    assert counts() == (0, 0, 0)


@pytest.mark.reference
@pytest.mark.long
def test_the_whole_classification_loads(reference):
    report = load_esco(folder=reference / "ref_occupations")
    assert report.counts["occupations"] == 3_007
    assert report.counts["skills"] == 13_896
    assert report.counts["relations"] == 123_788
