import io
import shutil

import pytest
from PIL import Image

from spean.core import paper
from spean.core.paper import TEMPLATES, draw_paper, make_paper
from spean.core.sandbox import ParserFailed, ParserTooGreedy

HOSTILE = '#read("/etc/passwd") *b* $x$ @y <z> \\ #panic() "; #let a = 1 [ ] { } `r` ~ -- ='

PLAIN = """#import "house.typ": *
#show: paper
#words.said
"""


def words(said, **more):
    return {
        "said": said,
        "lang": "km",
        "title": "MRC-26-00417-3",
        "foot": ["MRC-26-00417-3"],
        "page_word": "{page}/{pages}",
        "training_word": "training",
        **more,
    }


@pytest.fixture
def template(tmp_path, monkeypatch):
    """Write a template beside the house's own."""
    shutil.copy(TEMPLATES / "house.typ", tmp_path)
    monkeypatch.setattr(paper, "TEMPLATES", tmp_path)

    def write(text=PLAIN):
        (tmp_path / "try.typ").write_text(text)
        return "try"

    return write


def picture(page):
    return Image.open(io.BytesIO(page)).convert("L")


def test_a_paper_is_a_pdf_of_a4_pages(template):
    made = make_paper(template(), words("ពោធិ៍សាត់"))

    page = picture(draw_paper("try", words("ពោធិ៍សាត់"), dots=72)[0])
    assert made.startswith(b"%PDF-")
    assert abs(page.width - 595) <= 1 and abs(page.height - 842) <= 1


def test_the_file_says_a_number_and_never_a_name(template):
    made = make_paper(template(), words("សុភា Sophea"))

    assert b"MRC-26-00417-3" in made and b"km" in made
    assert b"Sophea" not in made and "សុភា".encode("utf-16-be") not in made


def test_signs_of_markup_are_set_as_they_are_written(template):
    assert make_paper(template(), words(HOSTILE)).startswith(b"%PDF-")


def test_the_same_signs_would_be_obeyed_as_markup(template):
    obeying = template(PLAIN.replace("#words.said", '#eval(words.said, mode: "markup")'))

    with pytest.raises(ParserFailed):
        make_paper(obeying, words(HOSTILE))


@pytest.mark.parametrize("reached", ["/etc/hostname", "../house.typ", "/../../etc/hostname"])
def test_a_template_reads_nothing_outside_its_folder(template, reached):
    with pytest.raises(ParserFailed):
        make_paper(template(PLAIN + f'#read("{reached}")'), words(""))


def test_a_template_reads_what_lies_beside_it(template):
    assert make_paper(template(PLAIN + '#read("house.typ").len()'), words(""))


def test_no_package_is_fetched(template):
    with pytest.raises(ParserFailed):
        make_paper(template('#import "@preview/tablex:0.0.9": *'), words(""))


def test_a_paper_without_end_is_stopped(template, monkeypatch):
    monkeypatch.setattr(paper, "_SECONDS", 1)

    with pytest.raises(ParserTooGreedy):
        make_paper(template("#for a in range(20000) { for b in range(20000) { } }"), words(""))


def test_invented_data_print_training(template, settings):
    settings.SPEAN_IS_DEMO = False
    true = draw_paper(template(), words("x"))
    settings.SPEAN_IS_DEMO = True

    assert draw_paper("try", words("x")) != true
