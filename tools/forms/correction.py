"""Who somebody is, corrected on the way: the field page shows what stands there."""

from tools.forms.parts import about_somebody, place
from tools.forms.registration import names, standing, telephones
from tools.forms.sheet import Codes, Form

from spean.people import choices as c

# What is no longer true and has nothing in its place yet: `surveys.services.correcting.CLEARABLE`.
EMPTIED = Codes(
    "emptied",
    {
        "nickname": ("ឈ្មោះហៅក្រៅ", "Nickname"),
        "family_name_lat": ("នាមត្រកូលជាអក្សរឡាតាំង", "Family name in Latin letters"),
        "given_name_lat": ("នាមខ្លួនជាអក្សរឡាតាំង", "Given name in Latin letters"),
        "marital_status": ("ស្ថានភាពគ្រួសារ", "Marital status"),
        "education": ("កម្រិតវប្បធម៌", "Schooling"),
    },
)


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
        form.choose(
            EMPTIED,
            "emptied",
            "តើអ្វីខុស ហើយមិនទាន់ដឹងចម្លើយត្រឹមត្រូវ?",
            "What is wrong, and the right answer is not known yet?",
            many=True,
            hint=(
                "អ្វីដែលធីក នឹងត្រូវលុបចោលពីព័ត៌មានផ្ទាល់ខ្លួន។",
                "What is ticked is taken out of the file.",
            ),
        )
    with form.group("where", "កន្លែងរស់នៅ", "Where she lives"):
        place(form, needed=False)
    telephones(form, "លេខទូរស័ព្ទថ្មី", "New telephone number")
    return form
