"""Bring a site up: database, reference data, demo people if it is a demo, pages, server."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management import BaseCommand, call_command

DEMO_PEOPLE = 400


class Command(BaseCommand):
    help = "Bring everything up to date, keep what is there, and start the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: object, **options: object) -> None:
        self._step("Database")
        call_command("migrate", verbosity=0)
        self._step("Reference data (places, occupations, skills)")
        call_command("load_reference")
        if settings.SPEAN_IS_DEMO:
            self._step("Invented people, so that there is something to see")
            call_command("demo", people=DEMO_PEOPLE, seed=1, if_empty=True)
        else:
            call_command("first_run")
        self._step("Pages, font and pictures")
        call_command("build_assets")
        call_command("serve", port=options["port"])

    def _step(self, text: str) -> None:
        self.stdout.write(f"· {text}")
        self.stdout.flush()
