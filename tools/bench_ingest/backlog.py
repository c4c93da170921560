"""Many telephones that were away for long, in a process of their own on the site's own keys.

    python -m tools.bench_ingest.backlog PORT DEVICES RECORDS

Every telephone sends its sealed records in batches of 50; each tenth batch is sent by a telephone
that goes away before the answer and sends it again, each tenth is sent twice.
"""

import http.client
import json
import os
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tools.bench_ingest import people

AT_ONCE = 50
SENDERS = 8


def main(port: int, devices: int, records: int) -> None:
    """Make the telephones, fill them, and let them send."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "spean.config.settings"
    import django

    django.setup()
    from tests.api.telephone import Telephone

    from spean.accounts.models import User

    user = User.objects.get(username="counsellor")
    telephones = [Telephone(user) for _one in range(devices)]
    batches = []
    for at, one in enumerate(telephones):
        filled = [_record(one, at * records + number) for number in range(records)]
        batches += [
            json.dumps(one.batch(*filled[start : start + AT_ONCE])).encode()
            for start in range(0, records, AT_ONCE)
        ]
    random.Random(7).shuffle(batches)
    kept: set[str] = set()
    began = time.perf_counter()
    numbers = iter(range(len(batches)))
    threads = [
        threading.Thread(target=_work, args=(port, batches, numbers, kept))
        for _one in range(SENDERS)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    seconds = time.perf_counter() - began
    said = {"rate": devices * records / seconds, "seconds": seconds, "kept": len(kept)}
    said["faults"] = sum(_STATUSES[one] for one in _STATUSES if one not in {200, 429, 503})
    said["statuses"] = dict(_STATUSES)  # type: ignore[assignment]
    sys.stdout.write(f"{json.dumps(said)}\n")


_TURN = threading.Lock()
_STATUSES: Counter[int] = Counter()


def _work(port: int, batches: list[bytes], numbers: Iterator[int], kept: set[str]) -> None:
    session = _Session(port)
    while True:
        with _TURN:
            at = next(numbers, None)
        if at is None:
            return
        if at % 10 == 0:
            session.go_away(batches[at])
        for _time in range(2 if at % 10 == 5 else 1):
            said = session.send(batches[at])
        with _TURN:
            kept.update(one["id"] for one in said["receipts"] if one["state"] == "kept")


def _record(telephone: Any, number: int) -> dict[str, Any]:
    # One in ten registers somebody, the others are notes.
    made = people.registration if number % 10 == 0 else people.visit
    return telephone.finish(made(77, number), people.instance_id(77, number))


class _Session:
    """Whoever is signed in on a telephone."""

    def __init__(self, port: int) -> None:
        from django.conf import settings
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
        from django.contrib.sessions.backends.db import SessionStore

        from spean.accounts.models import User

        user = User.objects.get(username="counsellor")
        store = SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store.save()
        self.port = port
        self.headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={store.session_key}"}
        status, body = self._ask("GET", "/api/v1/field/start", b"")
        assert status == 200, (status, body[:300])
        token = json.loads(body)["csrf"]
        self.headers["X-CSRFToken"] = token
        self.headers["Cookie"] += f"; {settings.CSRF_COOKIE_NAME}={token}"

    def send(self, batch: bytes) -> dict[str, Any]:
        """Send a batch until it is answered."""
        while True:
            status, body = self._ask("POST", "/api/v1/sync", batch)
            with _TURN:
                _STATUSES[status] += 1
            if status == 200:
                return dict(json.loads(body))
            # As the telephone does; "wait" is a good answer, anything else is counted as a fault.
            time.sleep(0.2)

    def go_away(self, batch: bytes) -> None:
        """Send a batch and hang up before the answer."""
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {**self.headers, "Content-Type": "application/json"}
        wire.request("POST", "/api/v1/sync", body=batch, headers=headers)
        wire.close()

    def _ask(self, method: str, path: str, body: bytes) -> tuple[int, bytes]:
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        headers = {**self.headers, "Content-Type": "application/json"}
        wire.request(method, path, body=body or None, headers=headers)
        answered = wire.getresponse()
        said = answered.read()
        wire.close()
        return answered.status, said


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
