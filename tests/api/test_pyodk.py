"""pyodk as it was published, against a site that runs; and the same questions without it.

pyodk 1.3 asks for a pydantic older than the one this site runs on, so it cannot stand in the
environment of the tests. `SPEAN_PYODK` names a Python that has it:

    python3 -m venv /tmp/pyodk && /tmp/pyodk/bin/pip install pyodk
    SPEAN_PYODK=/tmp/pyodk/bin/python pytest tests/api/test_pyodk.py
"""

import http.client
import json
import os
import subprocess
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from tests.api.reader import password_of
from tests.factories.forms import answer, in_use, kept

SCRIPT = Path(__file__).with_name("pyodk_questions.py")


@pytest.fixture
def site(live_server, transactional_db, manager, pursat, volunteer):
    """A site that runs, with three answers; the password and the form that are asked for."""
    version = in_use(pursat)
    for number in range(3):
        children = [{"born_on": "2020-01-02"}] * number
        kept(version, pursat, volunteer, {"note": str(number), "children": children})
    return live_server, password_of(manager), version


@pytest.mark.django_db(transaction=True)
def test_pyodk_reads_forms_answers_and_tables_unchanged(site):
    python = os.environ.get("SPEAN_PYODK")
    if not python:
        pytest.skip("SPEAN_PYODK names no Python that has pyodk")
    server, secret, version = site
    form_id = version.questionnaire.form_id

    asked = [python, str(SCRIPT), server.url, "manager", secret, form_id]
    told = json.loads(subprocess.run(asked, capture_output=True, check=True, text=True).stdout)

    assert told["projects"] == told["again"] == [1]
    assert (told["forms"], told["form"], told["xml"]) == ([form_id], "1", version.xform)
    assert told["answers"] == 3
    assert told["answer"] == told["listed"]
    assert told["raw"].encode() == answer(
        version, {"note": "2", "children": [{"born_on": "2020-01-02"}] * 2}, id=told["listed"]
    )
    assert told["table"]["@odata.count"] == 3
    assert [one["note"] for one in told["table"]["value"]] == ["2", "1"]
    assert len(told["turns"]["value"]) == 3
    assert [len(one["children"]) for one in told["whole"]["value"]] == [2, 1, 0]
    assert len(told["chosen"]["value"]) == 3


class Caller:
    """Says what pyodk says, byte for byte in path and heads, through Python's own client."""

    def __init__(self, server):
        self._line = http.client.HTTPConnection(server.thread.host, server.thread.port)
        self._heads = {"User-Agent": "pyodk v1.3.0", "Accept-Encoding": "identity"}

    def sign_in(self, name, secret):
        body = json.dumps({"email": name, "password": secret})
        said = self.ask("POST", "sessions", body=body, heads={"Content-Type": "application/json"})
        self._heads["Authorization"] = f"Bearer {said['token']}"

    def ask(self, method, path, body=None, heads=(), **asked):
        query = f"?{urlencode({f'${name}': value for name, value in asked.items()})}"
        where = f"/v1/{quote(path, safe='/*()')}{query if asked else ''}"
        self._line.request(method, where, body, {**self._heads, **dict(heads)})
        answered = self._line.getresponse()
        content = answered.read()
        assert answered.status == 200, content
        return content if path.endswith(".xml") else json.loads(content)

    def close(self):
        self._line.close()


@pytest.mark.django_db(transaction=True)
def test_what_pyodk_asks_is_answered_as_it_expects(site):
    server, secret, version = site
    form = f"projects/1/forms/{version.questionnaire.form_id}"
    caller = Caller(server)

    caller.sign_in("manager", secret)
    told = {
        "user": caller.ask("GET", "users/current"),
        "projects": caller.ask("GET", "projects"),
        "forms": caller.ask("GET", "projects/1/forms"),
        "form": caller.ask("GET", form),
        "answers": caller.ask("GET", f"{form}/submissions"),
        "table": caller.ask("GET", f"{form}.svc/Submissions", count=True, top=2),
        "turns": caller.ask("GET", f"{form}.svc/Submissions.children"),
        "whole": caller.ask("GET", f"{form}.svc/Submissions", expand="*", wkt=True),
    }
    one = told["answers"][0]["instanceId"]
    told["answer"] = caller.ask("GET", f"{form}/submissions/{one}")
    xml = caller.ask("GET", f"{form}.xml")
    caller.close()

    # What pyodk's models of a project, a form and a submission cannot do without.
    assert {"id", "name", "createdAt"} <= set(told["projects"][0])
    assert {
        "projectId", "xmlFormId", "version", "hash", "state", "createdAt", "name", "enketoId",
        "keyId", "updatedAt", "publishedAt",
    } <= set(told["form"])  # fmt: skip
    assert told["forms"] == [told["form"]]
    assert isinstance(told["answer"]["submitterId"], int)
    assert told["answer"] == told["answers"][0]
    assert xml.decode() == version.xform
    assert told["table"]["@odata.count"] == len(told["answers"]) == 3
    assert [one["note"] for one in told["table"]["value"]] == ["2", "1"]
    assert len(told["turns"]["value"]) == 3
    assert [len(one["children"]) for one in told["whole"]["value"]] == [2, 1, 0]
