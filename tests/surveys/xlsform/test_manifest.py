"""The real forms of other people: taken where pyxform takes them, else repaired or explained."""

import csv
import warnings

import pytest
from pyxform.xls2xform import convert

from spean.surveys.rules.xlsform import check_form

pytestmark = pytest.mark.reference


@pytest.fixture
def forms(reference):
    folder = reference / "forms"
    with (folder / "MANIFEST.csv").open(encoding="utf-8") as file:
        return [(folder / row["file"], row["pyxform_4_5_0"]) for row in csv.DictReader(file)]


def test_a_form_that_pyxform_takes_is_taken_with_the_same_xform(forms):
    different = []
    for path, verdict in forms:
        if verdict != "ok":
            continue
        outcome = check_form(path, name=path.name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = convert(path)
        kept = outcome["form"] or {}
        same = (kept.get("xform"), kept.get("itemsets")) == (made.xform, made.itemsets)
        if outcome["result"] != "accepted" or not same:
            different.append((path.name, outcome["problems"], outcome["changes"]))

    assert not different
    assert len(forms) > 100


def test_a_form_that_pyxform_refuses_is_repaired_or_explained_at_a_cell(forms):
    results = set()
    for path, verdict in forms:
        if verdict == "ok":
            continue
        outcome = check_form(path, name=path.name)
        results.add(outcome["result"])
        places = [one["cell"] for one in [*outcome["problems"], *outcome["changes"]]]
        assert places and all(places), path.name
        assert not [one for one in outcome["problems"] if one["code"] == "not-compiled"], path.name

    assert results == {"repaired", "refused"}
