"""Look at every XLSForm under a folder: taken as it is, repaired, or refused and why."""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from spean.console.words import both
from spean.surveys.services.form_wording import said, told
from spean.surveys.services.publishing import LARGEST_FORM, check_workbook

_ENDINGS: Final = {".xls", ".xlsx", ".xlsm"}
# Each check is a process of its own.
_SIDE_BY_SIDE: Final = 2
_COLOURS: Final = {"accepted": "green", "repaired": "yellow", "refused": "red"}


class Command(BaseCommand):
    help = "Look at every XLSForm under a folder and say what becomes of it. Changes nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--json", action="store_true", help="one JSON list and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(both(_("There is no such folder.")), returncode=2)
        files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS)
        files = [path for path in files if path.is_file()]
        looked = [
            {"file": path.relative_to(folder).as_posix(), **outcome}
            for path, outcome in zip(files, _outcomes(files), strict=True)
        ]
        if options["json"]:
            self.stdout.write(json.dumps(looked, ensure_ascii=False, indent=1))
        else:
            self._show(looked)

    def _show(self, looked: list[dict[str, Any]]) -> None:
        console = Console(file=self.stdout, highlight=False)
        for one in looked:
            table = Table.grid(padding=(0, 2))
            for problem in one["problems"]:
                table.add_row("  ✗", _place(problem), Text(f"{problem['km']}\n{problem['en']}"))
            for change in one["changes"]:
                was_becomes = f"{change['was'] or '…'} → {change['becomes']}"
                words = f"{change['km']}\n{change['en']}\n{was_becomes}"
                table.add_row("  ✓", _place(change), Text(words))
            console.print(Text(one["result"], _COLOURS[one["result"]]), Text(one["file"]))
            if table.row_count:
                console.print(table)
        counts = Counter(one["result"] for one in looked)
        console.print(", ".join(f"{counts[result]:,} {result}" for result in _COLOURS))


def _outcomes(files: list[Path]) -> Iterator[dict[str, Any]]:
    """Look at the files side by side and yield what was found, in their order."""
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as side_by_side:
        yield from track(
            side_by_side.map(_outcome, files),
            description=both(_("Looking at the forms")).replace("\n", " / "),
            total=len(files),
            console=Console(stderr=True),
            disable=not sys.stderr.isatty(),
        )


def _outcome(path: Path) -> dict[str, Any]:
    if path.stat().st_size > LARGEST_FORM:
        return _refusal("too-large")
    try:
        checked = check_workbook(file_name=path.name, content=path.read_bytes())
    except OSError:
        return _refusal("damaged")
    changes = [
        {**_in_words(change), "was": change["was"], "becomes": change["becomes"]}
        for change in checked.changes
    ]
    problems = [_in_words(problem) for problem in checked.problems]
    return {"result": checked.result, "problems": problems, "changes": changes}


def _refusal(code: str) -> dict[str, Any]:
    problem = {"code": code, "sheet": "", "cell": "", "details": {}}
    return {"result": "refused", "problems": [_in_words(problem)], "changes": []}


def _in_words(finding: Mapping[str, Any]) -> dict[str, str]:
    words = told if "becomes" in finding else said
    spoken = {}
    for language in ("km", "en"):
        with translation.override(language):
            spoken[language] = words(finding)
    return {"sheet": finding["sheet"], "cell": finding["cell"], **spoken}


def _place(finding: Mapping[str, str]) -> Text:
    return Text(" ".join(filter(None, [finding["sheet"], finding["cell"]])))
