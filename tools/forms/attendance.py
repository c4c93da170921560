"""F14: who was at one day of a training, for how many hours, and the tests before and after."""

from tools.forms.parts import LOOK_AGAIN, begun, count, day, record_number, services
from tools.forms.sheet import Codes, Form

# Why a day was missed; domain notes 5.4 (reject reasons) and 5.7 name what keeps people away.
ABSENT = Codes(
    "absent",
    {
        "work": ("ជាប់ការងារ", "Had to work"),
        "family": ("កូន ឬគ្រួសារ", "Children or family"),
        "health": ("សុខភាព", "Health"),
        "transport": ("ឆ្ងាយ ឬគ្មានមធ្យោបាយធ្វើដំណើរ", "Too far, or no transport"),
        "unknown": ("មិនដឹង", "Not known"),
        "other": ("មូលហេតុផ្សេង", "Another reason"),
    },
)
# States of an enrolment that a day can change (domain notes 5.7).
STANDING = Codes(
    "standing",
    {
        "enrolled": ("កំពុងរៀន", "Goes on"),
        "completed": ("រៀនចប់", "Has finished"),
        "dropped": ("ឈប់រៀន", "Has left"),
    },
)
# A day of training has no more hours than this; an hour is 60 minutes.
_LONGEST_DAY = 12


def attendance() -> Form:
    """Return the sheet of one day; `hours` are hours, `score_before` and `score_after` percent."""
    form = begun("spean_attendance", "វត្តមាននៅវគ្គបណ្តុះបណ្តាល", "Training attendance")
    _course(form)
    with form.repeat("participants", "អ្នកចូលរួម", "Participant"):
        _participant(form)
    return form


def _course(form: Form) -> None:
    kinds = services(
        "course_kind", "SKL2", "SKL4", "SKL5", "SKL6", "ENT1", "ENT2", "ENT3", "ENT4", "COU5"
    )
    with form.group("course", "វគ្គសិក្សា", "The course"):
        form.ask(
            "text",
            "course_name",
            "ឈ្មោះ ឬលេខកូដវគ្គ",
            "Name or code of the course",
            needed=True,
            hint=("សរសេរដូចគ្នារៀងរាល់ថ្ងៃ។", "Write it the same way every day."),
        )
        form.choose(kinds, "course_kind", "ជាវគ្គអ្វី?", "What kind of course?")
        form.ask("text", "provider", "អ្នកផ្តល់វគ្គ", "Who gives it")
        form.ask("text", "trainer", "គ្រូបង្ហាត់", "Trainer")
        day(form, "held_on", "ថ្ងៃរៀន", "Day of the course", needed=True)
        _hours(
            form,
            "hours_planned",
            "ថ្ងៃនេះមានប៉ុន្មានម៉ោង?",
            "How many hours had this day?",
            _LONGEST_DAY,
        )
        form.ask("text", "topic", "មេរៀនថ្ងៃនេះ", "What was taught")


def _participant(form: Form) -> None:
    """Ask about one participant: by record number, or by name where there is no record."""
    record_number(form, "participant_no")
    form.ask(
        "text",
        "name",
        "ឈ្មោះ (បើគ្មានលេខកំណត់ត្រា)",
        "Name (only without a record number)",
        needed=True,
        relevant="${participant_no} = ''",
    )
    _hours(form, "hours", "មកប៉ុន្មានម៉ោង?", "Hours attended", "${hours_planned}", needed=True)
    form.choose(ABSENT, "absent_reason", "ហេតុអ្វីមិនបានមក?", "Why absent?", relevant="${hours} = 0")
    for name, km, en in (
        ("score_before", "ពិន្ទុតេស្តមុនរៀន", "Score of the test before"),
        ("score_after", "ពិន្ទុតេស្តក្រោយរៀន", "Score of the test after"),
    ):
        hint = ("ភាគរយ ពី ០ ដល់ ១០០ ទុកទទេបើគ្មានតេស្ត", "Percent, 0 to 100; empty where there was none")
        count(form, name, km, en, most=100, hint=hint)
    form.choose(STANDING, "standing", "ក្រោយថ្ងៃនេះ", "After this day", default="enrolled")
    form.ask(
        "text",
        "left_reason",
        "ហេតុអ្វីឈប់រៀន?",
        "Why has she left?",
        relevant="${standing} = 'dropped'",
    )


def _hours(form: Form, name: str, km: str, en: str, most: int | str, **more: bool) -> None:
    needed = {"needed": True, **more}
    form.ask(
        "decimal", name, km, en, constraint=f". >= 0 and . <= {most}", message=LOOK_AGAIN, **needed
    )
