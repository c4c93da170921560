"""The style sheet keeps its promises: sizes, line heights, contrast, no strangers."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = (Path(settings.PACKAGE) / "look" / "static" / "spean" / "spean.css").read_text()
LIGHT, DARK, CHOSEN = re.findall(
    r":root(?:\[data-theme=dark\]|:not\([^)]*\))? {([^}]*--paper[^}]*)}", CSS
)[:3]
# Foreground on background, and the least contrast (WCAG 2.1: text 4.5, edges 3).
PAIRS = [
    ("ink", "paper", 4.5), ("ink", "card", 4.5), ("ink2", "paper", 4.5), ("ink2", "card", 4.5),
    ("main", "card", 4.5), ("main", "paper", 4.5), ("onmain", "main", 4.5),
    ("main", "mainsoft", 4.5),
    ("onnow", "now", 4.5), ("now", "card", 4.5), ("now", "paper", 4.5), ("week", "weeksoft", 4.5),
    ("plan", "card", 4.5), ("onbar", "bar", 4.5), ("edge", "card", 3.0), ("focus", "paper", 3.0),
    ("focus", "card", 3.0), ("ink2", "mainsoft", 4.5), ("ink", "weeksoft", 4.5),
]  # fmt: skip


def tokens(block: str) -> dict[str, str]:
    return {
        name: "".join(2 * sign for sign in value) if len(value) == 3 else value
        for name, value in re.findall(r"--([a-z0-9]+): #([0-9A-Fa-f]{3,6})", block)
    }


def light_of(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("block", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_text_stands_out_from_what_is_behind_it(
    block: str, front: str, back: str, least: float
) -> None:
    colours = tokens(block)
    high, low = sorted((light_of(colours[front]), light_of(colours[back])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= least


def test_the_switch_and_the_system_give_the_same_dark() -> None:
    assert tokens(DARK) == tokens(CHOSEN)


def test_paper_is_light_whatever_the_screen_shows() -> None:
    assert len(re.findall(r"@media screen[^{]*{ :root", CSS)) == 2
    assert CSS.count("prefers-color-scheme: dark") == 1
    assert ":root { --paper: #fff;" in CSS.split("@media print")[1]


def test_nothing_is_smaller_than_15_pixels_but_the_words_of_the_tabs() -> None:
    small = [size for size in re.findall(r"font-size: ([\d.]+)px", CSS) if float(size) < 15]
    assert small == ["14.5"]


def test_lines_leave_room_for_the_feet_of_khmer() -> None:
    tight = [rule for rule in re.findall(r"([^{}]+){[^{}]*line-height: (?:1|1\.[0-6]\d*);", CSS)]
    # Digits alone may stand closer.
    assert [rule.strip().splitlines()[-1].strip() for rule in tight] == [".hid", ".fig"]


def test_colours_are_named_only_in_the_tokens() -> None:
    rules = re.sub(r":root[^{]*{[^}]*}", "", CSS)
    # Paper is white when printed, and a QR is read on white whatever the theme.
    assert set(re.findall(r"#[0-9A-Fa-f]{3,6}\b", rules)) <= {"#fff", "#000"}


def test_the_style_sheet_calls_no_other_site() -> None:
    assert re.findall(r"url\(([^)]*)\)", CSS) == ['"fonts/noto-sans-khmer.woff2"']
    assert "@import" not in CSS


def test_what_is_pressed_is_48_pixels_high() -> None:
    for rule in (".btn {", ".icon {", ".n {", ".plain {"):
        body = CSS.split(f"\n{rule}")[1].split("}")[0]
        assert re.search(r"(min-)?height: (4[89]|5\d)px", body), rule
