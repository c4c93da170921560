"""Whom the viewer may put forward, and what she may read of others."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from spean.directory.perms import can
from spean.jobs.models import JobReferral
from spean.jobs.selectors import referrals_visible_to
from spean.people.models import Person
from spean.people.selectors import people_visible_to


def person_for(request: HttpRequest, person_id: UUID, action: str = "jobs.refer") -> Person:
    """Return a person for whom the viewer may do this.

    :raises Http404: if there is none for her
    """
    visible = people_visible_to(request.user).select_related("area", "centre")
    person = get_object_or_404(visible, pk=person_id)
    if not can(request.user, action, person):
        raise Http404
    return person


def referral_for(request: HttpRequest, referral_id: UUID, action: str = "jobs.view") -> JobReferral:
    """Return a referral for which the viewer may do this.

    :raises Http404: if there is none for her
    """
    return get_object_or_404(referrals_visible_to(request.user, action), pk=referral_id)
