"""The built font: small, whole, quick the second time, clear when it fails."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from fontTools.ttLib import TTFont
from pytest_django import Settings

from spean.console.management.commands.build_assets import build_font


@pytest.fixture(scope="session")
def font_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("font") / "noto-sans-khmer.woff2"
    build_font(target)
    return target


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


def test_the_second_run_builds_nothing(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SPEAN_HOME = tmp_path
    call_command("build_assets")
    first = next(tmp_path.rglob("*.woff2")).stat().st_mtime_ns
    assert "Building the Khmer font" in capsys.readouterr().out
    call_command("build_assets")
    assert next(tmp_path.rglob("*.woff2")).stat().st_mtime_ns == first
    assert "Building" not in capsys.readouterr().out


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
