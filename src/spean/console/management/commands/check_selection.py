"""Repeat a published giving out of seats from its file: does everything follow from the rule?"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext_lazy as _

from spean.console.words import both
from spean.skills.rules import selection_check as check

_LARGEST = 10_000_000
WORDS = {
    check.OPEN: _("The seats are not given yet: the secret number is still sealed."),
    check.SEED: _("The secret number is not the one whose seal was published."),
    check.LIST: _("The lot numbers are not those of the closed list."),
    check.ORDER: _("The order does not follow from the rule."),
    check.SEATS: _("The seats do not follow from the order."),
    check.WAITING: _("The waiting list does not follow from the order."),
}


class Command(BaseCommand):
    help = "Repeat a published selection from its file. 0: it fits; 1: it does not; 2: unreadable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="selection.json, from the public page of a course")

    def handle(self, *args: object, **options: str) -> None:
        try:
            found = check.problems(self._read(Path(options["file"])))
        except (check.Unreadable, OSError, ValueError, RecursionError) as cause:
            said = both(_("This file is no published giving out of seats."))
            raise CommandError(said, returncode=2) from cause
        for code in found:
            self.stdout.write(both(WORDS[code]))
        if found:
            sys.exit(1)
        self.stdout.write(both(_("Everything follows from the rule.")))

    def _read(self, path: Path) -> Any:
        if path.stat().st_size > _LARGEST:
            raise ValueError(path.stat().st_size)
        return json.loads(path.read_text(encoding="utf-8"))
