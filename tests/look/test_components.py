"""Fields, notes, marks and the gallery of components."""

import re
from datetime import time
from pathlib import Path

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import Context, Template, engines
from django.test import RequestFactory
from django.utils import translation

from tests.look.gallery import EveryField, contact, everything

GALLERY = Path(__file__).parent / "gallery.html"


@pytest.fixture
def request_of_a_stranger(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/desk/")
    request.user = AnonymousUser()
    request.resolver_match = None
    return request


def drawn(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize("language", ["km", "en"])
def test_the_gallery_shows_every_component_without_an_undefined_name(
    request_of_a_stranger: HttpRequest, language: str
) -> None:
    text = GALLERY.read_text(encoding="utf-8")
    with translation.override(language):
        page = engines["django"].from_string(text).render(everything(), request_of_a_stranger)
    assert "UNDEFINED" not in page
    assert " style=" not in page
    assert f'<html lang="{language}"' in page


def test_a_field_joins_label_hint_and_message_for_a_screen_reader() -> None:
    form = EveryField({"given": ""})
    page = drawn("{% field form.given %}", form=form)
    assert '<label for="id_given">' in page
    assert 'aria-describedby="id_given_hint id_given_msg"' in page
    assert 'id="id_given_hint"' in page
    assert 'id="id_given_msg"' in page
    assert 'aria-invalid="true"' in page


def test_the_first_wrong_field_takes_the_focus_and_no_other() -> None:
    form = EveryField({"given": ""})
    page = drawn("{% for one in form %}{% field one %}{% endfor %}", form=form)
    assert page.count("autofocus") == 1


def test_three_choices_are_a_row_of_segments_and_four_a_list() -> None:
    form = EveryField()
    assert 'class="seg"' in drawn("{% field form.sex %}", form=form)
    assert 'class="pick"' in drawn("{% field form.kind %}", form=form)


def test_an_optional_field_says_so_and_an_obligatory_one_does_not() -> None:
    form = EveryField()
    with translation.override("en"):
        assert "may be left empty" in drawn("{% field form.born %}", form=form)
        assert "may be left empty" not in drawn("{% field form.given %}", form=form)


def test_a_form_of_optional_fields_does_not_repeat_it() -> None:
    class Quiet(EveryField):
        mostly_optional = True

    with translation.override("en"):
        assert "may be left empty" not in drawn("{% field form.born %}", form=Quiet())


def test_what_was_typed_is_escaped_and_stays() -> None:
    form = EveryField({"given": '"><script>', "sex": "?"})
    page = drawn("{% field form.given %}", form=form)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_placeholder_never_stands_for_a_label() -> None:
    class Old(forms.Form):
        code = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "Code"}))

    assert "placeholder" not in drawn("{% field form.code %}", form=Old())


def test_the_top_note_counts_what_is_left_and_links_to_it() -> None:
    form = EveryField({"given": ""})
    with translation.override("en"):
        page = drawn("{% errors form %}", form=form)
    assert "3 places left" in page
    for place in re.findall(r'href="#([^"]+)"', page):
        fields = drawn("{% for one in form %}{% field one %}{% endfor %}", form=form)
        assert f'id="{place}"' in fields


def test_a_form_without_faults_has_no_note() -> None:
    assert drawn("{% errors form %}", form=EveryField()).strip() == ""


@pytest.mark.parametrize(
    ("triage", "kind"), [("red", "now"), ("amber", "week"), ("green", "plan"), ("", None)]
)
def test_a_chip_tells_when_we_act_by_shape_and_word(triage: str, kind: str | None) -> None:
    page = drawn("{% chip triage %}", triage=triage)
    assert (f'class="chip {kind}"' in page) if kind else page.strip() == ""


def test_a_mark_never_shows_a_number() -> None:
    one = contact("safe")
    one.number = "+85512000417"
    assert "000417" not in drawn("{% call_mark one %}", one=one)


def test_a_neighbours_telephone_warns_not_to_say_why() -> None:
    with translation.override("en"):
        said = drawn("{% call_mark one %}", one=contact("later", "neighbour", time(17)))
    assert "Call after 5 pm" in said
    assert "Do not say why" in said


def test_an_unknown_telephone_is_said_to_be_unknown() -> None:
    with translation.override("en"):
        assert "No telephone" in drawn("{% call_mark nothing %}", nothing=None)
