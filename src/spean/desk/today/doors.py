"""What somebody without a caseload may do: one card for each place."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from spean.accounts.models import User
from spean.directory.perms import can


@dataclass(frozen=True, slots=True)
class Door:
    """A way into a place: its drawing, its name, one sentence, its address."""

    drawing: str
    title: str
    hint: str
    url: str


def doors_for(viewer: User) -> list[Door]:
    """Return the places this viewer may open, the likeliest first."""
    offered = (
        ("people.register", _register),
        ("people.view", _people),
        ("people.compare_centres", _duplicates),
        ("jobs.view", _jobs),
        ("jobs.refer", _visits),
        ("courses.view", _skills),
        ("rpl.assess", _assessments),
        ("rpl.edit", _recognitions),
        ("results.view", _results),
        ("accounts.manage", _settings),
        ("accounts.audit", _audit),
    )
    doors = [make() for action, make in offered if can(viewer, action)]
    return list({door.url: door for door in doors}.values())


def _register() -> Door:
    hint = _("Write down who came back and what they need.")
    return Door("person-plus", _("Register someone"), hint, reverse("desk:register"))


def _people() -> Door:
    return Door("people", _("People"), _("The people you work with."), reverse("desk:people"))


def _duplicates() -> Door:
    hint = _("Compare records that may be one person.")
    return Door("person-vcard", _("Possible duplicates"), hint, reverse("desk:duplicates"))


def _jobs() -> Door:
    return Door("briefcase", _("Jobs"), _("Vacancies and introductions."), reverse("desk:jobs"))


def _visits() -> Door:
    hint = _("NSSF, wages and hours, asked at the place of work.")
    return Door("geo-alt", _("Employers to visit"), hint, reverse("desk:employer_visits"))


def _skills() -> Door:
    hint = _("Courses, recognition, certificates.")
    return Door("tools", _("Skills"), hint, reverse("desk:skills_home"))


def _assessments() -> Door:
    hint = _("Whom you assess today, and what you look over.")
    return Door("calendar-event", _("Assessments"), hint, reverse("desk:assessor_day"))


def _recognitions() -> Door:
    hint = _("Who applied, where each stands, what is next.")
    return Door("award", _("Recognition"), hint, reverse("desk:recognitions"))


def _results() -> Door:
    hint = _("What changed for people: figures without names.")
    return Door("bar-chart", _("Results"), hint, reverse("desk:results"))


def _settings() -> Door:
    hint = _("Centres, staff and lists.")
    return Door("gear", _("Settings"), hint, reverse("desk:settings"))


def _audit() -> Door:
    hint = _("The trail of who did what, and its seal.")
    return Door("shield-check", _("Settings and audit trail"), hint, reverse("desk:settings"))
