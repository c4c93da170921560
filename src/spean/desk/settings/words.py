"""What each action of the policy is called when somebody reads what she may do."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.directory.perms import POLICY, Scope, scope_of

ACTIONS: Mapping[str, str | Promise] = {
    "desk.open": _("Open the desk"),
    "people.view": _("See people's files"),
    "people.register": _("Register people"),
    "people.edit": _("Correct people's files"),
    "people.sensitive": _("Read what is sealed: papers, health, debt, threats"),
    "people.assign": _("Give a person to another officer"),
    "staff.let_go": _("Close the access of a colleague who leaves"),
    "grievance.write": _("Write complaints and praise down"),
    "grievance.handle": _("Look into complaints that are not about you"),
    "people.merge": _("Join two files of one person"),
    "people.compare_centres": _("Compare a file with another centre's"),
    "casework.queue": _("Give numbers and call who waits"),
    "casework.view": _("See plans and follow-ups"),
    "casework.edit": _("Write plans and follow-ups"),
    "casework.note": _("Write notes"),
    "jobs.view": _("See vacancies and introductions"),
    "jobs.vacancies": _("Write vacancies"),
    "jobs.refer": _("Introduce people to employers"),
    "skills.view": _("See skills"),
    "skills.edit": _("Write skills"),
    "courses.view": _("See courses"),
    "courses.edit": _("Plan courses and give seats"),
    "courses.enrol": _("Apply for a course with a person"),
    "courses.attend": _("Note who came to a course"),
    "rpl.view": _("See the recognition of skills"),
    "rpl.edit": _("Accompany the recognition of skills"),
    "rpl.proof": _("See and add proof of skills"),
    "rpl.assess": _("Assess skills"),
    "standards.view": _("See competency standards"),
    "standards.edit": _("Change competency standards"),
    "certificates.view": _("See certificates"),
    "certificates.propose": _("Propose certificates"),
    "certificates.seal": _("Seal certificates that somebody else proposed"),
    "keys.manage": _("Keep the keys of certificates"),
    "enterprise.view": _("See business plans"),
    "enterprise.edit": _("Write business plans"),
    "surveys.import": _("Import lists"),
    "surveys.design": _("Make questionnaires and put them to use"),
    "surveys.fill": _("Answer questionnaires on the way"),
    "surveys.answers": _("Read answers to questionnaires"),
    "surveys.export": _("Take answers out of the site"),
    "surveys.settle": _("Settle answers that need a person"),
    "outreach.view": _("See messages"),
    "results.view": _("See results"),
    "directory.view": _("See centres and services"),
    "directory.edit": _("Change centres and services"),
    "services.edit": _("Keep the list of services"),
    "rules.view": _("Read the rules of law and benefits"),
    "rules.draft": _("Draft rules and try them on the register"),
    "rules.publish": _("Publish a rule that somebody else drafted"),
    "accounts.manage": _("Make users and give them roles"),
    "accounts.audit": _("Read the audit trail"),
}
REACH: Mapping[Scope, str | Promise] = {
    Scope.ASSIGNED: _("only people given to you"),
    Scope.CENTRE: _("your centre"),
    Scope.ALL: _("the whole country"),
}


@dataclass(frozen=True, slots=True)
class Right:
    """One thing a viewer may do, and how far."""

    words: str | Promise
    reach: str | Promise


def rights_of(viewer: User) -> list[Right]:
    """Return what the viewer may do today, in the order of the policy."""
    found = ((action, scope_of(viewer, action)) for action in POLICY)
    return [
        Right(ACTIONS.get(action, action), REACH[scope])
        for action, scope in found
        if scope > Scope.NONE
    ]
