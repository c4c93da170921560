"""The commands on files as people have them: good ones answered, bad ones said in one sentence."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from jobmatch.__main__ import main
from jobmatch.engine import top

OPENINGS = """id,occupation,sector,places,area_code,wage_min,needs,minimum_age,dormitory,screening
v-1,7122,F,2,2201,250,tiling|grouting,18,no,cleared
v-2,8153,C,40,120101,220,sewing,18,no,cleared
v-3,7122,F,1,2201,300,tiling,18,,held
"""
PEOPLE = """id,age,area_code,skills,occupations,radius_km,wanted_sectors,licences
p-1,31,220101,tiling:rpl:7122|grouting,7122:24,40,F,car
p-2,16,220101,,,,,
p-3,40,120101,sewing,8153,10,,
"""


@pytest.fixture
def files(tmp_path):
    openings, people = tmp_path / "openings.csv", tmp_path / "people.csv"
    openings.write_text(OPENINGS, encoding="utf-8")
    people.write_text(PEOPLE, encoding="utf-8")
    return openings, people


def run(capsys, *arguments):
    code = main([*map(str, arguments), "--today", "2026-06-01"])
    return code, *capsys.readouterr()


def test_top_prints_each_persons_list(files, capsys):
    code, out, _ = run(capsys, "top", *files, "-k", 5)

    rows = list(csv.DictReader(out.splitlines()))
    assert code == 0
    assert [(row["person"], row["rank"], row["post"]) for row in rows] == [
        ("p-1", "1", "v-1"),
        ("p-3", "1", "v-2"),
    ]


@pytest.mark.parametrize("ending", ["csv", "parquet", "arrow"])
def test_tables_of_every_kind_give_the_same_lists(files, tmp_path, capsys, ending):
    if ending != "csv":
        pytest.importorskip("pyarrow")
        files = tuple(as_arrow(path, ending) for path in files)
    out = tmp_path / f"lists.{ending}"

    assert run(capsys, "top", *files, "-o", out)[0] == 0

    rows = csv.DictReader(out.read_text().splitlines()) if ending == "csv" else read(out)
    assert [(row["person"], row["post"]) for row in rows] == [("p-1", "v-1"), ("p-3", "v-2")]


def as_arrow(path, ending):
    import pyarrow.csv
    import pyarrow.feather
    import pyarrow.parquet

    types = {name: pyarrow.string() for name in path.read_text().splitlines()[0].split(",")}
    options = pyarrow.csv.ConvertOptions(column_types=types)
    table = pyarrow.csv.read_csv(path, convert_options=options)
    made = path.with_suffix(f".{ending}")
    if ending == "parquet":
        pyarrow.parquet.write_table(table, made)
    else:
        pyarrow.feather.write_feather(table, made)
    return made


def read(path: Path):
    import pyarrow.feather
    import pyarrow.parquet

    reader = pyarrow.parquet if path.suffix == ".parquet" else pyarrow.feather
    return reader.read_table(path).to_pylist()


def test_why_gives_reasons_gates_and_ways(files, capsys):
    _, reasons, _ = run(capsys, "why", *files, "--person", "p-1", "--post", "v-1")
    _, gates, _ = run(capsys, "why", *files, "--person", "p-2", "--post", "v-1")

    assert "+ occupation-held occupation=7122 months=24" in reasons
    assert "-- too-young minimum=18" in gates


def test_a_market_is_cleared_and_its_receipt_replayed(files, tmp_path, capsys):
    place = tmp_path / "run"
    assert run(capsys, "solve", *files, place, "--seed", "of the day")[0] == 0

    code, out, _ = run(capsys, "replay", *files, place)

    assert (code, out) == (0, "same bytes\n")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("id,wage_min,wage_max\nv,300,200\n", "row 1: wage_max must not be below wage_min"),
        ("id,places\nv,-3\n", "row 1: places must be a whole number"),
        ("id,places\nv,many\n", "row 1: places must be a whole number"),
        ("id,colour\nv,red\n", "row 1: colour is not a field"),
        ("id\nv\nv\n", "is there twice"),
        ("id,latitude,longitude\nv,nan,104\n", "latitude must lie between"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_printed(files, capsys, text, sentence):
    files[0].write_text(text, encoding="utf-8")

    code, out, err = run(capsys, "top", *files)

    assert (code, out) == (2, "")
    assert sentence in err and err.count("\n") == 1


def test_what_learning_would_open_is_told_for_all_people_together(tmp_path, files, capsys):
    openings, people = files
    openings.write_text(
        "id,occupation,places,area_code,licences,screening\n"
        "v-1,8332,3,220101,truck,cleared\nv-2,8332,1,220101,truck,cleared\n"
    )
    people.write_text("id,age,area_code,licences\np-1,30,220101,car\np-2,30,220101,car\n")

    code, out, _ = run(capsys, "why", openings, people)

    assert code == 0
    assert out.startswith("=> gain-licence")
    assert "truck" in out and "opens 2 posts with 4 places for 2 people" in out


def test_a_post_without_a_person_is_refused(files, capsys):
    code, _, err = run(capsys, "why", *files, "--post", "v-1")

    assert code == 2 and "must be given with a post" in err


def test_a_file_that_is_no_table_is_said(tmp_path, files, capsys):
    other = tmp_path / "openings.xls"
    other.write_bytes(b"\x00")

    code, _, err = run(capsys, "top", other, files[1])

    assert code == 2 and "must end in" in err or "needs pyarrow" in err


def test_a_table_without_pyarrow_is_asked_for_in_one_sentence(files):
    code = """
import sys
sys.modules["pyarrow"] = None
from jobmatch.__main__ import main
raise SystemExit(main(["top", "a.parquet", "b.parquet"]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert done.stderr.startswith("jobmatch: This file needs pyarrow")


def test_ways_of_making_lists_are_tried_and_read_as_rows_or_as_a_table(capsys):
    size = ("simulate", "--people", "40", "--posts", "6")
    assert main(size) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert main([*size, "--table"]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[0].split() == list(rows[0])
    assert [line.split("  ")[0] for line in lines[1:]] == [row["method"] for row in rows]


def test_the_machine_is_measured_and_both_ways_to_a_list_agree(capsys):
    code = main(["bench", "--people", "60", "--posts", "12", "--threads", "1"])
    lines = capsys.readouterr().out.splitlines()

    assert code == 0
    assert lines[0] == "60 people, 12 posts, seed 1, lists of 50"
    assert "the two lists are" in lines[-3] and lines[-3].endswith("the same")


def test_a_search_that_loses_a_post_is_caught_by_the_measurement(capsys, monkeypatch):
    def only_one(index, people, k, **how):
        return top(index, people, 1, **how)

    monkeypatch.setattr("jobmatch.engine.top", only_one)

    assert main(["bench", "--people", "60", "--posts", "12"]) == 1
    assert "DIFFERENT" in capsys.readouterr().out


SKILLS = "cutting|sewing|ironing|checking|packing|buttons|collars|sleeves"


def scarce(tmp_path, women=60, men=60, seats=60):
    """Write a market in which men can a little more and seats do for half of all."""
    people = ["id,age,area_code,skills"]
    for name, count, more in (("w", women, 1), ("m", men, 3)):
        for number in range(count):
            skills = "|".join(SKILLS.split("|")[: more + number % 6])
            people.append(f"{name}-{number},30,120101,{skills}")
    openings, everybody, groups = (tmp_path / f"{name}.csv" for name in ("seats", "all", "groups"))
    posts = ["id,occupation,places,area_code,needs,screening"]
    posts += [f"v-{number},8153,1,120101,{SKILLS},cleared" for number in range(seats)]
    rows = [f"w-{n},women" for n in range(women)] + [f"m-{n},men" for n in range(men)]
    for path, lines in ((openings, posts), (everybody, people), (groups, ["id,group", *rows])):
        path.write_text("\n".join(lines) + "\n")
    return openings, everybody, groups


def placed_in(out):
    table = out.splitlines()
    rows = csv.DictReader(table[table.index("group,people,bonus,placed,share,alarm") :])
    return {row["group"]: int(row["placed"]) for row in rows}


def test_groups_are_evened_out_and_the_price_is_printed(tmp_path, capsys):
    openings, people, groups = scarce(tmp_path)
    market = ("solve", openings, people)

    code, out, _ = run(capsys, *market, tmp_path / "one", "--groups", groups, "--largest-cost", "0")
    before = placed_in(out)
    assert code == 0 and sum(before.values()) == 60
    assert "below four fifths" in out and "bonuses cost 0.000%" in out

    _, out, _ = run(capsys, *market, tmp_path / "two", "--groups", groups, "--largest-cost", "1")
    assert placed_in(out)["women"] > before["women"]
    assert "below four fifths" not in out and "bonuses cost 0.000%" not in out


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("id,group\nw-0,women\n", "no group for 'w-1'"),
        ("id,group\nw-0,women\nw-0,men\n", "row 2: 'w-0' stands there twice"),
        ("id,group\nw-0,\n", "row 1: id and group must both be there"),
        ("name\nw-0\n", "row 1: id and group must both be there"),
    ],
)
def test_groups_that_say_nothing_or_two_things_are_refused(tmp_path, capsys, rows, said):
    openings, people, groups = scarce(tmp_path, women=2, men=0, seats=1)
    groups.write_text(rows)

    code, _, err = run(capsys, "solve", openings, people, tmp_path / "run", "--groups", groups)

    assert code == 2 and said in err
    assert not (tmp_path / "run").exists()
