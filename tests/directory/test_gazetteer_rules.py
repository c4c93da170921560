"""What a newer list of places changes."""

from spean.directory.rules.gazetteer import Place, differences


def register(*places):
    return {code: Place(code, km, en) for code, km, en in places}


BASE = register(
    ("15", "ពោធិ៍សាត់", "Pursat"),
    ("1501", "បាកាន", "Bakan"),
    ("150101", "មេមង", "Memong"),
    ("150102", "គគីរ", "Kokir"),
    ("15010101", "ភូមិ ១", "Phum 1"),
    ("15010201", "ភូមិ ១", "Phum 1"),
)


def changed(**places):
    new = dict(BASE)
    for code, names in places.items():
        code = code.removeprefix("c")
        if names is None:
            del new[code]
        else:
            new[code] = Place(code, *names)
    return differences(BASE, new)


def test_the_same_list_changes_nothing():
    assert not differences(BASE, dict(BASE))


def test_a_new_code_is_added():
    assert changed(c150103=("ថ្មី", "Thmei")).added == ["150103"]


def test_a_spelling_corrected_in_khmer_is_a_new_name_of_the_same_place():
    assert changed(c150101=("មេម៉ង", "Memong")).renamed == ["150101"]


def test_subscript_da_and_ta_are_the_same_name_but_the_new_spelling_is_taken():
    base = register(("15", "ខេត្ដ", "X"))
    new = register(("15", "ខេត្ត", "X"))
    changes = differences(base, new)
    assert changes.renamed == ["15"]
    assert not changes.ended


def test_another_latin_spelling_alone_is_respelt():
    assert changed(c150101=("មេមង", "Mémong")).respelt == ["150101"]


def test_a_code_that_is_gone_ends():
    changes = changed(c15010201=None)
    assert changes.ended == ["15010201"]


def test_two_communes_that_swap_their_codes_end_and_point_to_each_other():
    changes = changed(c150101=("គគីរ", "Kokir"), c150102=("មេមង", "Memong"))
    assert changes.replaced["150101"] == "150102"
    assert changes.replaced["150102"] == "150101"
    assert {"150101", "150102"} <= set(changes.added)


def test_a_village_of_a_code_given_away_follows_its_commune_not_its_code():
    changes = changed(c150101=("គគីរ", "Kokir"), c150102=("មេមង", "Memong"))
    # Both communes have a "village 1" under the same last digits.
    assert changes.replaced["15010101"] == "15010201"
    assert changes.replaced["15010201"] == "15010101"


def test_a_place_that_moved_to_a_new_code_names_its_successor():
    changes = changed(c150102=None, c150109=("គគីរ", "Kokir"), c15010201=None)
    assert changes.replaced["150102"] == "150109"


def test_a_place_without_a_trace_ends_without_a_successor():
    changes = changed(c150102=None, c15010201=None)
    assert "150102" in changes.ended
    assert "150102" not in changes.replaced


def test_a_village_that_is_gone_does_not_become_its_namesake_next_door():
    # "Village 1" is also the name of 15010101, which was always there.
    assert "15010201" not in changed(c15010201=None).replaced


def test_a_new_name_is_not_a_move_because_a_namesake_lives_next_door():
    changes = changed(c15010201=("ភូមិ ១ក", "Phum 1 Ka"))
    assert changes.renamed == ["15010201"]
    assert not changes.ended


def test_a_province_never_becomes_another():
    changes = changed(c15=("អ្វីផ្សេង", "Other"))
    assert changes.renamed == ["15"]
    assert not changes.ended
