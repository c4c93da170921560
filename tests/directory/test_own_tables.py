"""The project's own reference tables: complete, linked, and in Khmer."""

import re
from collections import Counter

import pytest

from spean.directory.choices import ServiceGroup, SkillKind
from spean.directory.gateways.tables import listed, table
from spean.directory.models import (
    Occupation,
    OccupationSkill,
    RuleRow,
    Scheme,
    Sector,
    ServiceType,
    Skill,
)
from spean.directory.selectors import rulebook_now
from spean.directory.services.reference import load_own_tables

KHMER = re.compile("[\u1780-\u17ff]")
LABELLED = ("sectors", "occupations", "skills", "service_types", "schemes")


def needs():
    """Return occupation code -> how many skills it has, from the table."""
    counts = Counter()
    for row in table("skills"):
        counts.update(f"{row['essential']} {row['optional']}".split())
    return counts


def offered():
    return [row for row in table("occupations") if row["is_offered"] == "yes"]


@pytest.mark.parametrize("name", LABELLED)
def test_every_row_has_both_names_and_the_khmer_one_is_khmer(name):
    wrong = [
        row["code"]
        for row in table(name)
        if not row["label_en"] or not KHMER.search(row["label_km"])
    ]
    assert not wrong


@pytest.mark.parametrize("name", [*LABELLED, "province_names"])
def test_every_code_stands_once(name):
    codes = Counter(row["code"] for row in table(name))
    assert not [code for code, count in codes.items() if count > 1]


def test_no_two_skills_say_the_same():
    for language in ("label_km", "label_en"):
        names = Counter(row[language] for row in table("skills"))
        assert not [name for name, count in names.items() if count > 1]


def test_there_are_at_least_sixty_occupations_and_four_hundred_skills():
    assert len(offered()) >= 60
    assert len(list(table("skills"))) >= 400


def test_the_occupations_of_the_start_set_are_offered():
    start = (
        "7112 7114 7115 7122 7123 7126 7131 7212 7119 7214 7411 7127 7231 7233 8153 7531 8160 8189 "
        "6111 6112 6121 6221 6222 7511 5120 5131 9112 9111 5221 8322 8332 8344 9313 9329 5414"
    )
    assert set(start.split()) <= {row["code"] for row in offered()}


def test_every_occupation_has_six_to_fourteen_skills():
    counts = needs()
    assert not [row["code"] for row in offered() if not 6 <= counts[row["code"]] <= 14]


def test_every_skill_belongs_to_an_occupation_that_is_there():
    codes = {row["code"] for row in table("occupations")}
    assert set(needs()) <= codes
    assert not [row["code"] for row in table("skills") if not row["essential"] + row["optional"]]


def test_a_skill_is_not_both_essential_and_optional():
    rows = list(table("skills"))
    both = [row["code"] for row in rows if {*row["essential"].split()} & {*row["optional"].split()}]
    assert not both


def test_every_occupation_has_its_groups_up_to_the_top():
    codes = {row["code"] for row in table("occupations")}
    assert not [code for code in codes if len(code) > 1 and code[:-1] not in codes]


def test_every_occupation_has_another_word_and_a_sector_of_the_short_list():
    short = {row["code"] for row in table("sectors") if row["is_offered"] == "yes"}
    assert not [row["code"] for row in offered() if row["sector"] not in short]
    assert not [row["code"] for row in offered() if not listed(row["also"])]


def test_the_kinds_of_skill_are_all_there():
    assert {row["kind"] for row in table("skills")} == set(SkillKind.values)


def test_the_service_codes_are_those_of_the_list():
    groups = Counter(row["code"][:3] for row in table("service_types"))
    assert groups == {
        "INF": 7,
        "COU": 7,
        "LEG": 7,
        "EMP": 8,
        "SKL": 7,
        "ENT": 9,
        "SOC": 9,
        "PRO": 7,
        "FUP": 3,
    }
    assert set(groups) == set(ServiceGroup.values)


def test_a_general_knowledge_is_never_marked_verified():
    wrong = [
        row["code"]
        for row in table("rules")
        if row["is_verified"] == "yes" and re.search("general knowledge|assum", row["source"])
    ]
    assert not wrong


def test_no_source_is_left_out():
    assert not [row["code"] for row in table("rules") if not row["source"]]
    assert not [row["code"] for row in table("schemes") if not row["source"]]


@pytest.fixture
def loaded(db):
    return load_own_tables()


def test_everything_is_loaded(loaded):
    assert Occupation.objects.filter(is_offered=True).count() == len(offered())
    assert Skill.objects.count() == len(list(table("skills")))
    assert OccupationSkill.objects.count() == needs().total()
    assert ServiceType.objects.count() == 64
    assert Scheme.objects.filter(code="TVET-1.5M").exists()
    assert Sector.objects.get(code="construction").parent.code == "F"


def test_khmer_texts_are_drafts_until_somebody_reads_them(loaded):
    assert not Occupation.objects.filter(is_km_reviewed=True).exists()
    assert not Skill.objects.filter(is_km_reviewed=True).exists()


def test_loading_twice_changes_nothing(loaded):
    assert not load_own_tables().changed


def test_a_text_that_was_edited_is_left_alone(loaded):
    Occupation.objects.filter(code="7122").update(label_km="ជាងឥដ្ឋការ៉ូ", revision=2)
    assert not load_own_tables().changed
    assert Occupation.objects.get(code="7122").label_km == "ជាងឥដ្ឋការ៉ូ"


def test_a_reviewed_text_is_left_alone(loaded):
    Skill.objects.filter(code="take-money").update(label_km="គិតលុយ", is_km_reviewed=True)
    assert not load_own_tables().changed


def test_an_untouched_row_follows_the_table(loaded):
    Skill.objects.filter(code="take-money").update(label_km="ចាស់")
    assert load_own_tables().counts["skills"] == 1
    assert Skill.objects.get(code="take-money").label_km != "ចាស់"


def test_a_rule_that_was_corrected_is_left_alone(loaded):
    RuleRow.objects.filter(code="tvet-stipend").update(value="300000")
    load_own_tables()
    assert RuleRow.objects.get(code="tvet-stipend").value == "300000"


def test_the_dated_rules_make_a_rulebook(loaded):
    assert len(rulebook_now()) == len(list(table("rules")))
