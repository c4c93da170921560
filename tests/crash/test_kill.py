"""A server that is killed at any moment, under twenty who send, loses nothing it receipted.

The server is the one that `spean serve` starts. Its process is killed without a word, starts
again, and is killed again; who sends goes on until each answer has its receipt, as telephones do.
"""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from spean.console.serving import web_command
from tests.api.test_openrosa import basic
from tests.crash.site import environment, run
from tests.factories.forms import answer, registration

KILLS = int(os.environ.get("SPEAN_KILLS", "300"))
SENDERS = 20
PATIENCE = 540
BOUNDARY = "spean-kill"


@dataclass
class Field:
    """What all who send know together: what each got a receipt for, and whether to end."""

    port: int
    key: str
    version: object
    receipted: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[int, bytes]] = field(default_factory=list)
    turn: threading.Lock = field(default_factory=threading.Lock)
    is_over: threading.Event = field(default_factory=threading.Event)


@pytest.mark.long
def test_what_was_receipted_is_there_once_whenever_the_server_was_killed(tmp_path):
    told, killed, found = _killed(tmp_path / "site", KILLS)

    assert killed == KILLS
    assert not told.refused
    assert found["wrong"] == ""
    kept = Counter(found["kept"])
    assert not set(told.receipted) - set(kept), "lost"
    assert set(kept.values()) == {1}
    assert found["people"] == len(kept)


@pytest.mark.long
def test_a_build_that_answers_before_the_commit_is_caught(tmp_path):
    told, _killed_times, found = _killed(tmp_path / "site", 30, CRASH_CONTROL="early")

    assert set(told.receipted) - set(found["kept"])


def _killed(home: Path, kills: int, **control: str) -> tuple[Field, int, dict[str, Any]]:
    """Return what the senders were told, how often the server was killed, and what is kept."""
    made = json.loads(run(home, "tests.crash.site"))
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(512)
        server = _serve(door, home, **control)
        try:
            key = basic(made["name"], made["secret"])
            told = Field(door.getsockname()[1], key, _Version(made["form_id"]))
            killed = _kill_while_sending(server, told, kills)
        finally:
            server.kill()
            server.wait()
    return told, killed, _looked_at(home)


@dataclass
class _Version:
    """What `answer` needs to know of a version that another process made."""

    form_id: str
    version: str = "1"

    @property
    def questionnaire(self) -> "_Version":
        return self


def _serve(door: socket.socket, home: Path, **control: str) -> "subprocess.Popen[bytes]":
    # The same command, but all is loaded once: a killed process is there again in no time.
    command = [one.replace("spean.config.wsgi", "tests.crash.warm") for one in web_command(door)]
    return subprocess.Popen(
        [*command, "--preload"],
        pass_fds=[door.fileno()],
        env=environment(home, SPEAN_ONE_WRITER="1", SPEAN_LOG_LEVEL="CRITICAL", **control),
        stderr=subprocess.DEVNULL,
    )


def _kill_while_sending(server: "subprocess.Popen[bytes]", told: Field, kills: int) -> int:
    """Return how often the server was killed."""
    threads = [threading.Thread(target=_send, args=(told, n), daemon=True) for n in range(SENDERS)]
    for one in threads:
        one.start()
    chance, killed, ends = random.Random(20261123), 0, time.monotonic() + PATIENCE
    while killed < kills and time.monotonic() < ends:
        before = sum(told.receipted.values())
        time.sleep(chance.uniform(0.05, 0.6))
        assert server.poll() is None, "the server itself ended"
        for process in _children(server.pid) if _goes_on(server, told, before) else ():
            os.kill(process, signal.SIGKILL)
            killed += 1
    told.is_over.set()
    for one in threads:
        one.join(timeout=60)
    return killed


def _goes_on(server: "subprocess.Popen[bytes]", told: Field, before: int) -> bool:
    """Wait until something more was receipted: a server that is down cannot be killed."""
    ends = time.monotonic() + 30
    while sum(told.receipted.values()) == before:
        if time.monotonic() > ends or server.poll() is not None:
            return False
        time.sleep(0.01)
    return True


def _children(parent: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _send(told: Field, sender: int) -> None:
    """Send one answer after the other, each until it is receipted; then some once more."""
    number = 0
    while not told.is_over.is_set():
        number += 1
        id = f"uuid:{uuid.uuid4()}"
        said = registration(given_name_km=f"សុភា{chr(0x1780 + sender)}{number}")
        document = answer(told.version, said, id=id)
        status = 0
        while status != 201:
            status = _post(told, document)
            if status == 0:
                time.sleep(0.02)
            if told.is_over.is_set() and status != 201:
                return
        with told.turn:
            told.receipted[id] += 1


def _post(told: Field, document: bytes) -> int:
    """Return the status, 0 where there was no answer; 503 asks to send again."""
    body = (
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
        'name="xml_submission_file"; filename="a.xml"\r\nContent-Type: text/xml\r\n\r\n'
    ).encode() + document
    body += f"\r\n--{BOUNDARY}--\r\n".encode()
    headers = {
        "Authorization": told.key,
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "X-OpenRosa-Version": "1.0",
    }
    wire = http.client.HTTPConnection("127.0.0.1", told.port, timeout=30)
    try:
        wire.request("POST", "/openrosa/submission", body=body, headers=headers)
        answered = wire.getresponse()
        text = answered.read()
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        wire.close()
    if answered.status not in {201, 503}:
        told.refused.append((answered.status, text))
        told.is_over.set()
    return answered.status


def _looked_at(home: Path) -> dict[str, Any]:
    process = subprocess.run(
        [sys.executable, "-m", "tests.crash.checking"],
        env=environment(home),
        input="look\n",
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=120,
    )
    found: dict[str, Any] = json.loads(process.stdout)
    return found
