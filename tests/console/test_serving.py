"""The site as it is really started: one command, two processes, one clean end."""

import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from spean.console.serving import NoFreePort, listening

NAME = "spean.sqlite3"
SPEAN = [sys.executable, "-m", "spean.config.cli"]


def surroundings_of(folder):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("SPEAN_", "DJANGO_"))}
    clean.pop("DATABASE_URL", None)
    return {**clean, "SPEAN_HOME": str(folder), "SPEAN_MODE": "demo"}


@pytest.fixture(scope="module")
def migrated(tmp_path_factory, django_db_setup, django_db_blocker):
    """The surroundings of a site on a copy of this run's database, made a minute ago."""
    home = tmp_path_factory.mktemp("home")
    surroundings = surroundings_of(home)
    if connection.vendor == "sqlite":
        made, copy = (sqlite3.connect(p) for p in (connection.settings_dict["NAME"], home / NAME))
        with closing(made), closing(copy):
            made.backup(copy)
        yield surroundings
        return
    making = connection.creation
    with django_db_blocker.unblock():
        connection.close()
        making.clone_test_db(suffix="served", verbosity=0)
        name = making.get_test_db_clone_settings("served")["NAME"]
    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    yield {**surroundings, "DATABASE_URL": address}
    with django_db_blocker.unblock():
        making.destroy_test_db(suffix="served", verbosity=0)


def run(surroundings, *arguments):
    return subprocess.run(
        [*SPEAN, *arguments], env=surroundings, capture_output=True, text=True, timeout=120
    )


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answer(port):
    # A page of the desk needs no built files to send a stranger to the sign-in page.
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        line.request("GET", "/desk/")
        response = line.getresponse()
        return response.status, response.headers["Location"]
    finally:
        line.close()


def wait_for(port, process):
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return answer(port)
        except OSError:
            time.sleep(0.3)
    process.kill()
    raise AssertionError(process.communicate(timeout=10))


def children(pid):
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def is_alive(pid):
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_a_taken_port_is_said_so():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        with pytest.raises(NoFreePort, match=str(taken.getsockname()[1])):
            listening("127.0.0.1", taken.getsockname()[1])


def test_an_unmigrated_site_is_refused_with_two(tmp_path):
    done = run(surroundings_of(tmp_path), "serve", "--port", str(free_port()))

    assert done.returncode == 2
    assert "spean migrate" in done.stderr


@pytest.mark.parametrize(
    "stop", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.long)]
)
def test_the_site_opens_answers_and_ends_without_leaving_anything(migrated, stop):
    port = free_port()
    process = subprocess.Popen(
        [*SPEAN, "serve", "--port", str(port)],
        env=migrated,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert wait_for(port, process) == (302, "/account/login/?next=/desk/")
        both = children(process.pid)
        assert len(both) == 2
        second = run(migrated, "serve", "--port", str(port))
        assert (second.returncode, str(port) in second.stderr) == (2, True)
        process.send_signal(stop)
        said, _errors = process.communicate(timeout=60)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
        process.stdout.close()
        process.stderr.close()

    assert process.returncode == 0
    assert f"http://localhost:{port}/" in said
    assert not [pid for pid in both if is_alive(pid)]
