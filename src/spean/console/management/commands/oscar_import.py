"""Take in decisions of the Primero and OSCaR exchange: accepted or rejected."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.casework.services.oscar import import_decisions
from spean.console.management.commands._loading import LoadingCommand
from spean.console.words import both


class Command(LoadingCommand):
    help = "Read decisions about referrals from a JSON file of the Primero and OSCaR exchange."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the decisions, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = json.loads(options["file"].read_text(encoding="utf-8"))
        except (OSError, ValueError) as cause:
            why = both(_("This file cannot be read as JSON: %(why)s"))
            raise CommandError(why % {"why": cause}, returncode=2) from cause
        with self.refusals():
            received = import_decisions(actor=None, content=content, now=timezone.now())
        lines = (
            (_("decisions taken in"), received.taken),
            (_("not decided yet"), received.waiting),
            (_("answered before, or not ours"), len(received.refused)),
        )
        for what, count in lines:
            self.stdout.write(f"{both(what).replace(chr(10), ' / ')}: {count}")
        for one in received.refused:
            self.stdout.write(f"  {one}")
