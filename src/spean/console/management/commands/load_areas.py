"""Bring the register of places to the state of the official NCDD workbook."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from spean.console.management.commands._loading import LoadingCommand
from spean.directory.services import load_official_areas


class Command(LoadingCommand):
    help = "Bring the places to the state of an NCDD gazetteer workbook (.xlsx). Harmless twice."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--as-of",
            type=date.fromisoformat,
            help="the day of the list, such as 2024-10-14; else the date in the file's name",
        )
        parser.add_argument("--all", action="store_true", help="print every line of the report")

    def handle(self, *args: Any, **options: Any) -> None:
        with self.refusals():
            report = load_official_areas(
                path=options["file"], as_of=options["as_of"], progress=self.progress()
            )
        self.report(report, everything=options["all"])
