import json
import math
import subprocess
import sys
from decimal import Decimal

import pytest

from jobmatch import BadValue, Experience, Gates, Skill
from jobmatch.__main__ import main
from tests.jobmatch.builders import a_person, an_opening

OPENING = {
    "id": "v-1",
    "occupation": "7122",
    "screening": "cleared",
    "gates": {"minimum_age": 18},
    "needs": ["tiling"],
}
PEOPLE = [
    {"id": "p-1", "age": 31, "skills": [{"code": "tiling", "grade": "rpl"}]},
    {"id": "p-2", "age": 31},
    {"id": "p-3", "birth_date": "2012-02-29"},
]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("id", {"id": ""}),
        ("places", {"places": -1}),
        ("places", {"places": 1.5}),
        ("occupation", {"occupation": "712"}),
        ("occupation", {"occupation": "៧១២២"}),
        ("wage_min", {"wage_min": math.nan}),
        ("wage_min", {"wage_min": Decimal(200)}),
        ("wage_max", {"wage_max": -1.0}),
        ("wage_max", {"wage_min": 300.0, "wage_max": 200.0}),
        ("area_code", {"area_code": "101"}),
        ("area_code", {"area_code": "0101010101"}),
        ("latitude", {"latitude": 11.0}),
        ("latitude", {"latitude": 111.0, "longitude": 104.0}),
        ("longitude", {"latitude": 11.0, "longitude": math.nan}),
        ("minimum_age", {"gates": Gates(minimum_age=-1)}),
        ("cqf_level", {"gates": Gates(cqf_level=9)}),
    ],
)
def test_an_opening_that_cannot_be_meant_is_refused_by_field(field, changes):
    with pytest.raises(BadValue) as refusal:
        an_opening(**changes)

    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("age", {"age": -1}),
        ("radius_km", {"radius_km": math.inf}),
        ("wage_floor", {"wage_floor": -5.0}),
        ("cqf_level", {"cqf_level": 0}),
        ("skills", {"skills": (Skill("tiling", occupation="builder"),)}),
        ("months", {"occupations": (Experience("7122", -3),)}),
    ],
)
def test_a_profile_that_cannot_be_meant_is_refused_by_field(field, changes):
    with pytest.raises(BadValue) as refusal:
        a_person(**changes)

    assert refusal.value.field == field


@pytest.fixture
def run(tmp_path, capsys):
    def run(opening, people, *more):
        for name, content in (("opening.json", opening), ("profiles.json", people)):
            text = content if isinstance(content, str) else json.dumps(content)
            (tmp_path / name).write_text(text, encoding="utf-8")
        files = [str(tmp_path / "opening.json"), str(tmp_path / "profiles.json")]
        code = main(["rank", *files, "--today", "2026-06-01", *more])
        return code, *capsys.readouterr()

    return run


def test_the_command_prints_the_list_with_reasons_and_the_gates(run):
    code, out, _ = run(OPENING, PEOPLE)

    assert code == 0
    assert [line.split()[1] for line in out.splitlines() if line[0] in "01"] == ["p-1", "p-2"]
    assert "+ skill-held skill=tiling grade=rpl  (rpl)" in out
    assert "? skill-missing skill=tiling  (none)" in out
    assert "p-3  too-young minimum=18" in out


def test_the_command_says_when_nobody_can_be_proposed(run):
    assert run(OPENING, [])[:2] == (0, "Nobody can be proposed.\n")


@pytest.mark.parametrize(
    ("opening", "people", "sentence"),
    [
        (OPENING, "{", "profiles.json is not JSON"),
        (OPENING, "[" * 100_000, "profiles.json is not JSON"),
        (OPENING, {}, "must hold a list"),
        (OPENING, [7], "row 1: profile must be an object"),
        (OPENING, [{"age": 31}], "row 1: id is missing"),
        (OPENING, [*PEOPLE, {"id": "p-4", "age": "x"}], "row 4: age must be a whole number"),
        (OPENING, [{"id": "p", "age": True}], "row 1: age must be a whole number"),
        (OPENING, [{"id": "p", "sex": "f"}], "row 1: sex is not a field"),
        (OPENING, [{"id": "p", "birth_date": "2568-13-01"}], "must be a day written as"),
        (OPENING, '[{"id": "p", "wage_floor": NaN}]', "row 1: wage_floor must be a number"),
        (OPENING, [*PEOPLE, PEOPLE[0]], "profile 'p-1': id is there twice"),
        (OPENING, [{"id": "p", "skills": "tiling"}], "row 1: skills must be a list"),
        (OPENING, [{"id": "p", "skills": [{"code": "t", "grade": "sure"}]}], "must be one of self"),
        ({**OPENING, "places": -2}, PEOPLE, "opening.json: places must be"),
        ({**OPENING, "gates": 4}, PEOPLE, "gates must be an object"),
    ],
)
def test_bad_input_ends_with_two_and_one_sentence(run, opening, people, sentence):
    code, out, err = run(opening, people)

    assert (code, out) == (2, "")
    assert sentence in err and err.count("\n") == 1


def test_a_file_that_is_not_there_is_said(tmp_path, capsys):
    assert main(["rank", str(tmp_path / "no.json"), str(tmp_path / "no.json")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_the_library_works_where_django_cannot_be_imported():
    code = """
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "spean", "numpy"}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Block())
try:
    import django
except ModuleNotFoundError:
    pass
else:
    raise SystemExit("the block does not hold")
import jobmatch, jobmatch.__main__
assert all(hasattr(jobmatch, name) for name in jobmatch.__all__)
print(len(jobmatch.__all__))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
