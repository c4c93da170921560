"""May this user do this to this file? The table is `directory.perms`; here are its fine points."""

from spean.accounts.models import User
from spean.directory.perms import Scope, can, scope_of
from spean.people.models import Person


def may_edit(viewer: User, person: Person) -> bool:
    """Tell whether the viewer may change this file; sealed and merged files change nowhere."""
    if person.is_sealed or person.merged_into_id is not None:
        return False
    if can(viewer, "people.edit", person):
        return True
    # A volunteer keeps the files she registered herself, until somebody else is responsible.
    is_hers = person.registered_by_id == viewer.pk and person.assigned_to_id is None
    return is_hers and scope_of(viewer, "people.edit", person.centre_id) == Scope.ASSIGNED


def may_open_sensitive(viewer: User, person: Person) -> bool:
    """Tell whether the viewer is the assigned officer or the manager of the centre."""
    return not person.is_sealed and can(viewer, "people.sensitive", person)
