"""What can be set, what it means, what it is now, and what is missing."""

from django.conf import settings
from django.core.checks import run_checks
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext_lazy

from spean.console.environment_names import NAMES, present
from spean.console.words import both


class Command(BaseCommand):
    help = "Print each name of the environment, what it means, its present value, what is missing."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        for name in NAMES:
            self.stdout.write(f"{name.name} = {present(name)}")
            for line in both(name.meaning).splitlines():
                self.stdout.write(f"    {line}")
        # A site of invented people on one's own computer needs nothing of a live one.
        missing = run_checks(include_deployment_checks=settings.SPEAN_MODE == "live")
        if not missing:
            self.stdout.write(both(gettext_lazy("Nothing is missing.")))
            return
        for message in missing:
            self.stderr.write(f"{message.id}: {message.msg}")
        raise CommandError(both(gettext_lazy("Something is missing or wrong.")), returncode=2)
