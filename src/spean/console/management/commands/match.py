"""Match everybody who looks for work with every free place; a nightly task."""

import time

from django.core.management import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.console.words import both
from spean.pathways.matching import BadValue

# In a log file, a line about so often; a screen sees one line that moves.
_SECONDS = 10.0


class Command(BaseCommand):
    help = "Match everybody who looks for work with every free place, and put the lists in force."

    def handle(self, *args: object, **options: object) -> None:
        # The engine is loaded when it is used: other commands need not wait for it.
        from spean.pathways.matching.night import match_everybody

        began = time.monotonic()
        self._said = 0.0
        try:
            run = match_everybody(now=timezone.now(), tell=self._tell)
        except BadValue as problem:
            raise CommandError(
                f"{both(_('One row cannot be matched; nothing was changed.'))}\n{problem}",
                returncode=2,
            ) from problem
        except KeyboardInterrupt:
            said = _("Stopped. The lists of before stay in force; the same command goes on.")
            raise CommandError(both(said), returncode=130) from None
        self.stdout.write("")
        for line in both(_("The lists are in force.")).splitlines():
            self.stdout.write(line)
        rows = (
            (_("people looking for work"), f"{run.people:,}"),
            (_("vacancies"), f"{run.vacancies:,}"),
            (_("free places"), f"{run.places:,}"),
            (_("people for whom a place is kept in mind"), f"{run.placed:,}"),
            (_("at most this far from the best there could be"), f"{run.gap:.2%}"),
            (_("seconds"), f"{time.monotonic() - began:,.0f}"),
        )
        for what, figure in rows:
            self.stdout.write(f"  {both(what).replace(chr(10), ' / ')}: {figure}")
        self.stdout.write(f"  seed {run.seed}\n  commitment {run.seed_hash}")

    def _tell(self, what: str, done: int, of: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r· {what} {done:,} / {of:,}   ", ending="")
        elif done == of or time.monotonic() - self._said > _SECONDS:
            self._said = time.monotonic()
            self.stderr.write(f"· {what} {done:,} / {of:,}")
        self.stderr.flush()
