"""Registers people in the site of SPEAN_HOME, and writes a receipt for each after the commit.

`python -m tests.crash.sending BATCHES`. CRASH_CONTROL breaks it on purpose: "unsynced" commits
without waiting for the disk, "early" writes the receipts before the commit.
"""

import os
import sys
import uuid
from pathlib import Path

from tests.crash.site import begin

PER_BATCH = 3


def main(batches: int) -> None:
    """Register, receipt, and go on."""
    begin()
    from django.db import connection
    from django.utils import timezone

    from spean.accounts.models import User
    from spean.pathways.receiving import receive
    from spean.surveys.contracts import Arrival
    from spean.surveys.models import QuestionnaireVersion
    from tests.factories.forms import answer, registration

    control = os.environ.get("CRASH_CONTROL", "")
    user, version = User.objects.get(username="crash"), QuestionnaireVersion.objects.get()
    if control == "unsynced":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=NORMAL")
    with (Path(os.environ["SPEAN_HOME"]) / "receipts").open("a", buffering=1) as receipts:
        for number in range(batches):
            ids = [f"uuid:{uuid.uuid4()}" for _one in range(PER_BATCH)]
            sent = [
                answer(version, registration(given_name_km=f"សុភា{number}{chr(0x1780 + at)}"), id=id)
                for at, id in enumerate(ids)
            ]
            if control == "early":
                receipts.write(f"{' '.join(ids)}\n")
            receive(arrivals=[Arrival(actor=user, xml=one) for one in sent], now=timezone.now())
            if control != "early":
                receipts.write(f"{' '.join(ids)}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
