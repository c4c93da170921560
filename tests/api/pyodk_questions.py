"""What a monitoring officer asks with pyodk; run by a Python that has it, as it was published.

    python pyodk_questions.py ADDRESS NAME PASSWORD FORM_ID

Prints what it was told, as JSON. Nothing of pyodk is changed.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any


def told(address: str, name: str, password: str, form_id: str) -> dict[str, Any]:
    """Return what the site says to each of pyodk's questions."""
    from pyodk.client import Client

    folder = Path(tempfile.mkdtemp(prefix="pyodk-"))
    config, cache = folder / "config.toml", folder / "cache.toml"
    config.write_text(
        f'[central]\nbase_url = "{address}"\nusername = "{name}"\npassword = "{password}"\n'
        "default_project_id = 1\n"
    )
    with Client(config_path=config, cache_path=cache) as client:
        answers = client.submissions
        (listed,) = answers.list(form_id=form_id)[:1]
        found = {
            "projects": [one.id for one in client.projects.list()],
            "project": client.projects.get().name,
            "forms": [one.xmlFormId for one in client.forms.list()],
            "form": client.forms.get(form_id).version,
            "xml": client.forms.get_xml(form_id),
            "answers": len(answers.list(form_id=form_id)),
            "answer": answers.get(listed.instanceId, form_id=form_id).instanceId,
            "table": answers.get_table(form_id=form_id, count=True, top=2),
            "turns": answers.get_table(form_id=form_id, table_name="Submissions.children"),
            "whole": answers.get_table(form_id=form_id, expand="*", wkt=True),
            "chosen": answers.get_table(
                form_id=form_id, filter="__system/submissionDate ge 2020-01-01T00:00:00+07:00"
            ),
            "listed": listed.instanceId,
            "raw": client.get(
                f"projects/1/forms/{form_id}/submissions/{listed.instanceId}.xml"
            ).text,
        }
    # The second time it comes with the password that it wrote down.
    with Client(config_path=config, cache_path=cache) as client:
        found["again"] = [one.id for one in client.projects.list()]
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(told(*sys.argv[1:])))
