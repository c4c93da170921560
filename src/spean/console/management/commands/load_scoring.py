"""Let another scoring scheme of the survey of sustainability (RSS) count from now on."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext_lazy as _

from spean.casework.services import publish_scheme
from spean.console.words import both


class Command(BaseCommand):
    help = (
        "Publish what each answer of the RSS is worth, from a JSON file of the shape of "
        "src/spean/casework/data/rss.json. What was scored before keeps its own scheme."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the scheme, as JSON")

    def handle(self, *args: object, **options: Path) -> None:
        try:
            content = json.loads(options["file"].read_text(encoding="utf-8"))
        except (OSError, ValueError) as cause:
            why = both(_("This file cannot be read as JSON: %(why)s"))
            raise CommandError(why % {"why": cause}) from cause
        if not isinstance(content, dict):
            raise CommandError(both(_("This file holds no scoring scheme.")))
        made = publish_scheme(actor=None, content=content)
        said = both(_("Counts from now on")).replace(chr(10), " / ")
        self.stdout.write(f"{said}: {made.version}")
