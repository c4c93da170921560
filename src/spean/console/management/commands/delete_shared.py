"""Delete the papers that were there for partners, when their time is over; a nightly task."""

from django.core.management import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.casework.services.referral_papers import delete_shared
from spean.console.words import both


class Command(BaseCommand):
    help = "Delete papers shared with partners once the referral, the consent or 30 days are over."

    def handle(self, *args: object, **options: object) -> None:
        count = delete_shared(now=timezone.now())
        said = both(_("papers deleted")).replace(chr(10), " / ")
        self.stdout.write(f"{said}: {count}")
