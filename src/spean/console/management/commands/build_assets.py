"""Build the font and collect the files that browsers fetch."""

import hashlib
import json
import shutil
from argparse import ArgumentParser
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

FONT_PACKAGE = "fontpkg_noto_sans_khmer"
FONT_FILE = "NotoSansKhmer[wdth,wght].ttf"
# The signs of the unicode-range in spean.css: Khmer, Basic Latin, and the punctuation we use.
SIGNS = (
    "U+0020-007E,U+00A0,U+00AB,U+00B7,U+00BB,U+00D7,U+1780-17FF,U+19E0-19FF,U+200B-200D,"
    "U+2013-2014,U+2018-201D,U+2022,U+2026,U+2212,U+25CC"
)
WEIGHTS = (400, 700)
# Where `make setup` leaves the page under /field/ (tools/field.py).
FIELD_PAGE = settings.ROOT / "build" / "field"


class Command(BaseCommand):
    help = (
        "Build the Khmer font (sub-set, woff2) into SPEAN_HOME/built and collect the static files. "
        "Does nothing when everything is up to date."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--force`."""
        parser.add_argument("--force", action="store_true", help="build even what is up to date")

    def handle(self, *args: Any, force: bool = False, **options: Any) -> None:
        """Build what is missing or old.

        :raises CommandError: with exit code 2, if a package is missing or the disk refuses
        """
        try:
            self._build(force)
        except (OSError, ImportError, ValueError) as fault:
            raise CommandError(
                f"The font and the style files could not be built: {fault}", returncode=2
            ) from fault

    def _build(self, force: bool) -> None:
        stamp_file = settings.SPEAN_HOME / "assets.json"
        stamps = {} if force else _read(stamp_file)
        font = settings.SPEAN_HOME / "built" / "spean" / "fonts" / "noto-sans-khmer.woff2"
        wanted = f"{version('fontpkg-noto-sans-khmer')} {WEIGHTS} {SIGNS}"
        if stamps.get("font") != wanted or not font.exists():
            self.stdout.write("Building the Khmer font …")
            build_font(font)
            stamps["font"] = wanted
            _write(stamp_file, stamps)
        self.stdout.write(f"Font: {font.stat().st_size / 1000:.0f} kB, {font}")
        wanted = _fingerprint_of_field_page()
        if wanted and (stamps.get("field") != wanted or not _field_page().exists()):
            take_field_page()
            stamps["field"] = wanted
            _write(stamp_file, stamps)
        state = _field_page() if _field_page().exists() else "not built, run `make setup`"
        self.stdout.write(f"Field page: {state}")
        if not isinstance(staticfiles_storage, ManifestStaticFilesStorage):
            return
        wanted = _fingerprint()
        if stamps.get("static") != wanted or not _manifest().exists():
            self.stdout.write("Collecting and compressing the static files …")
            call_command("collectstatic", interactive=False, verbosity=0)
            stamps["static"] = wanted
            _write(stamp_file, stamps)
        self.stdout.write(f"Static files: up to date in {settings.STATIC_ROOT}")


def build_font(target: Path) -> None:
    """Write the sub-set variable font: width fixed at 100, weights 400 to 700, woff2.

    :raises OSError: if the disk refuses, before the seconds that building takes
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".draft")
    try:
        draft.touch()
        _small_font().save(draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def take_field_page() -> None:
    """Copy what Vite built into the site, whole or not at all."""
    target = _field_page()
    draft = target.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(FIELD_PAGE / "dist", draft)
    shutil.rmtree(target, ignore_errors=True)
    draft.rename(target)


def _field_page() -> Path:
    return Path(settings.SPEAN_HOME / "built" / "field")


def _fingerprint_of_field_page() -> str:
    try:
        return (FIELD_PAGE / "stamp").read_text()
    except OSError:
        return ""


def _small_font() -> Any:
    """Return the font of the package with the signs and the weights that the pages use."""
    from fontTools.subset import Options, Subsetter, parse_unicodes
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    with as_file(files(FONT_PACKAGE) / "files" / FONT_FILE) as source:
        font = TTFont(source)
    # Without every layout feature the feet and the vowels of Khmer fall apart.
    subsetter = Subsetter(Options(layout_features=["*"], flavor="woff2"))
    subsetter.populate(unicodes=parse_unicodes(SIGNS.replace("U+", "")))
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"wdth": 100, "wght": WEIGHTS})
    font.flavor = "woff2"
    return font


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for name, size, changed in sorted(_sources()):
        digest.update(f"{name} {size} {changed}\n".encode())
    return digest.hexdigest()


def _sources() -> Iterator[tuple[str, int, int]]:
    for finder in get_finders():
        for name, storage in finder.list(["CVS", ".*", "*~"]):
            state = Path(storage.path(name)).stat()
            yield name, state.st_size, state.st_mtime_ns


def _manifest() -> Path:
    return Path(settings.STATIC_ROOT) / "staticfiles.json"


def _read(path: Path) -> dict[str, str]:
    try:
        return dict(json.loads(path.read_text()))
    except (OSError, ValueError):
        return {}


def _write(path: Path, stamps: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(stamps, indent=1))
    draft.replace(path)
