import subprocess
import sys

import pytest

from safestats.__main__ import main

TABLE = ",Pursat,Preah Vihear,Oddar Meanchey\nស្រី,12,3,40\nបុរស,20,15,31\n"


@pytest.fixture
def run(tmp_path, capsys):
    def run(content, *more):
        path = tmp_path / "table.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8-sig"))
        code = main(["protect", str(path), *more])
        return code, *capsys.readouterr()

    return run


def test_a_table_comes_back_with_sums_and_hidden_cells(run):
    code, out, _ = run(TABLE)

    assert code == 0
    assert out.splitlines() == [
        ",Pursat,Preah Vihear,Oddar Meanchey,total",
        "ស្រី,hidden,hidden,40,55",
        "បុរស,hidden,hidden,31,66",
        "total,32,18,71,121",
    ]


def test_two_columns_are_a_list(run):
    assert run("kind,count\na,3\nb,9\nc,12\n")[1].splitlines() == [
        ",count",
        "a,hidden",
        "b,hidden",
        "c,12",
        "total,24",
    ]


def test_threshold_and_rounding_are_taken(run):
    out = run("kind,count\na,9\nb,12\nc,32\n", "--threshold", "10", "--round", "10")[1]

    assert out.splitlines()[1:] == ["a,hidden", "b,hidden", "c,30", "total,50"]


@pytest.mark.parametrize(
    ("content", "more", "sentence"),
    [
        (b"", (), "holds no counts"),
        (b"a,b\n", (), "holds no counts"),
        (b"x,a,b\nr,1\n", (), "1 counts for 2 labels"),
        (b"x,a\nr,1,2\n", (), "2 counts for 1 labels"),
        (b"x,a\nr,many\n", (), "line 2"),
        (b"x,a\nr,-1\n", (), "-1 is not a count"),
        (b"x,a\nr,1.5\n", (), "line 2"),
        (b"x,a\nr,1\nr,2\n", (), "'r' is there twice"),
        (b"\xff\xfe", (), "not text in UTF-8"),
        (b'x,a\n"r,1\n', (), "not CSV"),
        (b"x,a\nr,9\n", ("--threshold", "1"), "threshold must be 2"),
        (b"x,a\nr,9\n", ("--round", "50"), "Rounding must be"),
    ],
)
def test_bad_input_ends_with_two_and_one_sentence(run, content, more, sentence):
    code, out, err = run(content, *more)

    assert (code, out) == (2, "")
    assert sentence in err and err.count("\n") == 1


def test_a_file_that_is_not_there_is_said(tmp_path, capsys):
    assert main(["protect", str(tmp_path / "no.csv")]) == 2
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
import safestats, safestats.__main__
assert all(hasattr(safestats, name) for name in safestats.__all__)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
