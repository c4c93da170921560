"""The first administrator of a new site."""

from argparse import ArgumentParser

from django.core.management import BaseCommand
from django.utils.translation import gettext_lazy

from spean.accounts.services import AdministratorExists, first_administrator
from spean.console.words import both


class Command(BaseCommand):
    help = "Make the first administrator with a password of chance, shown once. Harmless twice."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", default="administrator", help="the sign-in name")

    def handle(self, *args: object, **options: str) -> None:
        try:
            user, password = first_administrator(username=options["name"])
        except AdministratorExists as known:
            self.stdout.write(both(known))
            return
        self.stdout.write(
            both(gettext_lazy("The first administrator is made. This password is shown only now:"))
        )
        self.stdout.write(f"\n    {user.username}\n    {password}\n")
