"""The site that is measured: made, served, looked at. Each act of the site in a process of its own.

python -m tools.bench_ingest.site make     in SPEAN_HOME: tables, places, forms, a password
python -m tools.bench_ingest.site count    what the register holds, as JSON
python -m tools.bench_ingest.site many N   copy answers until there are N to take out
python -m tools.bench_ingest.site csv      take them out; time and memory, as JSON
"""

import json
import os
import resource
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

from tools.bench_ingest import people

ROOT = Path(__file__).resolve().parents[2]


def environment(home: Path, database: str = "") -> dict[str, str]:
    """Return the environment of a process that works on the site."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SPEAN_")}
    kept.pop("DATABASE_URL", None)
    more = {"DATABASE_URL": database} if database else {}
    named = {"SPEAN_MODE": "demo", "SPEAN_HOME": str(home), "SPEAN_LOG_LEVEL": "ERROR"}
    return {**kept, **named, "PYTHONPATH": str(ROOT), **more}


def ask(env: dict[str, str], *arguments: str) -> Any:
    """Run one of the acts above and return what it says."""
    command = [sys.executable, "-m", "tools.bench_ingest.site", *arguments]
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def make() -> dict[str, str]:
    """Make the site, with 400 people in it already."""
    from django.core.management import call_command
    from django.utils import timezone
    from tests.factories.forms import in_use
    from tests.factories.serving import AreaFactory

    from spean.accounts.choices import TokenScope
    from spean.accounts.models import User
    from spean.accounts.services import issue_token
    from spean.surveys.choices import Effect

    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0, stdout=sys.stderr)
    call_command("demo", people=400, verbosity=0, stdout=sys.stderr)
    user = User.objects.get(username="counsellor")
    centre = user.postings.get().centre
    for code in people.COMMUNES:
        AreaFactory(code=code)
    for form_id, effect in ((people.FORM_ID, Effect.REGISTRATION), (people.VISIT_ID, Effect.NONE)):
        names = [f"more{at}" for at in range(people.QUESTIONS - people.ASKED)]
        asked = [
            {"name": one, "path": f"rest/{one}", "type": "text", "repeats": []} for one in names
        ]
        in_use(
            centre,
            version=people.VERSION,
            questionnaire__form_id=form_id,
            questionnaire__effect=effect,
            questions=asked if effect == Effect.REGISTRATION else [],
        )
    _token, secret = issue_token(
        actor=user, user=user, name="bench", scope=TokenScope.FILL, now=timezone.now()
    )
    return {"name": user.username, "secret": secret}


def count() -> dict[str, int]:
    """Return how many answers there are, how many took effect, and how many people."""
    from spean.casework.models import Case
    from spean.people.models import Consent, Person
    from spean.surveys.models import Submission

    of_form = Submission.objects.filter(version__questionnaire__form_id=people.FORM_ID)
    of_visit = Submission.objects.filter(version__questionnaire__form_id=people.VISIT_ID)
    return {
        "answers": of_form.count(),
        "applied": of_form.filter(state="applied").count(),
        "visits": of_visit.count(),
        "people": Person.objects.count(),
        "consents": Consent.objects.count(),
        "cases": Case.objects.count(),
    }


def many(wanted: int) -> dict[str, int]:
    """Copy answers, sealed anew, until there are so many."""
    from spean.surveys.models import Submission
    from spean.surveys.selectors import answer_as_sent
    from spean.surveys.services.aside import sealed_answer

    of_form = Submission.objects.filter(version__questionnaire__form_id=people.FORM_ID)
    some = [(one, answer_as_sent(one)) for one in of_form[:500]]
    missing = wanted - of_form.count()
    while missing > 0:
        rows = []
        for one, content in some[:missing]:
            one.pk = one.id = uuid.uuid4()
            one.instance_id, one.device_seq = f"uuid:{one.pk}", None
            one.xml = sealed_answer(one.pk, content)
            rows.append(one)
        Submission.objects.bulk_create(rows)
        missing -= len(rows)
    return {"answers": of_form.count()}


def csv() -> dict[str, float]:
    """Take all answers out as CSV, to nowhere; seconds, megabytes written, megabytes of memory."""
    from spean.accounts.models import User
    from spean.surveys.models import Questionnaire
    from spean.surveys.services import take_out

    asked = Questionnaire.objects.get(form_id=people.FORM_ID)
    began, written = time.perf_counter(), 0
    made = take_out(actor=User.objects.get(username="manager"), questionnaire=asked, kind="csv")
    for chunk in made.chunks:
        written += len(chunk)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"seconds": time.perf_counter() - began, "mb": written / 1e6, "peak": peak}


def main(act: str, *arguments: str) -> None:
    """Do one act."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "spean.config.settings"
    import django

    django.setup()
    acts = {"make": make, "count": count, "many": lambda: many(int(arguments[0])), "csv": csv}
    sys.stdout.write(f"{json.dumps(acts[act]())}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
