"""Khmer on paper has the shape that a browser gives it: feet below, vowels around, one cluster."""

import base64
import io
from importlib.resources import files

import pytest
from PIL import Image, ImageChops

from spean.core.paper import TEMPLATES
from spean.core.paper.setting import set_pages

pytestmark = pytest.mark.browser
FONTS = files("fontpkg_noto_sans_khmer") / "files"
WORDS = ["ពោធិ៍សាត់", "ស្ត្រី", "ខ្ញុំចង់ធ្វើការ", "ក្រាលការ៉ូ", "ឱ្យកូនបានរៀន", "ហ្វឹកហាត់"]
SIZE = 96


def on_paper(word, folder, features=""):
    page = folder / "word.typ"
    page.write_text(
        "#set page(width: 1000pt, height: 300pt, margin: 60pt)\n"
        f'#set text(font: "Noto Sans Khmer", size: {SIZE}pt, lang: "km"{features})\n'
        "#json(bytes(sys.inputs.words)).word"
    )
    (drawn,) = set_pages(page, words={"word": word}, fonts=[str(FONTS)], kind="png", dots=72)
    return inked(base64.b64decode(drawn))


def in_browser(word, browser):
    font = base64.b64encode((FONTS / "NotoSansKhmer[wdth,wght].ttf").read_bytes()).decode()
    page = browser.new_page(viewport={"width": 1000, "height": 300})
    page.set_content(
        f"<style>@font-face{{font-family:N;src:url(data:font/ttf;base64,{font})}}"
        f"body{{margin:60px;font:{SIZE}px/1.8 N;white-space:nowrap}}</style><p lang=km>{word}</p>"
    )
    page.evaluate("document.fonts.ready")
    drawn = page.screenshot()
    page.close()
    return inked(drawn)


def inked(drawn):
    """Return the ink alone, without the paper around it."""
    grey = ImageChops.invert(Image.open(io.BytesIO(drawn)).convert("L"))
    return grey.crop(grey.point(lambda dark: 255 if dark > 60 else 0).getbbox())


def unlike(one, other):
    """Return how much of the ink differs, after the sizes are made the same."""
    if max(abs(one.width - other.width), abs(one.height - other.height)) > 4:
        return 1.0
    differs = ImageChops.difference(one, other.resize(one.size))
    return sum(differs.tobytes()) / max(1, sum(one.tobytes()))


@pytest.mark.parametrize("word", WORDS, ids=range(len(WORDS)))
def test_a_khmer_word_has_its_shape(word, tmp_path, chromium):
    assert unlike(on_paper(word, tmp_path), in_browser(word, chromium)) < 0.2


def test_a_word_without_its_shaping_would_be_seen(tmp_path, chromium):
    word = WORDS[0]
    # Without the features that place marks and feet.
    bare = on_paper(
        word,
        tmp_path,
        ', features: ("pref": 0, "blwf": 0, "pstf": 0, "pres": 0, '
        '"blws": 0, "abvs": 0, "psts": 0, "clig": 0, "blwm": 0, "abvm": 0)',
    )

    assert unlike(bare, in_browser(word, chromium)) > 0.3
    assert unlike(on_paper(WORDS[1], tmp_path), in_browser(word, chromium)) > 0.3


def test_the_templates_name_no_other_font():
    named = [path for path in TEMPLATES.glob("*.typ") if "font:" in path.read_text()]

    assert [path.name for path in named] == ["house.typ"]
