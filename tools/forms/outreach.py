"""F13: one outreach activity, who was reached, and who wishes to be called back."""

from tools.forms.parts import (
    begun,
    count,
    day,
    money,
    place,
    record_number,
    services,
)
from tools.forms.sheet import Codes, Form

from spean.people import choices as c

# Domain notes 2.4, F13.
KIND = Codes(
    "outreach_kind",
    {
        "village_meeting": ("ប្រជុំភូមិ", "Village meeting"),
        "house_visits": ("ចុះតាមផ្ទះ", "Visits from house to house"),
        "market": ("នៅផ្សារ", "At a market"),
        "school": ("នៅសាលារៀន", "At a school"),
        "pagoda": ("នៅវត្ត", "At a pagoda"),
        "loudspeaker": ("ឧបករណ៍បំពងសំឡេង", "Loudspeaker"),
        "job_fair_desk": ("តុព័ត៌មាននៅពិព័រណ៍ការងារ", "Desk at a job fair"),
        "radio": ("វិទ្យុ", "Radio"),
        "facebook_live": ("ផ្សាយផ្ទាល់លើ Facebook", "Facebook Live"),
        "tiktok": ("វីដេអូលើ TikTok", "TikTok"),
    },
)
# Who said yes to a name being written down; nobody under 18 says it alone.
LEAD_BASIS = Codes(
    "lead_basis",
    {
        "self": ("បាទ/ចាស (អាយុ ១៨ ឆ្នាំឡើង)", "Yes (18 or older)"),
        "guardian": (
            "ឪពុកម្តាយ ឬអាណាព្យាបាលយល់ព្រម (អាយុក្រោម ១៨ ឆ្នាំ)",
            "The parent or guardian agrees (under 18)",
        ),
        "no": ("ទេ", "No"),
    },
)
_ON_AIR = " or ".join(f"${{kind}} = '{one}'" for one in ("radio", "facebook_live", "tiktok"))
_IN_PLACE = f"${{kind}} != '' and not({_ON_AIR})"
# Who hears a loudspeaker or a broadcast cannot be counted: nobody is asked to guess.
_COUNTED = f"{_IN_PLACE} and ${{kind}} != 'loudspeaker'"
_MAY = "${may_keep} = 'self' or ${may_keep} = 'guardian'"


def outreach() -> Form:
    """Return the log of one activity; its counts are contacts, not people (notes 2.3, 2.7)."""
    form = begun("spean_outreach", "សកម្មភាពចុះមូលដ្ឋាន", "Outreach activity")
    _what(form)
    with form.group("where", "កន្លែង", "Where", relevant=_IN_PLACE):
        place(form)
        form.ask("text", "site", "ភូមិ ឬទីកន្លែង", "Village or site")
    _reached(form)
    _leads(form)
    return form


def _what(form: Form) -> None:
    """Ask what was done; the day and the kind are needed, or nothing can be counted from it."""
    topics = services(
        "outreach_topic",
        *(f"INF{number}" for number in range(1, 8)),
        *("EMP3", "EMP6", "SKL2", "SKL4", "ENT1"),
    )
    with form.group("activity", "សកម្មភាព", "The activity"):
        day(form, "held_on", "ថ្ងៃធ្វើ", "Day", needed=True)
        form.choose(KIND, "kind", "ធ្វើតាមរបៀបណា?", "What kind?", needed=True)
        form.choose(topics, "topics", "និយាយអំពីអ្វី?", "What was it about?", many=1)
        form.ask("text", "partner", "ធ្វើជាមួយអង្គភាពណា?", "Together with which organisation?")


def _reached(form: Form) -> None:
    """Ask for counts: women and men always, youth (15 to 24) and disability as a part of them."""
    of_them = ". >= 0 and . <= ${n_women} + ${n_men}"
    too_many = ("មិនអាចច្រើនជាងស្ត្រី និងបុរសបូកគ្នាទេ។", "Not more than women and men together.")
    part = {"relevant": _COUNTED, "constraint": of_them, "message": too_many}
    with form.group("reached", "អ្នកដែលបានជួប", "Who was reached"):
        for name, km, en in (("n_women", "ចំនួនស្ត្រី", "Women"), ("n_men", "ចំនួនបុរស", "Men")):
            count(form, name, km, en, most=5000, needed=True, relevant=_COUNTED)
        form.ask(
            "integer", "n_youth", "ក្នុងនោះ យុវជនអាយុ ១៥ ដល់ ២៤ ឆ្នាំ", "Of them, from 15 to 24", **part
        )
        form.ask(
            "integer",
            "n_disability",
            "ក្នុងនោះ ជនមានពិការភាព",
            "Of them, people with a disability",
            **part,
        )
        form.ask("text", "materials", "បានចែកអ្វី?", "What was handed out?")
        count(
            form,
            "n_materials",
            "ចែកចំនួនប៉ុន្មាន?",
            "How many of it?",
            most=100000,
            relevant="${materials} != ''",
        )
        form.ask(
            "text",
            "questions_asked",
            "គេសួរអ្វីខ្លះ?",
            "What did people ask?",
            hint=("កុំសរសេរឈ្មោះនរណា។", "Write no names."),
            appearance="multiline",
        )
        money(form, "cost_khr", "ចំណាយ", "Cost")


def _leads(form: Form) -> None:
    """Ask who wishes to be called back; without a yes no name is asked, and none is kept.

    Nothing of it is needed: a telephone shows the first lead before there is one. A lead that
    becomes no record is kept for 90 days (domain notes 6.3).
    """
    with form.repeat("leads", "អ្នកដែលចង់ឱ្យទាក់ទងវិញ", "Somebody who wishes to be called back"):
        form.choose(
            LEAD_BASIS,
            "may_keep",
            "តើអនុញ្ញាតឱ្យយើងរក្សាឈ្មោះ និងលេខទូរស័ព្ទ ៩០ ថ្ងៃទេ?",
            "May we keep the name and the number for 90 days?",
        )
        record_number(form, "lead_no", relevant=_MAY)
        form.ask("text", "name", "ឈ្មោះ", "Name", relevant=f"({_MAY}) and ${{lead_no}} = ''")
        form.ask("text", "phone", "លេខទូរស័ព្ទ", "Telephone", relevant=_MAY, appearance="numbers")
        has_phone = "${phone} != ''"
        form.choose(
            c.SafeToCall,
            "safe_to_call",
            "តើទូរស័ព្ទទៅមានសុវត្ថិភាពទេ?",
            "Is it safe to call?",
            relevant=has_phone,
        )
        form.choose(c.Need, "needs", "ត្រូវការអ្វី?", "What is needed?", many=1, relevant=_MAY)
