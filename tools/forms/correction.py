"""Who somebody is, corrected on the way: the field page shows what stands there."""

from tools.forms.parts import about_somebody, place
from tools.forms.registration import names, standing
from tools.forms.sheet import Form

from spean.people import choices as c


def correction() -> Form:
    """Return the questionnaire.

    The questions bear the names of `people.selectors.CORRECTED` and `commune`; the field page
    writes what it knows into them, and into `person_seen` what it wrote.
    """
    form = about_somebody("spean_correction", "កែព័ត៌មានផ្ទាល់ខ្លួន", "Correction")
    form.ask("hidden", "person_seen")
    with form.group("who", "បុគ្គល", "The person"):
        form.ask(
            "note",
            "only_wrong",
            "សូមកែតែអ្វីដែលខុស។ ចម្លើយទទេ ទុកអ្វីដែលបានកត់ត្រានៅដដែល។",
            "Please change only what is wrong. An empty answer leaves what is written down as it is.",
        )
        names(form)
        form.choose(c.Sex, "sex", "ភេទ", "Sex")
        standing(form)
    with form.group("where", "កន្លែងរស់នៅ", "Where she lives"):
        place(form, needed=False)
    return form
