"""A power cut at any moment loses nothing that was receipted, and leaves nothing half done.

The real pathway runs under a recorder of what it asks of the disk. Then its files are made again
as a cut at one of those moments may leave them, opened, and held against the receipts.
"""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.crash.disk import MODES, Disk, acts_of
from tests.crash.sending import PER_BATCH
from tests.crash.site import environment, run

pytestmark = [pytest.mark.long, pytest.mark.skipif(not shutil.which("cc"), reason="no C compiler")]
HERE = Path(__file__).parent
BATCHES = 12
STATES = int(os.environ.get("SPEAN_CUTS", "1500"))
CONTROLS = 200
DATABASE = "spean.sqlite3"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A site as it is before anything is recorded, and the recorder."""
    home = tmp_path_factory.mktemp("site")
    run(home, "tests.crash.site")
    with sqlite3.connect(home / DATABASE) as base:
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()
    recorder = home.parent / "recorder.so"
    compiler = ["cc", "-shared", "-fPIC", "-O2", "-o", str(recorder), str(HERE / "recorder.c")]
    subprocess.run([*compiler, "-ldl", "-lpthread"], check=True)
    return home, recorder


@pytest.mark.parametrize("seed", [20261123])
def test_no_power_cut_loses_what_was_receipted_or_leaves_half_of_it(made, tmp_path, seed):
    lost, broken = _cut(made, tmp_path, seed, STATES)

    assert not lost
    assert not broken


@pytest.mark.parametrize("control", ["unsynced", "early"])
def test_a_build_that_does_not_wait_for_the_disk_is_caught(made, tmp_path, control):
    lost, _broken = _cut(made, tmp_path, 7, CONTROLS, CRASH_CONTROL=control)

    # With "early" a cut has to fall between a receipt and its commit.
    assert len(lost) > (CONTROLS * 0.3 if control == "unsynced" else 0)


def _cut(made, tmp_path: Path, seed: int, states: int, **control: str):
    home, recorder = made
    folder = tmp_path / "recorded"
    shutil.copytree(home, folder)
    record = tmp_path / "record"
    run(
        folder,
        "tests.crash.sending",
        str(BATCHES),
        LD_PRELOAD=str(recorder),
        CRASH_DIR=str(folder),
        CRASH_LOG=str(record),
        **control,
    )
    acts = list(acts_of(record))
    chance = random.Random(seed)
    moments = sorted(chance.choices(range(len(acts)), k=states))
    disk = Disk({DATABASE: bytearray((home / DATABASE).read_bytes())})
    receipts = b""
    lost, broken, at = [], [], 0
    with looking_at(tmp_path / "left", home) as look:
        for moment in moments:
            for act in acts[at : moment + 1]:
                if act.name == "receipts":
                    receipts += act.content
                elif act.name.startswith(DATABASE):
                    disk.ask(act)
            at = moment + 1
            mode = chance.choice(MODES)
            said = look(disk.after_a_cut(mode, chance))
            if set(receipts.decode().split()) - set(said["kept"]):
                lost.append((moment, mode))
            if said["wrong"]:
                broken.append((moment, mode, said["wrong"]))
    return lost, broken


@contextmanager
def looking_at(folder: Path, home: Path) -> Iterator[Callable[[dict[str, bytes]], dict[str, Any]]]:
    """Yield what opens the files of a cut, in a process that lives as long as all the cuts."""
    shutil.copytree(home, folder)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.crash.checking"],
        env=environment(folder, CRASH_PER_BATCH=str(PER_BATCH)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def look(files: dict[str, bytes]) -> dict[str, Any]:
        for old in folder.glob(f"{DATABASE}*"):
            old.unlink()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        print("look", file=process.stdin, flush=True)
        said: dict[str, Any] = json.loads(process.stdout.readline())
        return said

    with process:
        yield look
        process.stdin.close()
