"""Match everybody who looks for work with every free place; a nightly task."""

import time

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spean.console.words import both
from spean.jobs.selectors import run_in_force
from spean.pathways.matching import BadValue
from spean.people.selectors import GROUPINGS, name_of_group

# In a log file, a line about so often; a screen sees one line that moves.
_SECONDS = 10.0


def _one_line(text: str | Promise) -> str:
    return both(text).replace("\n", " / ")


class Command(BaseCommand):
    help = "Match everybody who looks for work with every free place, and put the lists in force."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--report", action="store_true", help="only say who got what in the night in force"
        )

    def handle(self, *args: object, **options: object) -> None:
        if options["report"]:
            self._report()
            return
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
            self.stdout.write(f"  {_one_line(what)}: {figure}")
        self.stdout.write(f"  seed {run.seed}\n  commitment {run.seed_hash}")
        self._report()

    def _report(self) -> None:
        """Say group by group who got what; small groups are named, and their figures are not."""
        from spean.pathways.matching.fairness import FOUR_FIFTHS, report_of

        run = run_in_force()
        if run is None:
            raise CommandError(both(_("No night has been matched yet.")), returncode=2)
        self.stdout.write(both(_("Who was kept a place in mind, group by group:")))
        unknown, few = _("not known"), _one_line(_("too few to tell"))
        listed, alarm = _one_line(_("jobs on the list")), _one_line(_("look into this"))
        for line in report_of(run, timezone.localdate()):
            group = name_of_group(line.grouping, line.group) if line.group else unknown
            said = f"{line.share:.1%}, {listed} {line.listed:.1f}"
            said += f"  ! {alarm} ({line.ratio:.2f} < {FOUR_FIFTHS:.2f})" if line.alarm else ""
            called = f"{_one_line(GROUPINGS[line.grouping])}: {_one_line(group)}"
            self.stdout.write(f"  {called}: {few if line.is_small else said}")

    def _tell(self, what: str, done: int, of: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r· {what} {done:,} / {of:,}   ", ending="")
        elif done == of or time.monotonic() - self._said > _SECONDS:
            self._said = time.monotonic()
            self.stderr.write(f"· {what} {done:,} / {of:,}")
        self.stderr.flush()
