"""A QR of 3 cm, printed, folded, photographed badly: read at once."""

import random

import pytest

from certseal import picture
from tests.certseal.camera import Grade, any_grade, photographed
from tests.certseal.world import sealed

FULL = sealed(name_km="ស្រីក្រ" * 30, name_latin="ab" * 100)


def share_read(text, count, seed, grade=any_grade):
    dice = random.Random(seed)
    found = [picture.read(photographed(text, grade(dice), dice)) for _ in range(count)]
    return sum(texts == (text,) for texts in found) / count


def test_a_good_photograph_is_read():
    def good(dice):
        return Grade(dice.uniform(0, 360), dice.uniform(0, 15), 0.5, 0.7)

    assert share_read(FULL, 5, 1, good) == 1


def test_a_sharp_drawing_is_read_as_it_was_written():
    assert picture.read(picture.png(FULL)) == (FULL,)
    assert "<svg" in picture.svg(FULL)


def test_what_is_no_picture_is_said_to_be_none():
    for data in (b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"SPN1:"):
        with pytest.raises(picture.NotAPicture):
            picture.read(data)


@pytest.mark.long
def test_photographs_of_every_grade_that_must_be_read_are_read():
    assert share_read(FULL, 300, 6) >= 0.99
