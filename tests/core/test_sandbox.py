"""A parser of an uploaded file works behind a wall."""

import time
import zipfile
from pathlib import Path

import pytest

from spean.core.sandbox import ParserFailed, ParserTooGreedy, child, run_parser


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "roster.txt"
    path.write_text("សុភា secret\nsecond", encoding="utf-8")
    return path


def run(name, path, **options):
    return run_parser(f"tests.core.parsers.{name}", path, **options)


def test_the_value_comes_back_and_options_go_in(file):
    assert run("first_line", file, upper=True) == {"line": "សុភា SECRET"}


def test_the_child_knows_neither_django_nor_the_site(file):
    modules = run("modules", file)
    assert "tests.core.parsers" in modules
    assert not [name for name in modules if name.split(".")[0] in {"django", "spean"}]


def test_no_setting_or_key_of_the_site_reaches_the_child(file, monkeypatch):
    monkeypatch.setenv("SPEAN_MASTER_KEY", "secret")
    assert set(run("surroundings", file)) <= {"PATH", "LANG", "TZ", "LC_CTYPE"}


@pytest.mark.parametrize("name", ["hungry", "endless"])
def test_too_much_memory_or_too_long_an_answer_is_refused(file, name):
    with pytest.raises(ParserTooGreedy):
        run(name, file)


@pytest.mark.parametrize("name", ["busy", "asleep"])
def test_a_parser_that_does_not_end_is_ended(file, name):
    start = time.monotonic()
    with pytest.raises(ParserTooGreedy):
        run(name, file, seconds=1)
    assert time.monotonic() - start < 10


def test_a_refusal_brings_its_code_but_never_a_word_of_the_file(file):
    with pytest.raises(ParserFailed) as caught:
        run("refusing", file)
    assert caught.value.details == {"reason": "not-a-roster"}


@pytest.mark.parametrize("name", ["quoting", "dying", "no_such_function"])
def test_a_parser_that_breaks_is_a_clear_refusal(file, name):
    with pytest.raises(ParserFailed) as caught:
        run(name, file)
    assert "secret" not in f"{caught.value}{caught.value.details}"


@pytest.mark.parametrize("name", ["writing", "removing", "calling", "starting"])
def test_a_parser_has_no_way_out(file, name):
    with pytest.raises(ParserFailed):
        run(name, file)
    assert file.exists()
    assert not file.with_name("written.txt").exists()


def test_a_zip_bomb_is_weighed_before_it_is_opened(tmp_path):
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("sheet.xml", b"0" * 40_000_000)
    with pytest.raises(ParserTooGreedy):
        run("first_line", bomb)


def test_a_container_of_thousands_of_parts_is_refused(tmp_path):
    swarm = tmp_path / "swarm.xlsx"
    with zipfile.ZipFile(swarm, "w") as container:
        for number in range(child.MOST_PARTS + 1):
            container.writestr(f"{number}.xml", b"")
    with pytest.raises(child.TooGreedy):
        child.weigh(swarm)


def test_an_honest_container_passes_the_scales(tmp_path):
    honest = tmp_path / "honest.xlsx"
    with zipfile.ZipFile(honest, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("sheet.xml", b"0" * 1_000_000)
    child.weigh(honest)
