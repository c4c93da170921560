"""Khmer first: every text is there, in Khmer letters, said one way."""

import importlib.util
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("km", ROOT / "tools" / "km.py")
assert spec and spec.loader
km = importlib.util.module_from_spec(spec)
spec.loader.exec_module(km)


def test_every_text_has_its_khmer():
    assert km.problems([]) == []


@pytest.mark.parametrize(
    ("khmer", "fault"),
    [
        ("", "no Khmer"),
        ("Save", "no Khmer letter"),
        ("រក្សាទុក %(other)s", "other fields"),
        ("រក្សាទុកនៅ%(day)s", "touches"),
    ],
)
def test_a_text_that_is_not_khmer_is_caught(khmer, fault):
    entry = polib.POEntry(msgid="Save", msgstr=khmer)

    assert any(fault in line for line in km._faults(entry, same=set()))


def test_the_exceptions_are_few():
    assert len(km.SAME_IN_KHMER.read_text(encoding="utf-8").splitlines()) <= 40
