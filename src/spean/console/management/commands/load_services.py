"""Bring a table of services into the directory: all of its rows, or none."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.console.words import both
from spean.core.errors import DomainError
from spean.directory.rules.offer_table import COLUMNS
from spean.directory.services.offer_table import WHYS, TableRefused, load_offers


class Command(BaseCommand):
    help = (
        "Load services from a CSV file (UTF-8) with these columns: "
        + ", ".join(COLUMNS)
        + ". Harmless twice. If one cell cannot be read, nothing is loaded."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the table, as CSV")

    def handle(self, *args: object, **options: Any) -> None:
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.DictReader(file, strict=True))
        except (OSError, ValueError, csv.Error) as cause:
            why = both(_("This file cannot be read as CSV: %(why)s"))
            raise CommandError(why % {"why": cause}) from cause
        try:
            made, changed = load_offers(actor=None, rows=rows, today=timezone.localdate())
        except TableRefused as refusal:
            for fault in refusal.details["faults"]:  # type: ignore[attr-defined]
                self.stderr.write(f"{fault.row} · {fault.column}: {both(WHYS[fault.why])}")
            raise CommandError(both(refusal), returncode=2) from refusal
        except DomainError as refusal:
            raise CommandError(both(refusal), returncode=2) from refusal
        said = both(_("%(made)d services are new, %(changed)d changed."))
        self.stdout.write(said % {"made": made, "changed": changed})
