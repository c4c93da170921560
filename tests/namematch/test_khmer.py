"""Khmer text: what is stored, what is searched, where clusters end."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from namematch import clusters, digits, fold, tidy, to_khmer_digits
from tests.often import often

KHMER = st.characters(min_codepoint=0x1780, max_codepoint=0x17FF)
TRICKY = st.sampled_from("aÉßİ\u0301\u0323\u200b\u200d\ufeff \t\x00\u17d2\u17dd\ud83d\ude00ำ'’-")
ANY_TEXT = st.one_of(
    st.text(alphabet=st.one_of(KHMER, TRICKY), max_size=14),
    st.text(alphabet=st.characters(), max_size=12),
)


@often(400)
@given(ANY_TEXT)
@example("ក\u17dd\u17d2ខ\u0323")
def test_tidying_twice_changes_nothing_more(text):
    assert tidy(tidy(text)) == tidy(text)


@often(400)
@given(ANY_TEXT)
def test_tidy_text_can_be_stored_anywhere(text):
    stored = tidy(text)

    assert stored.encode("utf-8").decode("utf-8") == stored
    assert unicodedata.is_normalized("NFC", stored)
    assert not [letter for letter in stored if unicodedata.category(letter) in ("Cc", "Cs", "Cf")]


@often(400)
@given(ANY_TEXT)
def test_folding_never_fails_and_is_final(text):
    folded = fold(text)

    assert fold(folded) == folded
    assert fold(tidy(text)) == folded


@given(ANY_TEXT)
def test_clusters_joined_again_are_the_text(text):
    assert "".join(clusters(text)) == text


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        pytest.param("ស\u17b8\u17d2រ", "ស្រី", id="vowel before subscript"),
        pytest.param("ស\u17d2រ\u17d2ត", "ស\u17d2ត\u17d2រ", id="subscript RO last"),
        pytest.param("ប\u17bb\u17ca\u17c6", "ប\u17ca\u17bb\u17c6", id="shifter before vowel"),
        pytest.param("ម\u17c6\u17bb", "មុំ", id="vowel before sign"),
        pytest.param("ស\u17c1\u17b6ម", "សោម", id="two halves of a vowel"),
        pytest.param("ស\u17d2រ\u17d2រ\u17b8\u17b8", "ស្រី", id="repeated marks"),
        pytest.param("សុខ\u200bា\ufeff\u200d", "សុខា", id="zero-width characters"),
        pytest.param("សុខ\u17d2 លី", "សុខ លី", id="subscript sign without a letter"),
        pytest.param("  Sok \t\u00a0 Srey\nMom ", "Sok Srey Mom", id="white space"),
        pytest.param("So\x00k\x1b", "Sok", id="control characters"),
        pytest.param("a\ud800b", "a\ufffdb", id="lone surrogate"),
        pytest.param("\ud83d\ude00", "\U0001f600", id="surrogate pair"),
        pytest.param("Sre\u0069\u0308", "Sreï", id="decomposed Latin"),
    ],
)
def test_text_is_stored_in_one_way(written, stored):
    assert tidy(written) == stored


def test_the_writers_subscript_da_or_ta_is_kept():
    assert tidy("ឧត្ដរ") == "ឧត្ដរ" != tidy("ឧត្តរ")


def test_lines_of_a_note_are_kept_on_request():
    assert tidy("មួយ \r\n\n ពីរ\n", keep_lines=True) == "មួយ\n\nពីរ"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("ឧត្ដរមានជ័យ", "ឧត្តរមានជ័យ", id="subscript DA and TA"),
        pytest.param("សុីម", "ស៊ីម", id="vowel U drawn as a shifter"),
        pytest.param("ឲ្យ", "ឱ្យ", id="two letters QOO"),
        pytest.param("សុ\u200bខ", "សុខ", id="zero-width space"),
        pytest.param("ឆ្នាំ ២៥៦៨", "ឆ្នាំ 2568", id="Khmer digits"),
        pytest.param("๒๕๖๘", "２５６８", id="Thai and full-width digits"),
        pytest.param("SREÏ-MOM", "srei mom", id="case, marks and hyphens"),
        pytest.param("O’Brien", "obrien", id="apostrophe"),
        pytest.param("សុខា។", "សុខា", id="Khmer full stop"),
    ],
)
def test_spellings_that_mean_one_thing_fold_together(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("សុខ", "សុខា"), ("ត", "ដ"), ("ស៊ុន", "សុន"), ("Sok", "Sak"), ("ដេរ", "ដារ៉ា")]
)
def test_different_words_stay_different(one, other):
    assert fold(one) != fold(other)


def test_digits_of_four_scripts_become_ascii():
    assert digits("០១២ ๓๔ ５ ໖ ភូមិ") == "012 34 5 6 ភូមិ"


@given(st.integers())
def test_khmer_digits_read_back_as_the_number(number):
    assert int(digits(to_khmer_digits(number))) == number


def test_clusters_are_those_a_reader_sees():
    assert clusters("ស្រីមុំ ខ្ញុំ A") == ["ស្រី", "មុំ", " ", "ខ្ញុំ", " ", "A"]


def test_a_large_text_and_an_endless_cluster_are_tidied():
    assert len(tidy("ប្រជាជនកម្ពុជា" * 20_000)) == 14 * 20_000
    assert tidy("ក" + "្រា" * 100_000) == "ក្រា"
