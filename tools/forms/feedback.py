"""F19: feedback and grievances about the programme itself, without a name unless it is wished.

It does not ask who is speaking, whom the record is about, or the minute at which it was said: what
would tell who complained is not written down (domain notes 2.4, F19: anonymous allowed). Of sexual
harassment no story is asked; somebody trained listens to it, where the person wishes that. Who the
matter is about is asked as a role, so that it can go to somebody else.
"""

from tools.forms.parts import CONTENT, OTHER, day, services
from tools.forms.sheet import Codes, Form, said

from spean.accounts.choices import Role
from spean.people.choices import SafeToCall

# Who reads it changed after the first version of the programme's questionnaires.
_VERSION = "2026.2"
# Domain notes 2.4, F19: categories and issue types that are in use elsewhere.
CATEGORY = Codes(
    "category",
    {
        "positive": ("មតិល្អ", "Something was good"),
        "negative": ("មតិមិនល្អ", "Something was not good"),
        "complaint": ("បណ្តឹងតវ៉ា", "A complaint"),
        "sensitive": ("បណ្តឹងតវ៉ារសើប", "A sensitive complaint"),
        "referral": ("ចង់បានសេវាផ្សេង", "Another service is needed"),
    },
)
ISSUE = Codes(
    "issue",
    {
        "service": ("សេវាយឺត ឬមិនបានទទួល", "Service late or not given"),
        "staff_conduct": ("ឥរិយាបថបុគ្គលិក", "How staff behaved"),
        "discrimination": ("ការរើសអើង", "Treated worse than others"),
        "bribery": ("ទារលុយ ឬសំណូក", "Money or a favour was asked for"),
        "fraud": ("ការបោកប្រាស់", "Fraud"),
        "conflict_of_interest": ("ផលប្រយោជន៍ផ្ទាល់ខ្លួន ឬបក្សពួក", "Own interest, or friends first"),
        "data_breach": ("ព័ត៌មានផ្ទាល់ខ្លួនបានលេចធ្លាយ", "Private things were told to others"),
        "harassment": ("ការយាយី ឬគំរាម", "Harassment or threats"),
        "sexual_harassment": ("ការយាយីផ្លូវភេទ", "Sexual harassment"),
        **OTHER,
    },
)
CHANNEL = Codes(
    "channel",
    {
        "self": ("បំពេញដោយខ្លួនឯង", "Filled in by the person"),
        "in_person": ("និយាយផ្ទាល់", "Said in person"),
        "phone": ("តាមទូរស័ព្ទ", "By telephone"),
        "box": ("ក្នុងប្រអប់សំបុត្រ", "In the letter box"),
        "message": ("តាមសារ", "By message"),
    },
)
_ROLES = (
    Role.COUNSELLOR,
    Role.LEGAL_OFFICER,
    Role.CENTRE_MANAGER,
    Role.VOLUNTEER,
    Role.JOB_OFFICER,
    Role.TVET_FACILITATOR,
    Role.EMPLOYER,
)
_GRIEVANCE = "${category} = 'complaint' or ${category} = 'sensitive'"
_WISHES = "${wants_answer} = 'yes'"


def feedback() -> Form:
    """Return the questionnaire; only the day it was received and the category are needed."""
    form = Form("spean_feedback", _VERSION, "មតិ និងបណ្តឹងតវ៉ា", "Feedback")
    with form.group("what", "មតិ", "Feedback"):
        form.ask(
            "note",
            "anonymous_text",
            "មិនបាច់ប្រាប់ឈ្មោះទេ។ អ្វីដែលប្រាប់នៅទីនេះ មិនធ្វើឱ្យបាត់ជំនួយឡើយ។ អ្នកដែលត្រូវបានប្តឹង មិនឃើញវាទេ។",
            "No name needs to be given. What is said here never costs anybody help. Whoever it "
            "is about does not see it.",
        )
        _what(form)
    with form.group("answer", "ចម្លើយ", "The answer"):
        _answer(form)
    return form


def _what(form: Form) -> None:
    about = services(
        "about_service", "COU1", "LEG1", "EMP3", "EMP6", "SKL3", "SKL4", "SOC5", "INF4"
    )
    day(form, "received_on", "ថ្ងៃទទួលមតិ", "Day on which it was received", needed=True)
    form.choose(CHANNEL, "channel", "មកតាមណា?", "How did it come?")
    form.choose(CATEGORY, "category", "ជាមតិអ្វី?", "What is it?", needed=True)
    form.choose(about, "about_service", "អំពីសេវាអ្វី?", "About which service?")
    form.choose(CONTENT, "satisfaction", "តើពេញចិត្តនឹងសេវាកម្រិតណា?", "How content with the service?")
    form.choose(ISSUE, "issue", "មានបញ្ហាអ្វី?", "What is the matter?", relevant=_GRIEVANCE)
    form.choose(
        _roles(),
        "concerns",
        "តើអំពីអ្នកណា?",
        "Whom is it about?",
        relevant=_GRIEVANCE,
        hint=("តែតួនាទី មិនសួរឈ្មោះទេ។", "The role, not a name."),
    )
    form.ask(
        "note",
        "elsewhere_text",
        "ប្រធានមជ្ឈមណ្ឌលមិនឃើញបណ្តឹងនេះទេ៖ អ្នកនៅក្រៅមជ្ឈមណ្ឌលអានវា។",
        "The manager does not see this complaint: somebody outside the centre reads it.",
        relevant="${concerns} = 'centre_manager'",
    )
    harassed = "${issue} = 'sexual_harassment'"
    form.ask(
        "note",
        "listening_text",
        "មិនបាច់រៀបរាប់នៅទីនេះទេ។ បើអ្នកចង់ អ្នកដែលបានហ្វឹកហាត់នឹងស្តាប់អ្នកដោយសម្ងាត់។",
        "Nothing needs to be told here. If you wish, somebody trained listens in private.",
        relevant=harassed,
    )
    form.ask(
        "text",
        "story",
        "មានរឿងអ្វី?",
        "What happened?",
        relevant=f"not({harassed})",
        appearance="multiline",
    )
    day(
        form,
        "happened_on",
        "កើតឡើងនៅថ្ងៃ (ប្រមាណ)",
        "It happened on (about)",
        relevant=f"({_GRIEVANCE}) and not({harassed})",
    )


def _roles() -> Codes:
    roles = {str(one.value): said(one.label) for one in _ROLES}
    others = {
        "partner": ("អង្គភាពដៃគូ", "A partner organisation"),
        "nobody": ("មិនមែនអំពីនរណាម្នាក់ទេ", "Nobody in particular"),
    }
    return Codes("concerns", {**roles, **others, **OTHER})


def _answer(form: Form) -> None:
    """Ask for a way to answer, where one is wished; complaints are closed in 14 days (notes 2.7)."""
    form.yes_no(
        "wants_answer",
        "តើចង់បានចម្លើយទេ?",
        "Is an answer wished?",
        hint=(
            "ចម្លើយក្នុង ១៤ ថ្ងៃ។ បើមិនចង់ មិនសួរអ្វីទៀតទេ។",
            "Within 14 days. If not, nothing more is asked.",
        ),
    )
    form.ask("text", "name", "ឈ្មោះ ឬឈ្មោះហៅក្រៅ", "Name, or what to be called", relevant=_WISHES)
    form.ask("text", "phone", "លេខទូរស័ព្ទ", "Telephone", relevant=_WISHES, appearance="numbers")
    form.choose(
        SafeToCall,
        "safe_to_call",
        "តើទូរស័ព្ទទៅមានសុវត្ថិភាពទេ?",
        "Is it safe to call?",
        relevant=f"{_WISHES} and ${{phone}} != ''",
    )
    form.ask("text", "other_way", "របៀបផ្សេងដើម្បីឆ្លើយ", "Another way to answer", relevant=_WISHES)
