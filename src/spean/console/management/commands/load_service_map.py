"""Take in what another system calls our services, from a list."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.utils.translation import gettext_lazy as _

from spean.console.management.commands._loading import LoadingCommand
from spean.console.words import both
from spean.directory.services.service_map import COLUMNS, load_service_map


class Command(LoadingCommand):
    help = f"Load codes of other systems from a CSV file with the columns {', '.join(COLUMNS)}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the list, as CSV in UTF-8")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as file:
                rows = [
                    {str(name): (cell or "").strip() for name, cell in row.items()}
                    for row in csv.DictReader(file, strict=True)
                ]
        except (OSError, ValueError, csv.Error) as cause:
            why = both(_("This file cannot be read as CSV: %(why)s"))
            raise CommandError(why % {"why": cause}, returncode=2) from cause
        with self.refusals():
            written = load_service_map(actor=None, rows=rows)
        said = both(_("codes written")).replace(chr(10), " / ")
        self.stdout.write(f"{said}: {written}")
