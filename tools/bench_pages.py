"""Time the desk's pages as the server makes them: the view, its queries, its template."""

import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

Row = tuple[str, str, str]
RUNS = 5


def times() -> list[Row]:
    """Return the median time of each page, for the viewer who reads most."""
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    rows: list[Row] = []
    for name in ("manager", "counsellor"):
        client = Client()
        client.force_login(_user(name))
        for what, path in _pages(name):
            rows.append(_timed(f"{what} ({name})", partial(client.get, path)))
        rows += _searches(client, name) if name == "counsellor" else []
    return rows


def _pages(name: str) -> list[tuple[str, str]]:
    from django.urls import reverse

    person = _somebody().pk
    pages = [
        ("Page: today", reverse("desk:today")),
        ("Page: all who wait for help", reverse("desk:today_section", args=["quiet"])),
        ("Page: the register", reverse("desk:people")),
        ("Page: the register, page 40", reverse("desk:people") + "?page=40"),
        ("Page: a person's file", reverse("desk:person", args=[person])),
        ("Page: a person's matches", reverse("desk:matches", args=[person])),
        ("Page: jobs", reverse("desk:jobs")),
    ]
    if name != "manager":
        return pages
    codes = ("returnees_registered", "people_counselled", "services_given", "people_placed")
    return [
        *pages,
        ("Page: possible duplicates", reverse("desk:duplicates")),
        ("Page: results", reverse("desk:results")),
        *((f"Page: results, {code}", reverse("desk:indicator", args=[code])) for code in codes),
    ]


def _searches(client: Any, name: str) -> list[Row]:
    from django.urls import reverse

    some, path = _somebody(), reverse("desk:people")
    sought = {
        "Khmer name": f"{some.family_name_km} {some.given_name_km}",
        "Latin name": f"{some.family_name_lat} {some.given_name_lat}",
        "telephone": _telephone(),
        "record number": some.client_number,
    }
    rows = []
    for what, text in sought.items():
        client.post(path, {"q": text})
        rows.append(_timed(f"Page: search by {what} ({name})", partial(client.get, path)))
    client.post(path, {"q": ""})
    return rows


def _timed(what: str, act: Callable[[], Any]) -> Row:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        response = act()
    # Now, for the next request forgets them.
    queries = len(asked)
    if response.status_code != 200:
        raise SystemExit(f"{what} answered {response.status_code}")
    spent = []
    for _ in range(RUNS):
        began = time.perf_counter()
        act()
        spent.append((time.perf_counter() - began) * 1000)
    return what, f"{statistics.median(spent):.0f} ms", f"{queries} queries"


def _user(name: str) -> Any:
    from spean.accounts.models import User

    return User.objects.get(username=name)


def _somebody() -> Any:
    from spean.people.models import Person

    return Person.objects.filter(centre__code="PUR").order_by("client_number")[20]


def _telephone() -> str:
    from spean.people.models import ContactPoint

    contacts = ContactPoint.objects.filter(person__centre__code="PUR", is_current=True)
    return str(contacts.order_by("person__client_number").values_list("number", flat=True)[0])
