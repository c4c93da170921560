"""Standards as a table: out without formulas, in after a look, all rows or none."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.accounts.models import AuditEntry
from spean.core.errors import NotAllowed
from spean.core.text import tidy
from spean.skills.gateways import standards_csv as table
from spean.skills.models import Standard, Unit, UnitTask
from spean.skills.selectors.standards import standards_visible_to
from spean.skills.selectors.standards_table import table_of
from spean.skills.services.standard_versions import new_version
from spean.skills.services.standards_import import TableRefused, bring_in, plan_of
from spean.skills.services.start_set import FIRST_OWN_NUMBER
from tests.factories.certified import course_at
from tests.factories.people import TODAY
from tests.factories.standards import CUT, tiling

ANY_CELL = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"))
CELL = ANY_CELL.map(tidy) | st.sampled_from(["=1+1", "@x", "'=1", "-2", "''", "+855", "\u17d2"])
EMPTY = dict.fromkeys(table.COLUMNS, "")


def row(kind, code, part_of="", **cells):
    names = {"name_km": "ឈ្មោះ", "name_en": "Name"}
    return {**EMPTY, "kind": kind, "code": code, "part_of": part_of, **names, **cells}


def a_standard(code="MLVT-1", **cells):
    own = {"level": "3", "occupation": "7122", "valid_from": "2026-05-01", "source": "MLVT"}
    return row("standard", code, **{**own, **cells})


@pytest.fixture
def rows(registrar):
    tiling()
    return table.read(table.written(table_of(standards_visible_to(registrar))).encode())


@given(st.lists(st.fixed_dictionaries({name: CELL for name in table.COLUMNS}), max_size=6))
def test_what_is_written_is_read_again(rows):
    assert table.read(table.written(rows).encode()) == [
        {name: tidy(cell) for name, cell in row.items()} for row in rows
    ]


@given(CELL)
def test_no_cell_is_a_formula(cell):
    text = table.written([{**EMPTY, "name_en": cell}])
    line = text.split("\r\n", 1)[1]
    kept = line.removeprefix(",,,,").removeprefix('"')
    assert not kept.startswith(("=", "@", "\t", "\r"))


@given(st.binary(max_size=200))
def test_no_file_breaks_the_reader(content):
    with suppress(table.NotATable, table.HeadingsMissing, table.TableTooLarge):
        table.read(content)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b'a,"b', b"x" * 1_000_001])
def test_what_is_no_table_is_refused(content):
    with pytest.raises((table.NotATable, table.TableTooLarge)):
        table.read(content)


def test_a_missing_heading_is_named():
    with pytest.raises(table.HeadingsMissing, match="picture"):
        table.read(b"kind,code,part_of,name_km,name_en,level,occupation,valid_from,source,skills\n")


@pytest.mark.django_db
class TestComingIn:
    def test_the_table_of_a_site_brought_in_again_changes_nothing(self, registrar, rows):
        plan = bring_in(actor=registrar, rows=table.read(table.written(rows).encode()))

        assert (plan.new, plan.changed, plan.same) == ([], [], len(rows))
        assert not AuditEntry.objects.filter(action="skills.standards_brought_in").exists()

    def test_a_standard_comes_in_with_units_and_tasks_and_is_not_verified(self, registrar, rows):
        sent = [
            row("task", "MLVT-1-U1-T1", "MLVT-1-U1", picture="grid-3x3"),
            row("unit", "MLVT-1-U1", "MLVT-1", skills=CUT, number="7"),
            a_standard(verified="yes"),
        ]
        plan = bring_in(actor=registrar, rows=sent)

        assert len(plan.new) == 3
        made = Standard.objects.get(code="MLVT-1")
        assert not made.is_verified and made.level == 3
        unit = Unit.objects.get(code="MLVT-1-U1")
        assert unit.number >= FIRST_OWN_NUMBER and unit.skills.get().code == CUT
        assert UnitTask.objects.get(unit=unit).picture == "grid-3x3"

    def test_names_are_put_right_where_nobody_stands_on_them(self, registrar, rows):
        rows[1]["name_en"] = "Cut wall tiles"
        plan = bring_in(actor=registrar, rows=rows)

        assert len(plan.changed) == 1
        unit = Unit.objects.get(code=rows[1]["code"])
        assert (unit.label_en, unit.revision) == ("Cut wall tiles", 2)

    @pytest.mark.parametrize(
        ("wrong", "column", "why"),
        [
            (row("task", "X-T1", "NO-SUCH-UNIT"), "part_of", "unknown-unit"),
            (row("unit", "X-U1", "NO-SUCH"), "part_of", "unknown-standard"),
            (row("unit", "X-U1", "SP-7122-2", skills="no-such-skill"), "skills", "unknown-skill"),
            (a_standard(level="9"), "level", "level"),
            (a_standard(level="0"), "level", "level"),
            (a_standard(level="two"), "level", "level"),
            (a_standard(occupation="9999"), "occupation", "occupation"),
            (a_standard(valid_from="2026-13-01"), "valid_from", "day"),
            (a_standard(source=""), "source", "empty"),
            (a_standard(name_km=""), "name_km", "empty"),
            (a_standard(name_en="x" * 301), "name_en", "long"),
            (a_standard(code="no spaces"), "code", "code"),
            (a_standard(code="A" * 17), "code", "long"),
            (row("unit", "SP-7122-2-U1", "MLVT-2"), "part_of", "elsewhere"),
            (row("task", "X-T1", "SP-7122-2-U1", picture="no-such"), "picture", "picture"),
            (row("badge", "X"), "kind", "kind"),
            (row("unit", "SP-7122-2-U1", "SP-7122-2", skills=CUT), "code", "duplicate"),
        ],
    )
    def test_one_wrong_cell_and_nothing_comes_in(self, registrar, rows, wrong, column, why):
        sent = [a_standard("MLVT-2"), row("unit", "SP-7122-2-U1", "SP-7122-2"), wrong]
        if why == "elsewhere":
            sent = [a_standard("MLVT-2"), wrong]
        with pytest.raises(TableRefused) as refused:
            bring_in(actor=registrar, rows=sent)

        faults = refused.value.details["faults"]
        assert (len(sent) + 1, column, why) in [(one.row, one.column, one.why) for one in faults]
        assert Standard.objects.count() == 1 and Unit.objects.count() == 2

    def test_looking_writes_nothing(self, registrar, rows):
        plan = plan_of([a_standard()])
        assert len(plan.new) == 1 and not plan.faults
        assert Standard.objects.count() == 1

    def test_what_is_in_use_is_not_changed_by_a_table(self, registrar, rows, pursat):
        course_at(pursat, standard=tiling())
        task = next(one for one in rows if one["kind"] == "task")
        sent = [{**task, "name_en": "Another meaning"}]
        assert [one.why for one in plan_of(sent).faults] == ["fixed"]
        new = [row("unit", "SP-7122-2-U9", "SP-7122-2")]
        assert [one.why for one in plan_of(new).faults] == ["fixed"]
        assert not plan_of(rows).faults

    def test_a_version_begins_when_the_one_before_it_ends(self, registrar, rows):
        new_version(
            actor=registrar,
            standard_id=tiling().pk,
            id=tiling().units.first().pk,
            valid_from=TODAY,
            today=TODAY,
        )
        found = standards_visible_to(registrar).filter(code="SP-7122-2-V2")
        out = table.read(table.written(table_of(found)).encode())
        out[0]["valid_from"] = "2027-01-01"
        assert [one.why for one in plan_of(out).faults] == ["version"]

    def test_who_may_not_write_standards_brings_nothing_in(self, manager, rows):
        with pytest.raises(NotAllowed):
            bring_in(actor=manager, rows=[a_standard()])
        assert Standard.objects.count() == 1
