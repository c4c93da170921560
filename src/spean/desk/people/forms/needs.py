"""What the person needs now, and what helps or hinders her (F1 14 to 21)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import (
    ClientForm,
    DayField,
    NumberedField,
    OneOfField,
    SomeOfField,
    WholeField,
    YesNoField,
)
from spean.people import choices as c

LANGUAGES = (
    ("km", _("Khmer")),
    ("kuy", _("Kuy")),
    ("cham", _("Cham")),
    ("th", _("Thai")),
    ("vi", _("Vietnamese")),
    ("lo", _("Lao")),
    ("other", _("Another language")),
)


class NeedsForm(ClientForm):
    """What is needed most, at most three (F1 19), and the help to understand us (F1 21)."""

    main_needs = SomeOfField(
        label=_("What do you need most now?"),
        help_text=_("At most three."),
        choices=c.Need.choices,
        most=3,
    )
    language = OneOfField(label=_("Speaks with us in"), choices=LANGUAGES, look="list")
    help_needed = SomeOfField(
        label=_("Help needed to understand us"), choices=c.Help.choices, required=False
    )


class SchoolingForm(ClientForm):
    """School and languages (F1 14)."""

    mostly_optional = True

    education = OneOfField(
        label=_("Highest school"), choices=c.Education.choices, look="list", required=False
    )
    school_years = WholeField(label=_("Years at school"), most=25, required=False)
    can_read_khmer = YesNoField(label=_("Reads Khmer?"), required=False)
    can_write_khmer = YesNoField(label=_("Writes Khmer?"), required=False)
    can_read_thai = YesNoField(label=_("Reads Thai?"), required=False)
    speaks_thai = OneOfField(label=_("Speaks Thai?"), choices=c.SpeaksThai.choices, required=False)


class ProtectionForm(ClientForm):
    """IDPoor and NSSF (F1 17 and 18); the numbers of the cards stand with the documents."""

    mostly_optional = True

    id_poor = OneOfField(
        label=_("Equity card (IDPoor)"), choices=c.IdPoor.choices, look="list", required=False
    )
    nssf_scheme = forms.CharField(label=_("NSSF scheme"), max_length=60, required=False)
    nssf_last_contribution_on = DayField(label=_("Last contribution to NSSF"), required=False)


def _difficulty(label: Any) -> NumberedField:
    return NumberedField(label=label, choices=c.Difficulty.choices, look="list", required=False)


class SensitiveForm(ClientForm):
    """Class 3 of F1: the Washington Group questions (15), ethnicity (16), pregnancy."""

    mostly_optional = True

    see = _difficulty(_("Difficulty seeing, even with glasses?"))
    hear = _difficulty(_("Difficulty hearing, even with a hearing aid?"))
    walk = _difficulty(_("Difficulty walking or climbing steps?"))
    remember = _difficulty(_("Difficulty remembering or concentrating?"))
    self_care = _difficulty(_("Difficulty washing or dressing?"))
    communicate = _difficulty(_("Difficulty understanding or being understood?"))
    ethnicity = OneOfField(
        label=_("Ethnic group"),
        help_text=_("Only if the person wishes. It is never used to choose."),
        choices=c.Ethnicity.choices,
        look="list",
        required=False,
    )
    ethnicity_other = forms.CharField(label=_("Which other"), max_length=80, required=False)
    is_pregnant = OneOfField(label=_("Pregnant?"), choices=c.YesNoUnknown.choices, required=False)
