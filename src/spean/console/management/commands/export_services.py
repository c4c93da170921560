"""Write the service directory as Open Referral HSDS 3 (JSON)."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand

from spean.directory.selectors.hsds import package


class Command(BaseCommand):
    help = (
        "Write the services given now into a folder as Open Referral HSDS 3: services.json, "
        "organizations.json, service_at_locations.json and taxonomy_terms.json."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where to write the files")

    def handle(self, *args: object, **options: Any) -> None:
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        for name, page in package().items():
            text = json.dumps(page, ensure_ascii=False, indent=1)
            (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
            self.stdout.write(f"{name}.json: {page['total_items']}")
