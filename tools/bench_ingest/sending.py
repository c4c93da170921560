"""Those who send, in a process of their own: `python -m tools.bench_ingest.sending`.

What to do stands as JSON on standard input; what came of it goes to standard output as JSON.
"""

import base64
import http.client
import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tools.bench_ingest import people

_EDGE = "spean-bench"


def main() -> None:
    """Send what is asked."""
    asked = json.load(sys.stdin)
    secret = f"{asked['name']}:{asked['secret']}".encode()
    asked["key"] = "Basic " + base64.b64encode(secret).decode()
    said = {"posts": posts, "storm": storm}[asked["act"]](asked)
    sys.stdout.write(f"{json.dumps(said)}\n")


def posts(asked: dict[str, Any]) -> dict[str, Any]:
    """Post `count` registrations, one after the other by each of `clients`."""
    bodies = [_body(people.registration(asked["seed"], at)) for at in range(asked["count"])]
    took, statuses, turn = [], Counter[int](), threading.Lock()
    numbers: Iterator[int] = iter(range(len(bodies)))

    def work() -> None:
        wire = http.client.HTTPConnection("127.0.0.1", asked["port"], timeout=120)
        while True:
            with turn:
                at = next(numbers, None)
            if at is None:
                return
            began = time.perf_counter()
            status = _post(wire, asked, bodies[at])
            spent = time.perf_counter() - began
            with turn:
                took.append(spent)
                statuses[status] += 1

    seconds = _together(work, asked["clients"])
    took.sort()
    return {
        "rate": len(took) / seconds,
        "p50": took[len(took) // 2] * 1e3,
        "p95": took[int(len(took) * 0.95)] * 1e3,
        "p99": took[int(len(took) * 0.99)] * 1e3,
        "statuses": dict(statuses),
    }


def storm(asked: dict[str, Any]) -> dict[str, Any]:
    """Post each of `count` registrations `times` times at once, by so many connections."""
    bodies = [_body(people.registration(asked["seed"], at)) for at in range(asked["count"])]
    statuses, turn = Counter[int](), threading.Lock()
    gate = threading.Barrier(asked["times"])

    def work() -> None:
        wire = http.client.HTTPConnection("127.0.0.1", asked["port"], timeout=120)
        for body in bodies:
            gate.wait()
            status = _post(wire, asked, body)
            with turn:
                statuses[status] += 1

    seconds = _together(work, asked["times"])
    return {"rate": sum(statuses.values()) / seconds, "statuses": dict(statuses)}


def _together(work: Any, many: int) -> float:
    threads = [threading.Thread(target=work) for _one in range(many)]
    began = time.perf_counter()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return time.perf_counter() - began


def _body(document: bytes) -> bytes:
    head = (
        f'--{_EDGE}\r\nContent-Disposition: form-data; name="xml_submission_file"; '
        'filename="a.xml"\r\nContent-Type: text/xml\r\n\r\n'
    )
    return head.encode() + document + f"\r\n--{_EDGE}--\r\n".encode()


def _post(wire: http.client.HTTPConnection, asked: dict[str, Any], body: bytes) -> int:
    headers = {
        "Authorization": asked["key"],
        "Content-Type": f"multipart/form-data; boundary={_EDGE}",
        "X-OpenRosa-Version": "1.0",
    }
    wire.request("POST", "/openrosa/submission", body=body, headers=headers)
    answered = wire.getresponse()
    answered.read()
    return answered.status


if __name__ == "__main__":
    main()
