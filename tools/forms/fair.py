"""F15: who came to a job fair, and what came of it on the way out; nobody's name is asked."""

from tools.forms.parts import (
    AGE_BANDS,
    CONTENT,
    OTHER,
    VERSION,
    begun,
    count,
    day,
    place,
    record_number,
    services,
)
from tools.forms.sheet import Codes, Form

from spean.jobs.choices import Refusal
from spean.people.choices import Sex

TRANSPORT = Codes(
    "transport",
    {
        "bus": ("ឡានក្រុងឥតគិតថ្លៃរបស់ពិព័រណ៍", "Free bus of the fair"),
        "walked": ("ដើរ", "On foot"),
        "bicycle": ("កង់", "Bicycle"),
        "motorbike": ("ម៉ូតូ", "Motorbike"),
        "car": ("ឡាន", "Car"),
        "paid": ("តុកតុក ឬឡានជួល", "Paid ride"),
        **OTHER,
    },
)
# The desks of a fair (domain notes 5.4).
DESK = Codes(
    "desk",
    {
        "jobs": ("ការងារ", "Jobs"),
        "rpl": ("ការទទួលស្គាល់ជំនាញ", "Recognition of skills"),
        "tvet": ("វគ្គបណ្តុះបណ្តាល", "Training"),
        "nssf": ("ប.ស.ស.", "NSSF"),
        "idpoor": ("បណ្ណសមធម៌", "IDPoor"),
        "legal": ("ជំនួយច្បាប់", "Legal help"),
        "debt": ("បំណុល", "Debt"),
        "health": ("សុខភាព", "Health"),
        "childcare": ("កន្លែងមើលក្មេង", "Childcare corner"),
    },
)
OFFER = Codes(
    "offer",
    {
        "hired": ("បានទទួលឱ្យធ្វើការភ្លាម", "Hired on the spot"),
        "second": ("ណាត់សម្ភាសម្តងទៀត", "A second interview"),
        "none": ("មិនទាន់មាន", "Nothing yet"),
    },
)


def visitor() -> Form:
    """Return what is asked at the gate: of one visitor, or as a tally of many."""
    form = begun("spean_fair_visitor", "អ្នកទស្សនាពិព័រណ៍ការងារ", "Job-fair visitor")
    with form.group("fair", "ពិព័រណ៍", "The fair"):
        _fair(form)
        form.yes_no(
            "is_tally",
            "តើជាការរាប់មនុស្សច្រើននាក់ទេ?",
            "Is this a tally of several?",
            needed=True,
            default="no",
        )
    with form.group("tally", "ចំនួន", "Tally", relevant="${is_tally} = 'yes'"):
        for name, km, en in (
            ("n_women", "ស្ត្រី", "Women"),
            ("n_men", "បុរស", "Men"),
            ("n_children", "កុមារអាយុក្រោម ១៥ ឆ្នាំ", "Children under 15"),
        ):
            count(form, name, km, en, most=10000, needed=True)
    with form.group("visitor", "អ្នកទស្សនា", "The visitor", relevant="${is_tally} = 'no'"):
        _visitor(form)
    return form


def leaving() -> Form:
    """Return the exit survey; it neither asks who somebody is nor notes the minute of asking."""
    form = Form("spean_fair_exit", VERSION, "សំណួរពេលចេញពីពិព័រណ៍", "Job-fair exit survey")
    with form.group("fair", "ពិព័រណ៍", "The fair"):
        _fair(form)
        form.choose(Sex, "sex", "ភេទ", "Sex", needed=True)
        form.choose(AGE_BANDS, "age_band", "អាយុ", "Age")
    with form.group("outcome", "លទ្ធផល", "What came of it"):
        _outcome(form)
    with form.group("opinion", "មតិ", "Opinion"):
        form.choose(
            CONTENT,
            "satisfaction",
            "តើអ្នកពេញចិត្តនឹងពិព័រណ៍នេះកម្រិតណា?",
            "How content are you with the fair?",
        )
        form.yes_no(
            "had_childcare",
            "បើមានកូនមកជាមួយ តើមានកន្លែងមើលទេ?",
            "If you brought children, was somebody there to mind them?",
        )
        form.ask(
            "text",
            "better",
            "តើគួរកែអ្វី?",
            "What should be better?",
            hint=("កុំសរសេរឈ្មោះនរណា។", "Write no names."),
        )
        form.ask(
            "note",
            "complaint_text",
            "បើចង់តវ៉ាអំពីនរណាម្នាក់ សូមប្រើកម្រងសំណួរ «មតិ និងបណ្តឹងតវ៉ា»។ មិនបាច់ប្រាប់ឈ្មោះទេ។",
            "To complain about somebody, use the questionnaire “Feedback”. No name needs to be given.",
        )
    return form


def _fair(form: Form) -> None:
    form.ask(
        "text",
        "fair_code",
        "ឈ្មោះ ឬលេខកូដពិព័រណ៍",
        "Name or code of the fair",
        needed=True,
        hint=("សរសេរដូចគ្នាសម្រាប់មនុស្សគ្រប់គ្នា។", "Write it the same way for everybody."),
    )
    day(form, "held_on", "ថ្ងៃនៃពិព័រណ៍", "Day of the fair", needed=True)


def _visitor(form: Form) -> None:
    """Ask sex, age band, origin and transport (domain notes 5.4); `start` is when she arrived."""
    record_number(form)
    form.choose(Sex, "sex", "ភេទ", "Sex", needed=True)
    form.choose(AGE_BANDS, "age_band", "អាយុ", "Age", needed=True)
    place(form, needed=False)
    form.ask("text", "village", "ភូមិ", "Village")
    form.choose(TRANSPORT, "transport", "មកដោយអ្វី?", "How did she come?")
    count(form, "n_children", "មានកុមារមកជាមួយប៉ុន្មាននាក់?", "How many children came along?", most=20)
    form.yes_no(
        "wants_record", "តើចង់ចុះឈ្មោះនៅមជ្ឈមណ្ឌលទេ?", "Does she wish to be registered at the centre?"
    )


def _outcome(form: Form) -> None:
    form.choose(DESK, "desks", "តើបានទៅតុណាខ្លះ?", "Which desks did you go to?", many=1)
    count(
        form,
        "n_interviews",
        "តើបានសម្ភាសការងារប៉ុន្មានដង?",
        "How many job interviews did you have?",
        most=50,
        needed=True,
    )
    seen = "${n_interviews} > 0"
    form.choose(OFFER, "offer", "តើលទ្ធផលល្អបំផុតគឺអ្វី?", "What was the best result?", relevant=seen)
    # What a centre can learn from: the codes of refusals of domain notes 5.4.
    form.choose(
        Refusal,
        "refused_reasons",
        "បើមិនទាន់មាន តើគេប្រាប់ថាមកពីអ្វី?",
        "If nothing yet, what were you told?",
        many=1,
        relevant=f"{seen} and ${{offer}} = 'none'",
        only=[one for one in Refusal.values if one != Refusal.NO_SHOW],
    )
    more = services("wished_service", "EMP3", "SKL4", "SKL3", "LEG1", "SOC1", "COU1")
    form.choose(more, "wished", "តើចង់បានជំនួយអ្វីទៀត?", "What other help do you wish for?", many=1)
