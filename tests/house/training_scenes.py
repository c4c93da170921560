"""What is sealed of somebody's training, and how a viewer opens it (`test_classes.py`)."""

import uuid
from datetime import UTC, date, datetime

from spean.accounts.choices import Role
from spean.skills.services.stipends import Paid, open_receipt, pay_stipend
from spean.skills.services.tracing import Came, keep_trace, open_trace
from tests.factories.serving import staff
from tests.factories.training import AFTER, FIRST, LAST, course_at, learner, marked

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"IEND\xaeB`\x82"


def receipt(officer, centre):
    manager, course = staff(Role.CENTRE_MANAGER, centre), course_at(centre)
    who = learner(officer, course)
    marked(manager, course, FIRST, {who: "present"})
    values = {"amount_khr": 100, "paid_on": date(2026, 11, 1), "how": "cash"}
    paid = Paid(month=date(2026, 10, 1), proof="picture", picture=PNG, **values)
    row = pay_stipend(actor=manager, enrolment_id=who.pk, id=uuid.uuid4(), paid=paid, now=AFTER)
    return who.person, lambda viewer: open_receipt(viewer=viewer, payment=row)


def trace(officer, centre):
    who = learner(officer, course_at(centre), state="completed", ended_on=LAST)
    came = Came(state="answered", work="employed", hours=48)
    now = datetime(2027, 2, 1, tzinfo=UTC)
    values = {"enrolment_id": who.pk, "moment": "month_3", "came": came, "now": now}
    row = keep_trace(actor=staff(Role.CENTRE_MANAGER, centre), **values)
    return who.person, lambda viewer: open_trace(viewer=viewer, trace=row)
