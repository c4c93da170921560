"""Make the keys that centres lack, and the file that the root signs away from any network."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from spean.directory.models import Centre
from spean.skills.services.signing_keys import need_keys
from spean.skills.services.trust import key_request


class Command(BaseCommand):
    help = "Write the request for the root: python -m certseal sign-keys FILE --root … --out …"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="where to write the request; it has no secret")

    def handle(self, *args: object, **options: Any) -> None:
        centres = list(Centre.objects.filter(is_open=True))
        need_keys(actor=None, centres=centres, now=timezone.now())
        options["file"].write_bytes(key_request())
        self.stdout.write(f"{options['file']}")
