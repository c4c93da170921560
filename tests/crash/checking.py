"""Looks at the site of SPEAN_HOME each time it is asked, in a process of its own.

For each line on standard input it says, as a line of JSON: the answers that are kept, the sentence
of what is wrong ("" where nothing is), and how many people there are. With CRASH_PER_BATCH so many
answers belong together.
"""

import json
import os
import sys

from tests.crash.site import begin


def main() -> None:
    """Answer until nobody asks any more."""
    begin()
    from django.db import DatabaseError, connection

    for _asked in sys.stdin:
        try:
            said = _look()
        except DatabaseError as problem:
            said = {"kept": [], "wrong": f"cannot be opened: {problem}", "people": 0}
        finally:
            connection.close()
        sys.stdout.write(f"{json.dumps(said)}\n")
        sys.stdout.flush()


def _look() -> dict[str, object]:
    from django.db import connection

    from spean.accounts.selectors import verify_chain
    from spean.people.models import Consent, Person
    from spean.surveys.models import Submission

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        found = cursor.fetchone()[0]
    kept = list(Submission.objects.values_list("instance_id", "state"))
    people = Person.objects.count()
    wrong = ""
    if found != "ok":
        wrong = found
    elif {state for _id, state in kept} - {"applied"} or not (
        len(kept) == people == Consent.objects.count()
    ):
        wrong = "an answer is kept without its effects, or they without it"
    elif len(kept) % int(os.environ.get("CRASH_PER_BATCH", "1")):
        wrong = "half a batch is kept"
    elif not verify_chain().is_whole:
        wrong = "the trail is broken"
    return {"kept": [id for id, _state in kept], "wrong": wrong, "people": people}


if __name__ == "__main__":
    main()
