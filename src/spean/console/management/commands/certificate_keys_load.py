"""Load the keys that came back from the root; or, in a demo alone, be the root oneself."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.console.management.commands._loading import LoadingCommand
from spean.console.words import both
from spean.directory.models import Centre
from spean.skills.services.signing_keys import load_key_list, trust_demo_root


class Command(LoadingCommand):
    help = "Load what `python -m certseal sign-keys` made; --demo makes a root here, for training."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="the file from the root")
        parser.add_argument("--fingerprint", default="", help="of the root, the first time")
        parser.add_argument("--demo", action="store_true", help="a root on this computer")

    def handle(self, *args: object, **options: Any) -> None:
        now = timezone.now()
        with self.refusals():
            if options["demo"]:
                centres = list(Centre.objects.filter(is_open=True))
                home = Path(settings.SPEAN_HOME)
                trust_demo_root(centres=centres, home=home, now=now)
                said = _("The root of the demo lies on this computer: it protects nothing.")
                self.stdout.write(both(said))
            elif options["file"] is None or not options["file"].is_file():
                raise CommandError(both(_("There is no such file.")), returncode=2)
            else:
                content = options["file"].read_bytes()
                load_key_list(
                    actor=None, content=content, fingerprint=options["fingerprint"], now=now
                )
        self.stdout.write(both(_("Loaded. The centres can seal certificates.")))
