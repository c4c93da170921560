"""The start set of competency standards that ships."""

import re
from collections import Counter

import pytest

from spean.config.pictures import picture_svg
from spean.directory.gateways.tables import table as directory_table
from spean.directory.services.reference import load_own_tables
from spean.skills.gateways.start_set import can_be_drawn, table
from spean.skills.models import Standard, Unit, UnitTask
from spean.skills.services.start_set import FIRST_OWN_NUMBER, load_start_set

# The start list of the domain notes, 5.6.
ASKED_FOR = """
7112 7114 7115 7122 7123 7126 7131 7212 7119 7214 7411 7127 7231 7233 8153 7531 8160 8189
6111 6112 6121 6221 6222 7511 5120 5131 9112 9111 5221 8322 8332 8344 9313 9329 5414
"""
STANDARDS, UNITS, TASKS = (list(table(name)) for name in ("standards", "units", "tasks"))

KHMER = re.compile(r"[\u1780-\u17ff]")


def test_every_occupation_of_the_start_list_has_a_standard():
    assert {row["occupation"] for row in STANDARDS} == set(ASKED_FOR.split())


def test_every_standard_has_four_units_and_every_unit_three_to_five_tasks():
    units = Counter(row["standard"] for row in UNITS)
    tasks = Counter(row["unit"] for row in TASKS)

    assert all(units[row["code"]] >= 4 for row in STANDARDS)
    assert all(3 <= tasks[row["code"]] <= 5 for row in UNITS)


def test_numbers_and_codes_are_given_once_and_stay_below_those_of_a_site():
    numbers = [int(row["number"]) for row in UNITS]

    assert len(set(numbers)) == len(numbers)
    assert min(numbers) > 0 and max(numbers) < FIRST_OWN_NUMBER
    for rows in (STANDARDS, UNITS, TASKS):
        assert len({row["code"] for row in rows}) == len(rows)


def test_every_unit_hangs_on_skills_of_its_occupation():
    needs = {
        row["code"]: f"{row['essential']} {row['optional']}".split()
        for row in directory_table("skills")
    }
    occupation = {row["code"]: row["occupation"] for row in STANDARDS}
    fallback = {"follow-safety"}

    for row in UNITS:
        linked = row["skills"].split()
        assert linked, row["code"]
        for skill in set(linked) - fallback:
            assert occupation[row["standard"]] in needs[skill], (row["code"], skill)


def test_everything_is_said_in_khmer_and_english_and_nothing_claims_to_be_verified():
    for row in [*STANDARDS, *UNITS, *TASKS]:
        assert KHMER.search(row["label_km"]) and row["label_en"]
        assert not re.search(r"[A-Za-z]", row["label_km"].replace("QR", ""))
    assert {row["is_verified"] for row in STANDARDS} == {"no"}


def test_every_picture_is_in_the_package_that_ships():
    for row in TASKS:
        assert can_be_drawn(row["picture"]), row["code"]


def test_a_picture_that_is_not_there_is_an_empty_frame_and_no_way_out_of_the_folder():
    assert not can_be_drawn("../secret")
    assert picture_svg("../secret") == picture_svg("image") == picture_svg("no-such-picture")
    assert picture_svg("bricks") != picture_svg("image")


@pytest.mark.django_db
class TestLoading:
    @pytest.fixture(autouse=True)
    def loaded(self):
        load_own_tables()
        return load_start_set()

    def test_it_is_there_with_its_skills(self, loaded):
        rows = {"standards": STANDARDS, "units": UNITS, "unit_tasks": TASKS}
        assert loaded.counts == {"levels": 8} | {name: len(rows[name]) for name in rows}
        tiles = Unit.objects.get(code="SP-7122-2-U2")
        assert "cut-tiles-with-a-tile-cutter" in tiles.skills.values_list("code", flat=True)
        assert not Standard.objects.filter(is_verified=True).exists()

    def test_again_changes_nothing(self):
        assert not load_start_set().changed

    def test_an_untouched_row_follows_what_ships_and_keeps_its_number(self):
        unit = Unit.objects.get(code="SP-7122-2-U2")
        Unit.objects.filter(pk=unit.pk).update(label_en="Old words", number=9_999)

        load_start_set()

        unit.refresh_from_db()
        assert (unit.label_en, unit.number) == ("Cut tiles", 9_999)

    def test_what_somebody_edited_stays(self):
        UnitTask.objects.filter(code="SP-7122-2-U2-T1").update(label_en="Ours", revision=2)

        load_start_set()

        assert UnitTask.objects.get(code="SP-7122-2-U2-T1").label_en == "Ours"

    def test_a_version_that_something_stands_on_is_never_rewritten(self):
        standard = Standard.objects.get(code="SP-7122-2")
        Standard.objects.filter(pk=standard.pk).update(is_verified=True)
        rows = (Unit.objects.filter(code="SP-7122-2-U2"), Unit.objects.filter(code="SP-7112-2-U2"))
        for found in rows:
            found.update(label_en="As certified")
            UnitTask.objects.filter(unit__in=found).update(label_en="As certified")
        UnitTask.objects.filter(code="SP-7122-2-U3-T1").delete()

        load_start_set()

        kept, followed = (found.get() for found in rows)
        assert kept.label_en == kept.tasks.first().label_en == "As certified"
        assert not UnitTask.objects.filter(code="SP-7122-2-U3-T1").exists()
        assert "As certified" not in (followed.label_en, followed.tasks.first().label_en)

    def test_a_skill_taken_off_a_unit_stays_off(self):
        unit = Unit.objects.get(code="SP-7122-2-U2")
        unit.skills.clear()

        load_start_set()

        assert not unit.skills.exists()
