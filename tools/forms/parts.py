"""What several questionnaires ask in the same words: whom, where, on which day, how many."""

import csv
from pathlib import Path
from typing import Any

from tools.forms.sheet import Codes, Form

from spean import directory

# The first version of every questionnaire of the programme; one that changes gets the next.
VERSION = "2026.1"
LOOK_AGAIN = ("សូមពិនិត្យចំនួននេះ។", "Please look at this number again.")
STILL_TO_COME = ("ថ្ងៃនេះមិនទាន់មកដល់ទេ។", "This day is still to come.")
OTHER = {"other": ("ផ្សេងទៀត", "Something else")}
# Bands of age of the programme's tables (domain notes 2.7), and what lies under them.
AGE_BANDS = Codes(
    "age_band",
    {
        "under_15": ("ក្រោម ១៥ ឆ្នាំ", "Under 15"),
        "15_17": ("១៥ ដល់ ១៧ ឆ្នាំ", "15 to 17"),
        "18_24": ("១៨ ដល់ ២៤ ឆ្នាំ", "18 to 24"),
        "25_35": ("២៥ ដល់ ៣៥ ឆ្នាំ", "25 to 35"),
        "36_45": ("៣៦ ដល់ ៤៥ ឆ្នាំ", "36 to 45"),
        "46_60": ("៤៦ ដល់ ៦០ ឆ្នាំ", "46 to 60"),
        "61_up": ("៦១ ឆ្នាំឡើង", "61 and older"),
    },
)
# CSAT, 1 to 5 (domain notes 2.7, indicator 19).
CONTENT = Codes(
    "content",
    {
        "5": ("ពេញចិត្តណាស់", "Very content"),
        "4": ("ពេញចិត្ត", "Content"),
        "3": ("ធម្មតា", "In between"),
        "2": ("មិនសូវពេញចិត្ត", "Not content"),
        "1": ("មិនពេញចិត្តសោះ", "Not content at all"),
    },
)
_SERVICES = Path(directory.__file__).parent / "data" / "service_types.csv"


def begun(form_id: str, km: str, en: str) -> Form:
    """Begin a questionnaire that notes when it was opened and closed."""
    form = Form(form_id, VERSION, km, en)
    form.ask("start", "start")
    form.ask("end", "end")
    return form


def about_somebody(form_id: str, km: str, en: str) -> Form:
    """Begin a questionnaire about somebody who is registered."""
    form = begun(form_id, km, en)
    with form.group("about", "អំពីអ្នកណា?", "About whom?"):
        form.ask("hidden", "person_id")
        record_number(form)
    return form


def record_number(form: Form, name: str = "client_no", **more: Any) -> None:
    """Ask for the number on somebody's card.

    The field page writes the number of whoever it was opened about into `client_no`: a repeat,
    which is about several people, has another name for it.
    """
    hint = ("ដូចនៅលើបណ្ណ ឧ. PUR-26-00012-4", "As on the card, such as PUR-26-00012-4")
    form.ask("text", name, "លេខកំណត់ត្រា", "Record number", **{"hint": hint, **more})


def place(form: Form, **more: Any) -> None:
    """Ask for province, district and commune of the gazetteer; all three are needed."""
    shown: dict[str, Any] = {"needed": True, "appearance": "minimal", **more}
    for kind, name, km, en, inside in (
        ("provinces.csv", "province", "ខេត្ត", "Province", ""),
        ("districts.csv", "district", "ក្រុង/ស្រុក/ខណ្ឌ", "District", "province"),
        ("communes.csv", "commune", "ឃុំ/សង្កាត់", "Commune", "district"),
    ):
        within = {"choice_filter": f"parent = ${{{inside}}}"} if inside else {}
        form.ask(f"select_one_from_file {kind}", name, km, en, **shown, **within)


def day(form: Form, name: str, km: str, en: str, **more: Any) -> None:
    """Ask for a day that is not still to come."""
    form.ask("date", name, km, en, constraint=". <= today()", message=STILL_TO_COME, **more)


def count(form: Form, name: str, km: str, en: str, **more: Any) -> None:
    """Ask how many, from 0 to `most`."""
    most = more.pop("most")
    bound = f". >= 0 and . <= {most}"
    form.ask("integer", name, km, en, constraint=bound, message=LOOK_AGAIN, **more)


def money(form: Form, name: str, km: str, en: str, **more: Any) -> None:
    """Ask for an amount in riel."""
    hint = ("គិតជារៀល", "In riel")
    bound = ". >= 0 and . <= 1000000000"
    form.ask("integer", name, km, en, constraint=bound, message=LOOK_AGAIN, hint=hint, **more)


def services(name: str, *codes: str) -> Codes:
    """Return services of the directory as choices, by their codes (domain notes 2.5), and another."""
    with _SERVICES.open(encoding="utf-8", newline="") as file:
        known = {row["code"]: (row["label_km"], row["label_en"]) for row in csv.DictReader(file)}
    return Codes(name, {code: known[code] for code in codes} | OTHER)
