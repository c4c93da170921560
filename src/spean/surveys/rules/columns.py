"""What a heading means: the words that centres write above their columns, in both languages."""

from collections.abc import Iterable
from typing import Final

from spean.core.text import fold

# Written for Spean from general knowledge of Cambodian forms; order matters: the first fits.
_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "ignore": ("ល.រ", "លរ", "ល រ", "លេខរៀង", "no", "no.", "n°", "nº", "#", "number", "s/n"),
    "name_latin": (
        "ឈ្មោះឡាតាំង", "ឈ្មោះជាអក្សរឡាតាំង", "អក្សរឡាតាំង", "ឡាតាំង", "name in latin", "latin name",
        "name (latin)", "english name", "name in english", "ឈ្មោះអង់គ្លេស",
    ),
    "family_name": ("នាមត្រកូល", "គោត្តនាម", "family name", "surname", "last name"),
    "given_name": ("នាមខ្លួន", "given name", "first name"),
    "nickname": ("ឈ្មោះហៅក្រៅ", "ហៅក្រៅ", "nickname", "called"),
    "name": (
        "ឈ្មោះ", "នាមត្រកូល និងនាមខ្លួន", "នាមត្រកូល-នាមខ្លួន", "គោត្តនាម និងនាម", "គោត្តនាម-នាម",
        "ឈ្មោះពេញ", "ឈ្មោះជាអក្សរខ្មែរ", "ឈ្មោះខ្មែរ", "ឈ្មោះពលករ", "ឈ្មោះអ្នកទទួលសេវា", "name",
        "full name", "name of returnee", "khmer name", "name in khmer", "name (khmer)",
    ),
    "sex": ("ភេទ", "sex", "gender", "m/f", "f/m"),
    "birth_day": ("ថ្ងៃកំណើត", "day of birth"),
    "birth_month": ("ខែកំណើត", "month of birth"),
    "birth_year": ("ឆ្នាំកំណើត", "year of birth", "birth year", "yob"),
    "birth": (
        "ថ្ងៃខែឆ្នាំកំណើត", "ថ្ងៃ ខែ ឆ្នាំកំណើត", "ថ្ងៃ/ខែ/ឆ្នាំកំណើត", "កំណើត", "date of birth",
        "dob", "birth", "birthdate", "birthday", "born", "ថ្ងៃខែកំណើត",
    ),
    "age": ("អាយុ", "age"),
    "phone_2": ("លេខទូរស័ព្ទទី២", "ទូរស័ព្ទ២", "ទូរស័ព្ទ 2", "phone 2", "second phone", "phone2"),
    "phone": (
        "លេខទូរស័ព្ទ", "ទូរស័ព្ទ", "លេខទូរសព្ទ", "ទូរសព្ទ", "លេខទំនាក់ទំនង", "phone", "telephone",
        "tel", "tel.", "phone number", "mobile", "contact", "contact number", "phone no",
    ),
    "province": ("ខេត្ត", "រាជធានី/ខេត្ត", "ខេត្ត/រាជធានី", "province", "capital/province"),
    "district": (
        "ស្រុក", "ក្រុង", "ស្រុក/ក្រុង", "ស្រុក/ខណ្ឌ", "ក្រុង/ស្រុក/ខណ្ឌ", "ស្រុក/ក្រុង/ខណ្ឌ",
        "district", "district/city", "municipality",
    ),
    "commune": ("ឃុំ", "សង្កាត់", "ឃុំ/សង្កាត់", "សង្កាត់/ឃុំ", "commune", "commune/sangkat", "sangkat"),
    "village": ("ភូមិ", "village"),
    "place": (
        "អាសយដ្ឋាន", "អាស័យដ្ឋាន", "អាសយដ្ឋានបច្ចុប្បន្ន", "ទីលំនៅ", "ទីលំនៅបច្ចុប្បន្ន", "address",
        "current address", "place of residence",
    ),
    "address": ("ផ្ទះលេខ", "ក្រុម", "house", "street", "group"),
    "national_id": (
        "អត្តសញ្ញាណប័ណ្ណ", "លេខអត្តសញ្ញាណប័ណ្ណ", "អត្តសញ្ញាណបណ្ណ", "លេខអត្តសញ្ញាណបណ្ណ", "id card",
        "id card number", "national id", "nid", "id no", "id number",
    ),
    "passport": ("លិខិតឆ្លងដែន", "លេខលិខិតឆ្លងដែន", "ប៉ាស្ព័រ", "passport", "passport number"),
    "marital_status": ("ស្ថានភាពគ្រួសារ", "marital status", "married"),
    "education": ("កម្រិតវប្បធម៌", "ការសិក្សា", "កម្រិតសិក្សា", "education", "schooling"),
    "id_poor": ("ប័ណ្ណក្រីក្រ", "បណ្ណក្រីក្រ", "គ្រួសារក្រីក្រ", "idpoor", "id poor"),
    "left_on": ("ថ្ងៃចាកចេញ", "ថ្ងៃចេញ", "date of departure", "departure date", "left on"),
    "returned_on": (
        "ថ្ងៃត្រឡប់", "ថ្ងៃត្រឡប់មកវិញ", "ថ្ងៃវិលត្រឡប់", "ថ្ងៃមាតុភូមិនិវត្តន៍", "date of return",
        "return date", "returned on",
    ),
    "country": ("ប្រទេស", "ប្រទេសធ្វើការ", "country", "destination country"),
    "place_abroad": ("កន្លែងធ្វើការ", "place of work", "workplace", "province in thailand"),
    "work": ("មុខរបរ", "ការងារ", "ការងារនៅថៃ", "occupation", "job", "work", "work abroad"),
    "registered_on": ("ថ្ងៃចុះឈ្មោះ", "ថ្ងៃចុះបញ្ជី", "date of registration", "registered", "date"),
    "consent": ("ការយល់ព្រម", "យល់ព្រម", "ព្រមព្រៀង", "consent"),
}  # fmt: skip


def heading_key(heading: str) -> str:
    """Return a heading as it is remembered and looked up; Khmer without its spaces."""
    key = fold(heading)[:200]
    return key if key.isascii() else key.replace(" ", "")


_FIELDS: Final = {
    key: field for field, words in reversed(_WORDS.items()) for word in words
    if (key := heading_key(word))
}  # fmt: skip
# Longest first, so that "ថ្ងៃខែឆ្នាំកំណើត" is not taken for "កំណើត".
_INSIDE: Final = sorted(
    (key for key in _FIELDS if len(key) > 2 and _FIELDS[key] != "ignore"), key=len, reverse=True
)
COLUMN_FIELDS: Final = tuple(_WORDS)


def field_of(heading: str) -> str:
    """Return what a heading most likely means, empty if nothing known is in it."""
    key = heading_key(heading)
    if key in _FIELDS:
        return _FIELDS[key]
    if not key:
        return "ignore" if heading.strip() else ""
    for word in _INSIDE:
        if word.isascii() and f" {word} " in f" {key} ":
            return _FIELDS[word]
        if not word.isascii() and word in key:
            return _FIELDS[word]
    return ""


def guessed(headers: Iterable[tuple[str, str]], remembered: dict[str, str]) -> dict[str, str]:
    """Return what each column holds, by letter; a meaning is given once, the first time it fits.

    `headers` are (letter, heading); `remembered` is {heading key: field} of the centre.
    """
    found: dict[str, str] = {}
    for letter, heading in headers:
        field = remembered.get(heading_key(heading)) or field_of(heading)
        if field == "phone" and "phone" in found.values():
            field = "phone_2"
        if field and (field == "ignore" or field not in found.values()):
            found[letter] = field
    return found


def is_known(headers: Iterable[tuple[str, str]], remembered: dict[str, str]) -> bool:
    """Tell whether the centre has named every one of these headings before."""
    return all(heading_key(heading) in remembered for _letter, heading in headers)


def lacking(fields: Iterable[str]) -> list[str]:
    """Return the codes of what a list cannot do without: "name" and "place"."""
    named = set(fields)
    missing = []
    if not named & {"name", "family_name", "given_name", "name_latin"}:
        missing.append("name")
    if not named & {"commune", "village", "place"}:
        missing.append("place")
    return missing
