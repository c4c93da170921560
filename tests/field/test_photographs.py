"""The page's own reader reads the photographs that it must read, and never another text."""

import io
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from tools import field

from certseal import State, check
from tests.certseal.camera import Grade, any_grade, photographed
from tests.certseal.grades import FULL, by_page, share, table
from tests.certseal.world import TODAY, trust


@pytest.fixture(autouse=True)
def reader() -> None:
    there = field.find_node() is not None and Path(field.WORK, "node_modules").is_dir()
    if not there and os.environ.get("SPEAN_REQUIRE_BROWSER"):
        pytest.fail("The page is not built: `make setup` does it.")
    if not there:
        pytest.skip("The page is not built on this machine (make setup).")


def photographs(*grades: Grade, seed: int = 6) -> Iterator[bytes]:
    dice = random.Random(seed)
    for grade in grades:
        yield photographed(FULL, grade, dice)


def test_a_good_photograph_is_read() -> None:
    good = (Grade(turn, turn / 12, 0.5, 0.7) for turn in (0, 90, 200, 355))

    assert share(list(by_page(photographs(*good)))) == 1


def test_a_blurred_a_pale_and_a_folded_photograph_is_read() -> None:
    bad = (Grade(33, 28, 1.45, 0.9), Grade(190, 20, 1.2, 0.32), Grade(271, 30, 0.2, 0.6))

    assert share(list(by_page(photographs(*bad)))) == 1


def test_the_photographs_are_as_bad_as_they_are_said_to_be() -> None:
    assert share(list(by_page(photographs(Grade(33, 28, 3.0, 0.3))))) == 0


def test_a_sheet_without_a_code_gives_no_text() -> None:
    out = io.BytesIO()
    Image.new("L", (600, 800), 200).save(out, "PNG")

    assert list(by_page([out.getvalue()])) == [()]


@pytest.mark.long
def test_photographs_of_every_grade_that_must_be_read_are_read() -> None:
    dice = random.Random(6)
    drawn = (photographed(FULL, any_grade(dice), dice) for _ in range(300))
    found = list(by_page(drawn))

    assert share(found) >= 0.99
    read = {text for texts in found for text in texts}
    assert {check(text, trust(), TODAY).state for text in read} == {State.GENUINE}


@pytest.mark.long
def test_the_read_rate_is_printed_by_grade(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(table(by_page, 2))

    with capsys.disabled():
        sys.stdout.write("\n".join(["", *rows, ""]))
    assert len(rows) == 7
