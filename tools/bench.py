"""Measure speed and size on this machine, print the table and write it to docs/bench.md.

Nothing is asserted: figures are of one machine on one day. The site of the measurement lives in a
folder of its own, which is removed at the end.

    make bench                        a register of 100,000 people; it takes a while to make
    FAST=1 make bench                 one of 5,000, to see that everything can be measured
    BENCH_PEOPLE=20000 make bench     one of another size
    BENCH_HOME=/folder make bench     keep the site there, and measure it again without making it
    SPEAN_REFERENCE_DIR=/folder       where the gazetteer and ESCO lie; without them, no such lines
"""

import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench_making import making, run, starting
from bench_pages import times
from pages import weigh

ROOT = Path(__file__).resolve().parent.parent
PEOPLE = int(os.environ.get("BENCH_PEOPLE", "5000" if os.environ.get("FAST") else "100000"))
SEED = 1
RUNS = 15
Row = tuple[str, str, str]


def main() -> None:
    """Measure everything, then print and write the table."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="spean-bench-") as folder:
        rows += starting(Path(folder) / "small")
        home = Path(os.environ.get("BENCH_HOME", folder)) / "large"
        rows += making(home, PEOPLE, SEED)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spean.config.settings")
        import django

        django.setup()
        for measure in (_lists, _pages_made, _duplicates, _matching, _one_by_one, _pages):
            print(f"· {measure.__name__[1:].replace('_', ' ')} …", file=sys.stderr, flush=True)
            rows += measure()
    text = _table(rows)
    print(text)
    (ROOT / "docs" / "bench.md").write_text(text, encoding="utf-8")


def _lists() -> list[Row]:
    from spean.people.models import Person
    from spean.people.selectors import search_people

    viewer = _user("counsellor")
    some = Person.objects.filter(centre__code="PUR").order_by("client_number")[PEOPLE // 20]
    heard = some.family_name_lat.replace("ea", "ia").replace("ou", "u") + "h"
    texts = {
        "First page of the register": ("", 1),
        "Page 40 of the register": ("", 40),
        "Search by an exact Khmer name": (f"{some.family_name_km} {some.given_name_km}", 1),
        "Search by an exact Latin name": (f"{some.family_name_lat} {some.given_name_lat}", 1),
        "Search by a misspelt family name (skeleton)": (heard, 1),
        "Search by the beginning of a name": (some.family_name_lat[:2], 1),
        "Search by record number": (some.client_number, 1),
    }
    rows, times = [], {}
    for name, (text, page) in texts.items():
        times[name], queries = _timed(
            lambda text=text, page=page: search_people(viewer, text, page)
        )
        rows.append((name, _ms(times[name]), f"{queries} queries"))
    exact, sound = (times[name][0] for name in list(texts)[3:5])
    rows.append(("… skeleton against exact name", f"{sound / exact:.1f} ×", "time"))
    return rows


def _duplicates() -> list[Row]:
    from spean.console.management.commands.demo import truth_file
    from spean.directory.models import Area
    from spean.people.models import Suspicion
    from spean.people.selectors import identity_of_intake, likely_duplicates

    codes = dict(Area.objects.values_list("pk", "code"))
    viewer = _user("counsellor")
    drawn = [identity_of_intake(one, codes[one.area_id]) for one in _intakes(SEED + 1, 200)]
    spent = [_once(lambda one=one: likely_duplicates(one, viewer=viewer)) for one in drawn]
    truth = sorted(tuple(line.split(",")) for line in truth_file().read_text().split()[1:])
    asked = truth[:500]
    found = sum(_is_found(first, again) for first, again in asked)
    pairs = {frozenset(pair) for pair in truth}
    raised = [
        frozenset(map(str, pair)) for pair in Suspicion.objects.values_list("first", "second")
    ]
    right = sum(pair in pairs for pair in raised)
    recall, precision = found / max(1, len(asked)), right / max(1, len(raised))
    all_of = f"of {len(raised)} pairs raised; they hold {right} of {len(truth)} doubles"
    return [
        ("Duplicate check at entry, median", _ms(spent), f"99 of 100 within {_p99(spent):.1f} ms"),
        ("Known doubles found (recall)", f"{recall:.3f}", f"of {len(asked)} that were asked for"),
        ("Questions that were right (precision)", f"{precision:.3f}", all_of),
    ]


def _is_found(first: str, again: str) -> bool:
    """Tell whether an officer who registers the second is shown the first, or told of one."""
    from spean.people.models import Person
    from spean.people.selectors import identity_of, likely_duplicates

    person = Person.objects.select_related("area", "centre").get(pk=again)
    centre = person.centre.code
    officer = _user("counsellor" if centre == "PUR" else f"counsellor.{centre.lower()}")
    likely = likely_duplicates(identity_of(person), viewer=officer, but_not=person.pk, limit=50)
    if Person.objects.get(pk=first).centre_id != person.centre_id:
        return any(one.elsewhere for one in likely)
    return any(one.person is not None and str(one.person.pk) == first for one in likely)


def _matching() -> list[Row]:
    from django.utils import timezone

    from spean.jobs.models import Vacancy
    from spean.pathways.matching import suggest_for
    from spean.people.models import Person

    person = Person.objects.filter(is_invented=True).order_by("client_number").first()
    spent, queries = _timed(lambda: suggest_for(person=person, today=timezone.localdate()))
    vacancies = Vacancy.objects.count()
    return [
        ("One person against the vacancies", _ms(spent), f"{vacancies} of them, {queries} queries")
    ]


def _one_by_one() -> list[Row]:
    from django.db import transaction
    from django.utils import timezone

    from spean.pathways.registration import admit, admit_many

    officer, now, many = _user("counsellor"), timezone.now(), 60
    intakes = [
        one
        for one in _intakes(SEED + 2, many * 4)
        if one.centre_id == officer.postings.get().centre_id
    ][:many]
    spent = []
    for act in (
        lambda: [admit(actor=officer, intake=one, now=now) for one in intakes],
        lambda: admit_many(actor=officer, intakes=intakes, now=now),
    ):
        with transaction.atomic():
            spent.append(_once(act) / len(intakes))
            transaction.set_rollback(True)
    return [
        ("Registration, one after the other", f"{spent[0]:.1f} ms", "a person"),
        ("… sixty at once", f"{spent[1]:.1f} ms", f"a person, {spent[0] / spent[1]:.1f} × faster"),
    ]


def _pages_made() -> list[Row]:
    run("build-assets")
    return times()


def _pages() -> list[Row]:
    return weigh(ROOT)


def _timed(act: Callable[[], Any]) -> tuple[list[float], int]:
    """Return the times (ms) of several runs, the median first, and the number of queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        act()
    spent = [_once(act) for _ in range(RUNS)]
    return [statistics.median(spent), *spent], len(asked)


def _once(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _ms(spent: list[float]) -> str:
    return f"{statistics.median(spent):.1f} ms"


def _p99(spent: list[float]) -> float:
    return sorted(spent)[int(len(spent) * 0.99)]


def _user(name: str) -> Any:
    from spean.accounts.models import User

    return User.objects.get(username=name)


def _intakes(seed: int, many: int) -> list[Any]:
    from spean.console.management.commands.demo import world_of
    from spean.console.population.returnee import draw_person
    from spean.console.population.staff import make_centres

    world = world_of(make_centres())
    return [draw_person(world, seed, number) for number in range(many)]


def _table(rows: list[Row]) -> str:
    head = (
        f"# Speed and size\n\nMeasured by `make bench` on {datetime.now(UTC):%d %B %Y}, "
        f"{PEOPLE:,} invented people (seed {SEED}), medians of {RUNS} runs.\n\n{_machine()}\n\n"
        "Nothing here is promised or asserted: another machine gives other figures.\n"
        "`make bench` makes a register of 100,000; `FAST=1 make bench` one of 5,000.\n\n"
        "| What | Measured | |\n|---|---|---|\n"
    )
    return head + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _machine() -> str:
    import sqlite3

    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    return (
        f"Machine: {names[0] if names else platform.processor() or platform.machine()}, "
        f"{os.cpu_count()} cores{load}; {platform.system()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version} (write-ahead log, every commit on the disk)."
    )


if __name__ == "__main__":
    main()
