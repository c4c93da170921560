"""Load the full ESCO classification from a folder of its tables."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from spean.console.management.commands._loading import LoadingCommand
from spean.directory.services import load_esco
from spean.directory.services.esco import ATTRIBUTION


class Command(LoadingCommand):
    help = "Load the ESCO classification from a folder of its tables (.csv). Harmless twice."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        with self.refusals():
            report = load_esco(folder=options["folder"], progress=self.progress())
        self.report(report)
        self.stdout.write(ATTRIBUTION)
