"""Templates keep to the house: nothing from outside, nothing inline, nothing unused."""

import re
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src" / "spean"
TEMPLATES = sorted(SRC.rglob("templates/**/*.html"))
# Found by name inside kept packages or Django itself.
CALLED_FROM_OUTSIDE = re.compile(
    r"^(account|mfa|allauth|usersessions)/|^(400|403|403_csrf|404|429|500)\.html$"
)

FORBIDDEN = {
    "a request to another site": re.compile(r"""(src|href|action)=["'](https?:)?//""", re.I),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "an inline style": re.compile(r"<style|\sstyle\s*=", re.I),
    "an inline handler": re.compile(r"\son(click|load|submit|change|input)\s*=", re.I),
    "unescaped data": re.compile(r"\|\s*safe\b|autoescape off"),
}


# What a template says about itself is never sent.
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}", re.S)


def faults(text: str) -> list[str]:
    sent = COMMENT.sub("", text)
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(sent)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(SRC).as_posix())
def test_a_template_brings_nothing_from_outside_and_nothing_inline(path):
    assert not faults(path.read_text(encoding="utf-8"))


def test_each_forbidden_thing_would_be_caught():
    bad = [
        '<script src="https://cdn.example/x.js"></script>',
        "<script>alert(1)</script>",
        '<p style="color: red">',
        '<a onclick="go()">',
        "{{ name|safe }}",
    ]

    assert [faults(text)[0] for text in bad] == list(FORBIDDEN)


def test_every_template_is_used():
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in SRC.rglob("*")
        if path.suffix in {".py", ".html"}
    )
    names = {path.as_posix().split("/templates/", 1)[1] for path in TEMPLATES}

    unused = {n for n in names if not CALLED_FROM_OUTSIDE.search(n) and f'"{n}' not in code}

    assert not unused
