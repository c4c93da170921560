"""Templates keep to the house: nothing from outside, nothing inline, nothing unused."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.template import Context, Origin, Template

from spean.config.settings_test import UndefinedTemplateVariable

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


# --- names that a page did not give ---------------------------------------------------------------


class Row:
    """A row that has a name and has lost what it points to."""

    name = "ដារ៉ា"

    @property
    def case(self):
        raise ObjectDoesNotExist


@pytest.mark.parametrize(
    "text",
    [
        "{{ nmae }}",
        "{{ row.nmae }}",
        "{{ nmae|lower }}",
        "{% with nmae as title %}{{ title }}{% endwith %}",
        "{% load i18n %}{% blocktranslate %}For {{ nmae }}{% endblocktranslate %}",
        "{% load i18n %}{% blocktranslate with n=row.nmae %}For {{ n }}{% endblocktranslate %}",
        "{% include 'parts/progress.html' with steps=row.nmae step=1 %}",
        "{{ row.case }}",
    ],
)
def test_a_misspelt_name_in_a_template_fails_the_test_that_draws_it(text):
    with pytest.raises(UndefinedTemplateVariable):
        Template(text).render(Context({"row": Row()}))


def test_a_name_that_was_given_is_drawn():
    text = "{{ row.name }}{% if nothing %}{{ nothing }}{% endif %}{% for one in none %}{% endfor %}"

    assert Template(text).render(Context({"row": Row()})) == Row.name


def test_a_template_of_a_kept_package_may_leave_names_out():
    origin = Origin("/x/site-packages/allauth/templates/x.html", "x.html")

    assert Template("{{ nmae }}", origin=origin).render(Context()) == ""
