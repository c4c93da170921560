"""What courses put on a person's page: those she is in, and the open ones with one tap to apply."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spean.accounts.models import User
from spean.desk.cards import Card, Moment
from spean.desk.courses.forms import ApplyForm
from spean.directory.perms import can
from spean.people.models import Person
from spean.skills.selectors.courses import enrolments_of, open_courses

SHOWN = 4


def card_for(viewer: User, person: Person) -> Card | None:
    """Return a person's courses and the open ones, if the viewer may enrol her."""
    if not can(viewer, "courses.enrol", person):
        return None
    hers = list(enrolments_of(viewer, person)[:SHOWN])
    taken = [one.course_id for one in enrolments_of(viewer, person)]
    found = open_courses(timezone.localdate()).exclude(pk__in=taken)[:SHOWN]
    offers = [(one, ApplyForm(course=one, auto_id=f"c{one.pk}_%s")) for one in found]
    return Card("desk/courses/_card.html", {"person": person, "hers": hers, "offers": offers})


def moments_for(viewer: User, person: Person) -> list[Moment]:
    """Return the courses that somebody applied for, for her history."""
    if not can(viewer, "courses.enrol", person):
        return []
    return [
        Moment(
            one.applied_on,
            _("Applied for the course %(course)s") % {"course": one.course.label},
            url=reverse("desk:course", args=[one.course_id]),
            at=one.created_at,
        )
        for one in enrolments_of(viewer, person)
    ]
