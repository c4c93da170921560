"""The gazetteer of the package, with its mistakes put right."""

from collections import Counter

import pytest

from spean.core.text import fold
from spean.directory.gateways import packages
from spean.directory.gateways.packages import UnknownMistake, base_gazetteer


@pytest.fixture(scope="module")
def places():
    return base_gazetteer()


def test_every_place_of_the_package_is_there_once(places):
    # 1,661 communes in the package: one of them is written eight times.
    levels = Counter(place.level for place in places.values())
    assert levels == {1: 25, 2: 210, 3: 1_654, 4: 14_576}


def test_every_place_stands_in_the_place_above_it(places):
    assert not [code for code in places if len(code) > 2 and code[:-2] not in places]


def test_codes_keep_their_leading_zero(places):
    assert places["01"].name_en == "Banteay Meanchey"
    assert {len(code) for code in places} == {2, 4, 6, 8}


def test_every_place_has_a_khmer_name(places):
    assert not [code for code, place in places.items() if not place.name_km]


def test_a_code_typed_twice_is_given_back_to_its_own_village(places):
    assert fold(places["08120110"].name_km) == fold("ថ្មី")
    assert fold(places["08120101"].name_km) == fold("ក្បាលកោះ")


def test_a_commune_written_eight_times_is_one(places):
    assert [code for code in places if code.startswith("2503") and len(code) == 6][-1] == "250314"
    assert len([code for code in places if code.startswith("250314") and len(code) == 8]) == 8


def test_kinds_are_known(places):
    kinds = {code: places[code].kind_km for code in ("12", "1201", "120101", "1501", "1505")}
    assert kinds == {
        "12": "រាជធានី",
        "1201": "ខណ្ឌ",
        "120101": "សង្កាត់",
        "1501": "ស្រុក",
        "1505": "ក្រុង",
    }


def test_oddar_meanchey_bears_its_usual_name(places):
    assert places["22"].name_en == "Oddar Meanchey"


def test_a_mistake_that_is_not_named_stops_the_load(monkeypatch):
    monkeypatch.setattr(packages, "_package_rows", lambda level: [("", "0x", "ខ", "X")])
    with pytest.raises(UnknownMistake):
        base_gazetteer()
