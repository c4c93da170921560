"""How many clicks, keys and seconds an act takes, counted inside the browser."""

import json
import os
import re
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.browser.walker import Walker

EVIDENCE = Path(__file__).resolve().parents[2] / "docs" / "evidence.md"
ROWS = re.compile(r"^\| .* \|$", re.MULTILINE)
HEAD = """# Evidence

Measured by the browser tests; `SPEAN_EVIDENCE=1 pytest -m "" tests/browser/test_evidence.py` writes
this table anew. Seconds are the machine's own: the page's answer and the typing of a robot, without
a person's thinking. Clicks and keys are those a person needs, without the letters of the text;
going to the next field and choosing from a list of the browser are not counted.

| act | runs | clicks (median) | keys (median) | seconds (median) |
|---|---|---|---|---|
"""
# Counts live in the window's session, because each act walks over several pages.
COUNTER = """(() => {
  const count = (name) => Number(sessionStorage.getItem(name) || 0);
  const add = (name) => sessionStorage.setItem(name, count(name) + 1);
  addEventListener("click", (event) => {
    // A key that follows a link makes a click of its own, without a detail.
    if (event.isTrusted && event.detail) add("measured-clicks");
  }, true);
  addEventListener("keydown", (event) => {
    const isText = event.key.length === 1 && event.target.closest?.("input, textarea");
    if (event.isTrusted && (!isText || event.ctrlKey)) add("measured-keys");
  }, true);
})()"""
READ = """(() => {
  const names = ["measured-clicks", "measured-keys"];
  const found = names.map((name) => Number(sessionStorage.getItem(name) || 0));
  for (const name of names) sessionStorage.removeItem(name);
  return JSON.stringify(found);
})()"""


@dataclass(frozen=True, slots=True)
class Measured:
    """The medians of an act."""

    act: str
    runs: int
    clicks: float
    keys: float
    seconds: float

    @property
    def row(self) -> str:
        """Return the row of the table."""
        numbers = f"{self.runs} | {self.clicks:g} | {self.keys:g} | {self.seconds:.1f}"
        return f"| {self.act} | {numbers} |"


def count_from_now_on(her: Walker) -> None:
    """Count in every page that this window opens from now on."""
    her.page.add_init_script(COUNTER)


def measured(her: Walker, act: str, do: Callable[[int], None], runs: int = 5) -> Measured:
    """Do it several times and return the medians; with SPEAN_EVIDENCE set, keep them."""
    clicks, keys, seconds = [], [], []
    for run in range(runs):
        her.page.evaluate(READ)
        began = time.perf_counter()
        do(run)
        seconds.append(time.perf_counter() - began)
        pressed, typed = json.loads(her.page.evaluate(READ))
        clicks.append(pressed)
        keys.append(typed)
    medians = map(statistics.median, (clicks, keys, seconds))
    found = Measured(act, runs, *medians)
    sys.stdout.write(f"{found.row}\n")
    if os.environ.get("SPEAN_EVIDENCE"):
        keep(found)
    return found


def keep(found: Measured, path: Path = EVIDENCE) -> None:
    """Write the row into the table; the other acts stay as they are."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    rows = {row.split(" | ")[0]: row for row in ROWS.findall(before) if not row.startswith("| act")}
    rows[f"| {found.act}"] = found.row
    path.write_text(HEAD + "\n".join(rows[name] for name in sorted(rows)) + "\n", encoding="utf-8")
