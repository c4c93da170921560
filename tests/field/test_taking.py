"""What `make setup` built is taken into the site by `build_assets`, whole or not at all."""

from pathlib import Path

import pytest

from spean.console.management.commands import build_assets


@pytest.fixture
def site(settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    settings.SPEAN_HOME = tmp_path / "home"
    made = tmp_path / "build"
    (made / "dist" / "assets").mkdir(parents=True)
    (made / "dist" / "manifest.json").write_text("{}")
    (made / "dist" / "assets" / "shell-1.js").write_text("one")
    (made / "stamp").write_text("1")
    monkeypatch.setattr(build_assets, "FIELD_PAGE", made)
    (settings.SPEAN_HOME / "built").mkdir(parents=True)
    return settings.SPEAN_HOME / "built" / "field"


def test_it_is_taken_whole(site: Path) -> None:
    build_assets.take_field_page()

    assert (site / "assets" / "shell-1.js").read_text() == "one"
    assert not site.with_suffix(".draft").exists()


def test_an_older_one_is_replaced_and_leaves_nothing(site: Path) -> None:
    site.mkdir()
    (site / "old.js").write_text("old")

    build_assets.take_field_page()

    assert not (site / "old.js").exists()


def test_a_disk_that_refuses_leaves_the_older_one(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.mkdir()
    (site / "old.js").write_text("old")

    def full(*_all: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(build_assets.shutil, "copytree", full)
    with pytest.raises(OSError, match="No space"):
        build_assets.take_field_page()

    assert (site / "old.js").exists()
