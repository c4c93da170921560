"""Words of this room: what is counted, and how."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Unit(TextChoices):
    """People and service events are counted apart, always; behind a vacancy stands nobody."""

    PEOPLE = "people", _("people")
    EVENTS = "events", _("services")
    VACANCIES = "vacancies", _("vacancies")


class ResultLevel(TextChoices):
    OUTPUT = "output", _("Output")
    OUTCOME = "outcome", _("Outcome")
    IMPACT = "impact", _("Impact")
