"""Finding a place as people write it."""

import pytest

from spean.directory.models import Area
from spean.directory.selectors import area_by_code, areas_above, areas_within, find_areas
from spean.directory.services.area_names import name_areas, write_paths
from tests.factories.serving import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places(db):
    """Real places of three provinces, with their spellings."""
    for code in ("150101", "150501", "220401", "130101"):
        AreaFactory(code=code)
    AreaFactory(code="0106", label_km="សិរីសោភ័ណ", label_en="Serei Saophoan")
    AreaFactory(code="150701", label_km="តាលោ", label_en="Ta Lou")
    Area.objects.filter(level=1, label_en="01").update(label_km="បន្ទាយមានជ័យ")
    write_paths()
    name_areas()


def codes(text, **narrow):
    return [area.code for area in find_areas(text, **narrow)]


@pytest.mark.parametrize(
    "text",
    [
        "ឧត្ដរមានជ័យ",  # coeng DA
        "ឧត្តរមានជ័យ",  # coeng TA
        "ឧត្ដរ\u200bមានជ័យ",  # zero-width space
        "ខេត្តឧត្តរមានជ័យ",
        "ឧត្ដរមានជយ៏័"[:8],  # the beginning
        "Oddar Meanchey",
        "otdar meanchey",
        "Oddor Meanchey",
        "OMC",
        "oddar",
        "meanchey oddar"[:8],
        "22",
    ],
)
def test_oddar_meanchey_is_found_however_it_is_written(text):
    assert "22" in codes(text)


def test_signs_typed_in_another_order_are_found():
    # ពោធិ៍សាត់ with the vowel and the sign of the second cluster changed round.
    assert "15" in codes("ពោធ៍ិសាត់")


def test_a_word_inside_a_name_is_found():
    assert codes("មានជ័យ", level=1) == ["01", "22"]


@pytest.mark.parametrize(("text", "code"), [("bakann", "1501"), ("បាកាណ", "1501")])
def test_a_typo_is_forgiven(text, code):
    assert codes(text)[:1] == [code]


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "xyzzyq", "%", "_", "'; --", "ក" * 500])
def test_nothing_is_found_for_nothing(text):
    assert codes(text) == []


def test_a_name_that_is_not_listed_but_known_is_found():
    assert codes("ស៊ីសុផុន") == ["0106"]
    assert codes("Sisophon") == ["0106"]


def test_a_level_narrows_the_answer():
    assert codes("ពោធិ៍សាត់") == ["15", "1505"]
    assert codes("ពោធិ៍សាត់", level=2) == ["1505"]


def test_a_place_narrows_the_answer_to_what_lies_in_it():
    assert codes("ព្រះវិហារ", within=Area.objects.get(code="15")) == []


@pytest.mark.parametrize("text", ["0106", "106", "០១០៦"])
def test_a_code_is_found_with_and_without_its_zero_in_both_digits(text):
    assert codes(text) == ["0106"]


def test_a_code_from_before_a_new_district_is_found():
    assert codes("150109") == ["150701"]


def test_an_ended_place_comes_after_those_in_force():
    AreaFactory(code="1509", label_km="បាកាន", label_en="Bakan", valid_to="2020-01-01")
    ended = Area.objects.get(code="1509")
    ended.names.create(text="Bakan", folded="bakan")
    assert codes("bakan")[-1] == "1509"


@pytest.mark.parametrize(
    ("text", "queries"), [("oddar", 3), ("ពោធិ៍សាត់", 3), ("1501", 1), ("bakann", 4), ("xyzzyq", 4)]
)
def test_a_search_asks_a_constant_number_of_queries(text, queries, django_assert_num_queries):
    for number in range(30):
        AreaFactory(code=f"1501{number + 10}", label_en=f"Bakan {number}", label_km="ភូមិ")
    with django_assert_num_queries(queries):
        find_areas(text)


@pytest.mark.parametrize("code", ["1501", "១៥០១"])
def test_a_code_answers_its_place(code, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert area_by_code(code).label_en == "Bakan"


def test_a_code_in_force_goes_before_one_that_ended():
    AreaFactory(code="1502", label_en="New")
    Area.objects.create(code="1502", level=2, label_en="Old", source="x", valid_to="2020-01-01")
    assert area_by_code("1502").label_en == "New"


def test_a_code_that_ended_still_answers():
    Area.objects.create(code="1503", level=2, label_en="Old", source="x", valid_to="2020-01-01")
    assert area_by_code("1503").label_en == "Old"


def test_an_old_code_answers_the_place_of_today():
    assert area_by_code("150109").code == "150701"


@pytest.mark.parametrize("code", ["", "15a", "999999999", "77", "Bakan", "²"])
def test_an_unknown_code_answers_nothing(code):
    assert area_by_code(code) is None


def test_places_within_are_those_directly_below():
    assert [area.code for area in areas_within(Area.objects.get(code="15"))] == [
        "1501",
        "1505",
        "1507",
    ]
    assert [area.code for area in areas_within()] == ["01", "13", "15", "22"]


def test_places_above_begin_with_the_province(django_assert_num_queries):
    commune = Area.objects.get(code="150101")
    with django_assert_num_queries(1):
        assert [area.code for area in areas_above(commune)] == ["15", "1501"]
