"""Promise a word about cards that expire and people who turn sixty."""

from django.core.management import BaseCommand
from django.utils import timezone

from spean.casework.services.benefit_reminders import remind


class Command(BaseCommand):
    help = "Put what ends or begins soon on the officers' lists; run it every morning."

    def handle(self, *args: object, **options: object) -> None:
        made = remind(today=timezone.localdate())
        self.stdout.write(f"{made} reminders made")
