"""Send other registries what is owed to them, and tell them of changes they wait for."""

import time
from argparse import ArgumentParser

from django.core.management import BaseCommand

from spean.pathways.registry_rounds import go_round


class Command(BaseCommand):
    help = "Send owed answers and notices of changes; run it every few minutes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=int, default=0, help="again after so many seconds")

    def handle(self, *args: object, **options: int) -> None:
        while True:
            changes, taken = go_round()
            self.stdout.write(f"{changes} changes, {taken} answers taken")
            if not options["every"]:
                return
            time.sleep(options["every"])
