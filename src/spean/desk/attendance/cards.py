"""What courses put on a person's page: where she stands, her days, her stipend, the next day."""

from django.utils import timezone

from spean.accounts.models import User
from spean.desk.attendance.words import share_text, squares_of
from spean.desk.cards import Card
from spean.directory.perms import can
from spean.people.models import Person
from spean.skills.selectors.attendance import standings, terms_on, trainings_of
from spean.skills.selectors.stipends import stipends_of

SHOWN = 4


def card_for(viewer: User, person: Person) -> Card | None:
    """Return her courses, if the viewer may see courses and there is one."""
    if not can(viewer, "courses.view", person):
        return None
    found = list(trainings_of(person)[:SHOWN])
    if not found:
        return None
    today = timezone.localdate()
    unpaid: dict[object, int] = {}
    for row in stipends_of(found, today):
        if row.may_be_paid:
            unpaid[row.enrolment.pk] = unpaid.get(row.enrolment.pk, 0) + row.due.due_khr
    rows = [
        {
            "one": one,
            "share": share_text(one.share),
            "squares": squares_of(one.marks),
            "unpaid": unpaid.get(one.enrolment.pk, 0),
            "is_before": one.enrolment.course.starts_on > today,
            "is_now": one.enrolment.course.starts_on <= today <= one.enrolment.course.ends_on,
            "may_open": can(viewer, "courses.attend", one.enrolment.course),
        }
        for one in standings(found, terms_on(today))
    ]
    return Card("desk/attendance/_card.html", {"person": person, "rows": rows})
