"""Send what waits in the outbox."""

from django.core.management import BaseCommand
from django.utils import timezone

from spean.outreach.services import send_due


class Command(BaseCommand):
    help = "Send the messages that wait; run it every few minutes."

    def handle(self, *args: object, **options: object) -> None:
        sent = send_due(now=timezone.now())
        self.stdout.write(f"{sent} messages sent")
