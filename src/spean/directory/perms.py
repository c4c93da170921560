"""The one policy: which role may do what, and how far. Every view and every selector asks here.

A view names its action with `@requires("people.view")`; the gate (`config.middleware.Gate`) refuses
a view without one. A selector asks `centres_where(viewer, action)` and filters; whatever is not in
the table is refused.
"""

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Any, TypeVar
from uuid import UUID

from django.utils import timezone

from spean.accounts.choices import Role as R
from spean.accounts.models import User
from spean.directory.models import Posting


class Scope(IntEnum):
    """How far a permission reaches; a wider one includes the narrower."""

    NONE = 0
    ASSIGNED = 1
    CENTRE = 2
    ALL = 3


# Not actions of a role: open to anybody, or to anybody who signed in.
PUBLIC = "public"
SIGNED_IN = "signed-in"

_FRONT = (R.COUNSELLOR, R.LEGAL_OFFICER, R.CENTRE_MANAGER)
_STAFF = (*_FRONT, R.JOB_OFFICER, R.TVET_FACILITATOR)


def _rows(scope: Scope, *roles: R) -> dict[R, Scope]:
    return dict.fromkeys(roles, scope)


POLICY: Mapping[str, Mapping[R, Scope]] = {
    "desk.open": {
        **_rows(Scope.CENTRE, *_STAFF, R.VOLUNTEER, R.RPL_ASSESSOR),
        **_rows(Scope.ALL, R.MINISTRY_ME, R.MINISTRY_REGISTRAR, R.ILO_ME, R.DONOR_VIEWER),
        **_rows(Scope.ALL, R.AUDITOR, R.ADMINISTRATOR),
    },
    "people.view": {
        **_rows(Scope.CENTRE, *_STAFF),
        **_rows(Scope.ASSIGNED, R.VOLUNTEER, R.RPL_ASSESSOR),
    },
    "people.register": _rows(Scope.CENTRE, *_FRONT, R.VOLUNTEER, R.JOB_OFFICER),
    "people.edit": {
        **_rows(Scope.CENTRE, *_FRONT, R.JOB_OFFICER),
        **_rows(Scope.ASSIGNED, R.VOLUNTEER),
    },
    # Class 3 (data-protection 6.2): the assigned officer and the supervisor alone.
    "people.sensitive": {
        **_rows(Scope.ASSIGNED, R.COUNSELLOR, R.LEGAL_OFFICER),
        **_rows(Scope.CENTRE, R.CENTRE_MANAGER),
    },
    "people.assign": _rows(Scope.CENTRE, R.CENTRE_MANAGER),
    # Who leads the centre closes the access of who leaves it, at once.
    "staff.let_go": _rows(Scope.CENTRE, R.CENTRE_MANAGER),
    # Anybody of the staff writes one down; the manager looks into what is not about her, and
    # somebody outside every centre into the rest (casework.selectors.grievances).
    "grievance.write": _rows(Scope.CENTRE, *_STAFF, R.VOLUNTEER),
    "grievance.handle": {
        **_rows(Scope.CENTRE, R.CENTRE_MANAGER),
        **_rows(Scope.ALL, R.MINISTRY_REGISTRAR, R.AUDITOR),
    },
    "people.merge": _rows(Scope.CENTRE, R.CENTRE_MANAGER),
    "people.compare_centres": {
        **_rows(Scope.CENTRE, R.CENTRE_MANAGER),
        **_rows(Scope.ALL, R.MINISTRY_REGISTRAR),
    },
    "casework.view": _rows(Scope.CENTRE, *_FRONT),
    "casework.edit": _rows(Scope.CENTRE, *_FRONT),
    "casework.note": {
        **_rows(Scope.CENTRE, *_STAFF),
        **_rows(Scope.ASSIGNED, R.VOLUNTEER),
    },
    # Who sits at the door gives out numbers; names stand only with who may see the person.
    "casework.queue": _rows(Scope.CENTRE, *_STAFF, R.VOLUNTEER),
    "jobs.view": _rows(Scope.CENTRE, *_STAFF),
    "jobs.vacancies": _rows(Scope.CENTRE, *_FRONT, R.JOB_OFFICER),
    "jobs.refer": _rows(Scope.CENTRE, *_FRONT, R.JOB_OFFICER),
    "skills.view": {
        **_rows(Scope.CENTRE, *_STAFF),
        **_rows(Scope.ASSIGNED, R.RPL_ASSESSOR),
    },
    # A volunteer writes down a job abroad, and its tasks become skills by the person's own word.
    "skills.edit": {
        **_rows(Scope.CENTRE, *_FRONT, R.JOB_OFFICER, R.TVET_FACILITATOR),
        **_rows(Scope.ASSIGNED, R.VOLUNTEER),
    },
    # A course takes people of every centre; who runs it chooses among those who applied.
    "courses.view": {
        **_rows(Scope.CENTRE, *_STAFF, R.VOLUNTEER),
        **_rows(Scope.ALL, R.MINISTRY_ME, R.ILO_ME),
    },
    "courses.edit": _rows(Scope.CENTRE, R.TVET_FACILITATOR, R.CENTRE_MANAGER),
    "courses.enrol": _rows(Scope.CENTRE, *_STAFF),
    "courses.attend": _rows(Scope.CENTRE, R.TVET_FACILITATOR, R.CENTRE_MANAGER, R.VOLUNTEER),
    # Recognition: who accompanies is never who assesses, and nobody assesses alone.
    "rpl.view": {
        **_rows(Scope.CENTRE, *_STAFF),
        **_rows(Scope.ASSIGNED, R.RPL_ASSESSOR),
    },
    "rpl.edit": _rows(Scope.CENTRE, R.TVET_FACILITATOR, R.COUNSELLOR, R.CENTRE_MANAGER),
    # The pictures, films and papers themselves: who collects them, and who assesses by them.
    "rpl.proof": {
        **_rows(Scope.CENTRE, R.TVET_FACILITATOR, R.COUNSELLOR, R.CENTRE_MANAGER),
        **_rows(Scope.ASSIGNED, R.RPL_ASSESSOR),
    },
    "rpl.assess": _rows(Scope.ASSIGNED, R.RPL_ASSESSOR),
    "standards.view": {
        **_rows(Scope.CENTRE, *_STAFF, R.RPL_ASSESSOR),
        **_rows(Scope.ALL, R.MINISTRY_ME, R.MINISTRY_REGISTRAR, R.ILO_ME, R.ADMINISTRATOR),
    },
    "standards.edit": _rows(Scope.ALL, R.MINISTRY_REGISTRAR, R.ADMINISTRATOR),
    # A certificate is the act of two: one proposes it, another one seals it.
    "certificates.view": {
        **_rows(Scope.CENTRE, *_STAFF),
        **_rows(Scope.ALL, R.MINISTRY_REGISTRAR),
    },
    "certificates.propose": _rows(Scope.CENTRE, R.TVET_FACILITATOR, R.CENTRE_MANAGER),
    "certificates.seal": {
        **_rows(Scope.CENTRE, R.CENTRE_MANAGER),
        **_rows(Scope.ALL, R.MINISTRY_REGISTRAR),
    },
    "keys.manage": _rows(Scope.ALL, R.ADMINISTRATOR),
    "enterprise.view": _rows(Scope.CENTRE, *_STAFF),
    "enterprise.edit": _rows(Scope.CENTRE, *_FRONT, R.TVET_FACILITATOR),
    "surveys.import": _rows(Scope.CENTRE, *_FRONT),
    "surveys.design": {
        **_rows(Scope.CENTRE, R.CENTRE_MANAGER),
        **_rows(Scope.ALL, R.ADMINISTRATOR),
    },
    "surveys.fill": _rows(Scope.CENTRE, *_STAFF, R.VOLUNTEER),
    # Answers hold what people told: a volunteer reads her own alone.
    "surveys.answers": {
        **_rows(Scope.CENTRE, *_FRONT),
        **_rows(Scope.ASSIGNED, R.JOB_OFFICER, R.TVET_FACILITATOR, R.VOLUNTEER),
    },
    "surveys.settle": _rows(Scope.CENTRE, R.CENTRE_MANAGER),
    # All answers at once, as files and to programs: who leads the centre answers for them.
    "surveys.export": _rows(Scope.CENTRE, R.CENTRE_MANAGER),
    "outreach.view": _rows(Scope.CENTRE, *_FRONT),
    "results.view": {
        **_rows(Scope.CENTRE, *_STAFF),
        **_rows(Scope.ALL, R.MINISTRY_ME, R.ILO_ME, R.DONOR_VIEWER),
    },
    "directory.view": {
        **_rows(Scope.CENTRE, *_STAFF, R.VOLUNTEER, R.RPL_ASSESSOR),
        # Who opens a centre looks up the place where it stands.
        **_rows(Scope.ALL, R.ADMINISTRATOR),
    },
    "directory.edit": _rows(Scope.ALL, R.ADMINISTRATOR),
    # Who refers people knows first that a number has changed: services are every centre's.
    "services.edit": _rows(Scope.CENTRE, *_FRONT),
    # What the law says is no secret; who may write it down is a lawyer's work, and takes two.
    "rules.view": {
        **_rows(Scope.ALL, *_STAFF, R.VOLUNTEER, R.RPL_ASSESSOR),
        **_rows(Scope.ALL, R.MINISTRY_ME, R.MINISTRY_REGISTRAR, R.ILO_ME, R.AUDITOR),
        **_rows(Scope.ALL, R.ADMINISTRATOR),
    },
    "rules.draft": _rows(Scope.ALL, R.LEGAL_OFFICER, R.ADMINISTRATOR),
    "rules.publish": _rows(Scope.ALL, R.LEGAL_OFFICER, R.ADMINISTRATOR),
    "accounts.manage": _rows(Scope.ALL, R.ADMINISTRATOR),
    "accounts.audit": _rows(Scope.ALL, R.AUDITOR, R.ADMINISTRATOR),
}

_View = TypeVar("_View", bound=Callable[..., Any])


def requires(action: str) -> Callable[[_View], _View]:
    """Declare the action a view needs; `PUBLIC` and `SIGNED_IN` are the two exceptions.

    :raises KeyError: if the action is not in the policy, when the module is loaded
    """
    if action not in {PUBLIC, SIGNED_IN}:
        POLICY[action]

    def mark(view: _View) -> _View:
        view.spean_policy = action  # type: ignore[attr-defined]
        return view

    return mark


def postings_of(viewer: User) -> list[Posting]:
    """Return the viewer's postings in force today, read once for each request's user object."""
    known: list[Posting] | None = getattr(viewer, "_postings_today", None)
    if known is None:
        today = timezone.localdate()
        known = [
            posting
            for posting in Posting.objects.filter(user_id=viewer.pk).select_related("centre")
            if posting.starts_on <= today and (posting.ends_on is None or posting.ends_on >= today)
        ]
        viewer._postings_today = known  # type: ignore[attr-defined]
    return known


def scope_of(viewer: User, action: str, centre_id: UUID | None = None) -> Scope:
    """Return how far the viewer may take an action: at one centre, or at her widest."""
    if not viewer.is_authenticated or not viewer.is_active:
        return Scope.NONE
    rows = POLICY[action]
    widest = rows.get(R.ADMINISTRATOR, Scope.NONE) if viewer.is_administrator else Scope.NONE
    for posting in postings_of(viewer):
        scope = rows.get(R(posting.role), Scope.NONE)
        if scope < Scope.ALL and centre_id is not None and posting.centre_id != centre_id:
            continue
        widest = max(widest, scope)
    return widest


def centres_where(viewer: User, action: str) -> set[UUID]:
    """Return the centres at which the viewer may do this to every record of the centre."""
    rows = POLICY[action]
    return {
        posting.centre_id
        for posting in postings_of(viewer)
        if posting.centre_id and rows.get(R(posting.role), Scope.NONE) >= Scope.CENTRE
    }


def centres_where_assigned(viewer: User, action: str) -> set[UUID]:
    """Return the centres at which the viewer may do this to records assigned to her alone."""
    rows = POLICY[action]
    return {
        posting.centre_id
        for posting in postings_of(viewer)
        if posting.centre_id and rows.get(R(posting.role), Scope.NONE) == Scope.ASSIGNED
    }


def can(viewer: User, action: str, obj: Any = None) -> bool:
    """Tell whether the viewer may do this, to this record if one is given.

    A record is anything with `centre_id`, and `assigned_to_id` where it can be assigned.
    """
    if obj is None:
        return scope_of(viewer, action) > Scope.NONE
    scope = scope_of(viewer, action, obj.centre_id)
    if scope >= Scope.CENTRE:
        return True
    return scope == Scope.ASSIGNED and getattr(obj, "assigned_to_id", None) == viewer.pk
