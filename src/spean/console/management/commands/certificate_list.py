"""Make the list of valid certificates anew; a nightly task."""

from django.core.management import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.console.words import both
from spean.skills.services.trust import rebuild_list


class Command(BaseCommand):
    help = "Sign the list of units and revocations anew; nothing before the root has signed keys."

    def handle(self, *args: object, **options: object) -> None:
        made = rebuild_list(now=timezone.now())
        said = _("The list is made.") if made else _("The root has not signed any keys yet.")
        self.stdout.write(both(said))
