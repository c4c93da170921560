"""Keep the programme's questionnaires and put them to use at every centre."""

from django.core.management import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.console.words import both
from spean.surveys.services import load_programme_forms


class Command(BaseCommand):
    help = "Keep the programme's questionnaires that are new, and put them to use at every centre."

    def handle(self, *args: object, **options: object) -> None:
        new = load_programme_forms(now=timezone.now(), tell=self._tell)
        if not new:
            self.stdout.write("  " + both(_("Nothing new.")).replace("\n", " / "))

    def _tell(self, form_id: str) -> None:
        self.stdout.write(f"  {form_id}")
        self.stdout.flush()
