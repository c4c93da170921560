"""The built font: small, whole, quick the second time, clear when it fails."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from fontTools.ttLib import TTFont
from pytest_django import Settings


def build_in(home: Path) -> str:
    """Build into a home, and return what was said meanwhile."""
    said = StringIO()
    with override_settings(SPEAN_HOME=home):
        call_command("build_assets", stdout=said)
    return said.getvalue()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home in which the font was built: it takes seconds."""
    home = tmp_path_factory.mktemp("home")
    assert "Building the Khmer font" in build_in(home)
    return home


@pytest.fixture
def font_file(home: Path) -> Path:
    return next(home.rglob("*.woff2"))


def test_the_font_weighs_at_most_45_kilobytes(font_file: Path) -> None:
    assert 20_000 < font_file.stat().st_size <= 45_000


def test_the_font_has_khmer_latin_and_the_rules_that_stack_khmer(font_file: Path) -> None:
    font = TTFont(font_file)
    signs = font.getBestCmap()
    assert all(ord(sign) in signs for sign in "កខគ្ា្រេះ៛០១៩ABCxyz0129·«»…")
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"pres", "blwf", "abvf", "pstf"} & features
    assert "mark" in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}


def test_one_font_file_serves_weights_400_to_700_at_one_width(font_file: Path) -> None:
    axes = {axis.axisTag: (axis.minValue, axis.maxValue) for axis in TTFont(font_file)["fvar"].axes}
    assert axes == {"wght": (400, 700)}


def test_the_second_run_builds_nothing(home: Path, font_file: Path) -> None:
    first = font_file.stat().st_mtime_ns

    assert "Building" not in build_in(home)
    assert font_file.stat().st_mtime_ns == first


def test_a_disk_that_refuses_gives_a_sentence_and_exit_code_2(
    settings: Settings, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    settings.SPEAN_HOME = blocked
    with pytest.raises(CommandError, match="could not be built") as refusal:
        call_command("build_assets")
    assert refusal.value.returncode == 2
    assert not list(tmp_path.rglob("*.draft"))
