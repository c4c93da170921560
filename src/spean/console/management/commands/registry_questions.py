"""Questions for a registry that reads tables: out with its questions, in with its answers."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext_lazy as _

from spean.console.words import both
from spean.directory.selectors.registries import peer_in_use
from spean.people.services.registry_asking import questions_table, take_table


class Command(BaseCommand):
    help = "Write the waiting questions to a CSV, or read a CSV with its answers (--answers)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sender_id", help="the registry's name in messages")
        parser.add_argument("file", type=Path)
        parser.add_argument("--answers", action="store_true")

    def handle(self, *args: object, **options: object) -> None:
        peer = peer_in_use(str(options["sender_id"]))
        if peer is None:
            raise CommandError(both(_("This registry is not known.")), returncode=2)
        file = Path(str(options["file"]))
        if options["answers"]:
            taken = take_table(peer=peer, text=file.read_text(encoding="utf-8"))
            self.stdout.write(f"{taken} answers kept")
            return
        # Numbers of cards stand in it: only the site's own account may read the file.
        file.touch(mode=0o600)
        file.write_text(questions_table(peer=peer), encoding="utf-8")
        self.stdout.write(str(file))
