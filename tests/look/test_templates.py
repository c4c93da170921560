"""Every template of the house keeps the rules of the look."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from spean.config.icons import ICONS, UnknownIcon, icon_svg

SOURCE = Path(settings.PACKAGE)
LOOK = SOURCE / "look" / "templates"
TEMPLATES = sorted(SOURCE.rglob("*.html"))
_COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}", re.DOTALL)
# Templates that kept packages ask for by name.
ASKED_FOR = {
    "400.html", "403.html", "404.html", "500.html", "account/locked.html", "account/login.html",
    "account/logout.html", "account/password_change.html", "account/reauthenticate.html",
    "mfa/authenticate.html", "mfa/index.html", "mfa/reauthenticate.html",
    "mfa/recovery_codes/generate.html", "mfa/recovery_codes/index.html",
    "mfa/totp/activate_form.html", "mfa/totp/deactivate_form.html",
}  # fmt: skip
# Components that pages of every door may include; the gallery shows each.
OFFERED = {"confirm.html", "step.html"}


def text_of(path: Path) -> str:
    return _COMMENT.sub("", path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def offenders(pattern: str) -> list[str]:
    wrong = re.compile(pattern, re.IGNORECASE)
    return [named(path) for path in TEMPLATES if wrong.search(text_of(path))]


def test_no_template_holds_an_inline_style() -> None:
    assert offenders(r"<style|\sstyle=") == []


def test_no_template_holds_an_inline_script_or_handler() -> None:
    assert offenders(r"""<script(?![^>]*\ssrc=)|\son[a-z]+=["']|javascript:""") == []


def test_no_template_calls_another_site() -> None:
    assert offenders(r"(https?:)?//[a-z0-9-]+\.[a-z]") == []


def test_no_template_has_more_than_120_lines() -> None:
    long = [path for path in TEMPLATES if len(path.read_text("utf-8").splitlines()) > 120]
    assert [named(path) for path in long] == []


def test_templates_draw_only_icons_of_the_list() -> None:
    asked = re.compile(r"""{%\s*icon\s+["']([^"']+)["']""")
    unknown = {
        f"{named(path)}: {name}"
        for path in TEMPLATES
        for name in asked.findall(text_of(path))
        if name not in ICONS
    }
    assert unknown == set()


def test_the_templates_of_the_look_are_all_used() -> None:
    everything = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    everything += "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    everything += (Path(__file__).parent / "gallery.html").read_text(encoding="utf-8")
    ours = {path.relative_to(LOOK).as_posix() for path in LOOK.rglob("*.html")}
    idle = {name for name in ours - ASKED_FOR - OFFERED if f'"{name}"' not in everything}
    assert not idle


@pytest.mark.parametrize("name", sorted(ASKED_FOR))
def test_a_page_of_a_kept_package_is_ours(name: str) -> None:
    assert Path(get_template(name).origin.name).is_relative_to(LOOK)


def test_every_icon_of_the_list_can_be_drawn() -> None:
    for name in ICONS:
        drawn = icon_svg(name)
        assert drawn.startswith('<svg class="i" viewBox="0 0 16 16" aria-hidden="true"><'), name
        assert "style" not in drawn, name


def test_a_list_of_icons_is_short_enough_to_be_known() -> None:
    assert len(ICONS) <= 90


def test_an_icon_outside_the_list_is_refused() -> None:
    with pytest.raises(UnknownIcon):
        icon_svg("emoji-heart-eyes")
