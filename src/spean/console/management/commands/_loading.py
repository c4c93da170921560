"""How the loading commands speak: progress while they work, a report, a clear refusal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.core.management.base import BaseCommand, CommandError

from spean.console.words import both
from spean.core.errors import DomainError
from spean.directory.choices import LoadCount
from spean.directory.contracts import LoadReport, Progress

_EVERY: Final = 20_000
_LINES_SHOWN: Final = 40


class LoadingCommand(BaseCommand):
    """A command that loads reference data: exit code 2 and nothing changed if it is refused."""

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Turn a refusal of the domain into a sentence and exit code 2."""
        try:
            yield
        except DomainError as refusal:
            raise CommandError(both(refusal), returncode=2) from refusal

    def progress(self) -> Progress:
        """Return what shows progress: one moving line on a screen, a few lines in a log."""
        said: dict[str, int] = {}
        on_screen = sys.stderr.isatty()

        def tell(what: str, done: int) -> None:
            if on_screen or done - said.get(what, 0) >= _EVERY:
                said[what] = done
                end = "\r" if on_screen else "\n"
                self.stderr.write(f"· {what} {done:,}", ending=end)

        return tell

    def report(self, report: LoadReport, *, everything: bool = False) -> None:
        """Print the counts of a load, and its lines (the first 40, or all of them)."""
        if not report.changed:
            self.stdout.write(f"{report.title}: {_words(LoadCount.NOTHING)}")
            return
        self.stdout.write(f"{report.title}:")
        for name, count in report.counts.items():
            if not count:
                continue
            self.stdout.write(f"  {_words(LoadCount(name))}: {count:,}")
        lines = report.lines if everything else report.lines[:_LINES_SHOWN]
        for what, code, before, after in lines:
            arrow = f" → {after}" if after else ""
            self.stdout.write(f"    {_words(LoadCount(what))} {code} {before}{arrow}")
        hidden = len(report.lines) - len(lines)
        if hidden:
            self.stdout.write(f"    … {hidden:,} (--all)")


def _words(count: LoadCount) -> str:
    return both(count.label).replace("\n", " / ")
