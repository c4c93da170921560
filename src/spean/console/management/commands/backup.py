"""Write the whole site into one sealed file, while it runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext_lazy

from spean.console.keeping.fencing import leave
from spean.console.keeping.writing import write_backup
from spean.console.words import both


class Command(BaseCommand):
    help = "Write the whole site into one sealed file; only the recovery key opens it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--leave", action="store_true", help="the work goes on elsewhere; do not serve here"
        )

    def handle(self, *args: object, **options: Any) -> None:
        path: Path = options["file"]
        try:
            manifest = write_backup(path, tell=self._tell)
        except OSError as cause:
            said = gettext_lazy("The backup could not be written there.")
            raise CommandError(f"{both(said)}\n{cause}", returncode=2) from None
        self.stdout.write(both(gettext_lazy("The backup is written. Keep the recovery key apart.")))
        records = sum(count for count, _digest in manifest["tables"].values())
        head = manifest["head"]
        self.stdout.write(f"{path}  {path.stat().st_size:,} bytes  {records:,} records")
        self.stdout.write(f"audit {head['seq']} {head['hash']}")
        if options["leave"]:
            note = leave(manifest)
            said = gettext_lazy("This machine does not serve until the work comes back.")
            self.stdout.write(f"{both(said)}\n{note.name}")

    def _tell(self, text: str) -> None:
        self.stderr.write(f"· {text}")
