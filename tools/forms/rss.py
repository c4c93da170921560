"""F11 and F12: how well somebody has settled in again (RSS), in full and by telephone."""

from tools.forms.parts import about_somebody, day
from tools.forms.rss_items import DIMENSIONS, SHORT
from tools.forms.sheet import Codes, Form, said

from spean.casework import choices as c

# Baseline within 30 days, then month 6 and 12, 18 where it is paid for; and at the closing of a
# case (domain notes 3.1 and F12).
MOMENT = Codes(
    "moment",
    {
        "baseline": ("ដំបូង (ក្នុង ៣០ ថ្ងៃ)", "At the start (within 30 days)"),
        "month_6": ("៦ ខែក្រោយ", "After 6 months"),
        "month_12": ("១២ ខែក្រោយ", "After 12 months"),
        "month_18": ("១៨ ខែក្រោយ", "After 18 months"),
        "closing": ("ពេលបិទករណី", "When the case is closed"),
        "other": ("ពេលផ្សេង", "At another time"),
    },
)
_ADULT = "${is_under_18} = 'no' or ${guardian_agrees} = 'yes'"
WILLING = f"${{agrees}} = 'yes' and ({_ADULT})"


def full() -> Form:
    """Return the whole survey, thirty items."""
    form = about_somebody(
        "spean_rss", "ការវាស់ស្ទង់សមាហរណកម្ម (RSS)", "Sustainability of reintegration (RSS)"
    )
    _begin(form, ("in_person", "home_visit", "phone", "telegram"), "in_person")
    _ask(form, {one.name for items in DIMENSIONS.values() for one in items})
    return form


def short() -> Form:
    """Return the nine items that are asked by telephone."""
    form = about_somebody(
        "spean_rss_short",
        "ការវាស់ស្ទង់សមាហរណកម្មខ្លី (RSS តាមទូរស័ព្ទ)",
        "Sustainability of reintegration, short (RSS by telephone)",
    )
    _begin(form, ("phone", "telegram", "in_person", "home_visit"), "phone")
    _ask(form, SHORT)
    return form


def _begin(form: Form, modes: tuple[str, ...], usual: str) -> None:
    """Ask when and how, and whether she agrees; a guardian agrees too for somebody under 18."""
    with form.group("beginning", "មុនចាប់ផ្តើម", "Before you begin"):
        form.ask(
            "note",
            "beginning_text",
            "សូមសួរនៅកន្លែងដែលគ្មានអ្នកដទៃឮ។ អ្នកឆ្លើយអាចបដិសេធសំណួរណាក៏បាន ហើយអាចឈប់នៅពេលណាក៏បាន។ ចម្លើយមិនធ្វើឱ្យបាត់ជំនួយឡើយ។",
            "Ask where nobody else hears. Any question may be refused, and she may stop at any time. "
            "No answer ever costs her help.",
        )
        day(form, "asked_on", "ថ្ងៃសួរ", "Day of asking", needed=True)
        form.choose(MOMENT, "moment", "តើសួរនៅពេលណា?", "Which time is it?", needed=True)
        form.choose(c.ContactMode, "mode", "តាមរបៀបណា?", "How?", default=usual, only=modes)
        form.yes_no("is_alone", "តើនិយាយបានដោយគ្មានអ្នកដទៃឮទេ?", "Can she talk without being heard?")
        form.yes_no("agrees", "តើយល់ព្រមឆ្លើយទេ?", "Does she agree to answer?", needed=True)
        yes = "${agrees} = 'yes'"
        form.yes_no(
            "is_under_18", "តើមានអាយុក្រោម ១៨ ឆ្នាំទេ?", "Is she under 18?", needed=True, relevant=yes
        )
        form.yes_no(
            "guardian_agrees",
            "តើឪពុកម្តាយ ឬអាណាព្យាបាលយល់ព្រមទេ?",
            "Does the parent or guardian agree too?",
            needed=True,
            relevant=f"{yes} and ${{is_under_18}} = 'yes'",
        )


def _ask(form: Form, wanted: set[str]) -> None:
    for dimension, items in DIMENSIONS.items():
        km, en = said(c.Dimension(dimension).label)
        with form.group(dimension, km, en, relevant=WILLING):
            for one in items:
                if one.name in wanted:
                    form.choose(one.codes, one.name, one.km, one.en, **one.more)
    with form.group("ending", "បញ្ចប់", "At the end", relevant=WILLING):
        form.ask(
            "note",
            "ending_text",
            "សូមអរគុណ។ បើគាត់កំពុងពិបាកចិត្តខ្លាំង សូមកុំទុកគាត់ឱ្យនៅម្នាក់ឯង៖ សូមនិយាយជាមួយប្រធានមជ្ឈមណ្ឌលនៅថ្ងៃនេះ។",
            "Thank you. If she is in distress, do not leave her alone with it: speak with the "
            "centre's manager today.",
        )
