"""Take a full name apart: titles, family name first, given name after.

The family names are a short list written for Spean from general knowledge of Cambodia; it is not
a register. Their Latin spelling is the usual one of several.
"""

import re
from typing import Final

from namematch.khmer import clusters, fold, tidy
from namematch.phonetic import name_key

FAMILY_NAMES: Final[dict[str, str]] = {
    "សុខ": "Sok", "ចាន់": "Chan", "ច័ន្ទ": "Chan", "ឆន": "Chhan", "គឹម": "Kim", "ជា": "Chea",
    "ហេង": "Heng", "លី": "Ly", "លឹម": "Lim", "អ៊ុក": "Uk", "អ៊ូច": "Ouch", "អ៊ុំ": "Um",
    "កែវ": "Keo", "កែម": "Kem", "កង": "Kang", "គង់": "Kong", "កុយ": "Koy", "កាន": "Kan",
    "ខៀវ": "Khiev", "ខឹម": "Khim", "ខុន": "Khon", "គី": "Ky", "គួច": "Kuoch", "គុណ": "Kun",
    "ឃុន": "Khun", "ឃឹម": "Khim", "ង៉ែត": "Nget", "ងួន": "Nguon", "ងិន": "Ngin", "ចេង": "Cheng",
    "ចិន": "Chen", "ចៅ": "Chao", "ឆៃ": "Chhay", "ឆាយ": "Chhay", "ឆិត": "Chhit", "ឆឹម": "Chhim",
    "ឆេង": "Chheng", "ឆុំ": "Chhom", "ឆូរ": "Chhour", "ជឹង": "Cheung", "ជុំ": "Chum", "ជួន": "Chuon",
    "ជៀម": "Chiem", "ឈុន": "Chhun", "ឈឹម": "Chhim", "ឈាង": "Chheang", "ឈួន": "Chhuon",
    "ញឹម": "Nhim", "ញ៉ែម": "Nhem", "ញាណ": "Nhean", "ដួង": "Duong", "ដុំ": "Dom", "ឌុច": "Duch",
    "ឌី": "Dy", "តាំង": "Tang", "តាន់": "Tan", "តេង": "Teng", "តូច": "Toch", "ថាច់": "Thach",
    "ថោង": "Thong", "ថន": "Than", "ទិត្យ": "Tith", "ទូច": "Touch", "ទេព": "Tep", "ទី": "Ty",
    "ទឹម": "Tim", "ធី": "Thy", "នួន": "Nuon", "និល": "Nil", "នៅ": "Nov", "ណុប": "Nop", "នី": "Ny",
    "ប៊ុន": "Bun", "ប៊ុត": "But", "ប៉ែន": "Pen", "ប៉ិច": "Pech", "ប៉ុក": "Pok", "ប៉ូ": "Po",
    "ប្រាក់": "Prak", "ប៊ូ": "Bou", "បៀវ": "Biev", "ផន": "Phan", "ផាន់": "Phan", "ផុន": "Phon",
    "ពេជ្រ": "Pich", "ពៅ": "Pov", "ព្រំ": "Prom", "ពុំ": "Pum", "ពុទ្ធ": "Put", "ភាព": "Pheap",
    "ភឹម": "Phim", "ភួង": "Phuong", "មាស": "Meas", "ម៉ៅ": "Mao", "ម៉ែន": "Men", "មុំ": "Mom",
    "មាន": "Mean", "មួង": "Muong", "ម៉ម": "Mam", "មឿន": "Moeun", "យី": "Yi", "យឹម": "Yim",
    "យន់": "Yun", "យ៉ង់": "Yong", "យិន": "Yin", "រស់": "Ros", "រិន": "Rin", "រឿន": "Roeun",
    "លៀង": "Lieng", "លាង": "Leang", "លុច": "Luch", "ឡុង": "Long", "ឡេង": "Leng", "លន់": "Lon",
    "វង្ស": "Vong", "វណ្ណ": "Vann", "វ៉ាន់": "Van", "វ៉ា": "Va", "ស": "Sar", "សរ": "Sar",
    "សំ": "Sam", "សម": "Sam", "សន": "San", "សាន": "San", "សាន់": "San", "សារ": "Sar", "សៅ": "Sao",
    "សេង": "Seng", "សេន": "Sen", "សែន": "Saen", "សោម": "Saom", "ស៊ុំ": "Sum", "ស៊ិន": "Sin",
    "ស៊ឹម": "Sim", "សួន": "Suon", "សឿន": "Soeun", "សៀង": "Sieng", "ស្រី": "Srey", "ស្រេង": "Sreng",
    "សុំ": "Som", "សុក": "Sok", "ស៊ូ": "Sou", "សូ": "So", "សុន": "Son", "ហ៊ុន": "Hun", "ហង្ស": "Hang",
    "ហាក់": "Hak", "ហួត": "Huot", "ហឿន": "Hoeun", "ហ៊ាង": "Heang", "ហោ": "Hor", "ហ៊ឹម": "Him",
    "ហួន": "Huon", "ឡាយ": "Lay", "ឡោ": "Lor", "អ៊ិត": "Ith", "អឿន": "Oeun", "អែម": "Em",
    "អ៊ឹម": "Im", "អេង": "Eng", "អ៊ាង": "Eang", "អ៊ុង": "Ung", "អ៊ួន": "Uon", "អាន": "An",
    "អៀម": "Iem", "ឯក": "Ek", "ឱម": "Om", "សុខុន": "Sokhon", "ប្រុំ": "Prum", "ឃិន": "Khin",
}  # fmt: skip

_KHMER_TITLES: Final = (
    "ឯកឧត្តម", "លោកជំទាវ", "លោកស្រី", "លោកគ្រូ", "អ្នកគ្រូ", "អ្នកស្រី", "អ្នកនាង", "អ្នកមីង",
    "ឧកញ៉ា", "បណ្ឌិត", "លោក", "កញ្ញា", "នាង",
)  # fmt: skip
# Titles that are also given names or words inside them: only cut before a space.
_ONLY_BEFORE_A_SPACE: Final = frozenset({"កញ្ញា", "នាង", "បណ្ឌិត"})
_LATIN_TITLE = re.compile(
    r"(?:h\.\s?e\.?|(?:mr|mrs|ms|miss|mme|madame|dr|oknha|lok\s+chumteav|lok\s+srey|lok)\.?)\s+",
    re.IGNORECASE,
)
_VILLAGE_PREFIX = re.compile(r"sre?[iy]+[\s-]*(?=[a-z]{2})")
_KHMER_VILLAGE_PREFIX = "ស្រី"

_CLOSING_SIGNS: Final = "\u17cb\u17cd"

_FAMILY_PREFIXES: Final = sorted(FAMILY_NAMES, key=len, reverse=True)
_COMMON_KEYS: Final = frozenset(name_key(name) for pair in FAMILY_NAMES.items() for name in pair)


def split_full_name(text: str) -> tuple[str, str]:
    """Return the family name and the given name of a full name kept in one cell.

    Titles go. The family name comes first, as Cambodians write it, unless a comma or capitals
    ("Srey Mom SOK") say otherwise. Khmer without a space is cut after the longest family name
    known; a name that cannot be cut is returned as a given name with an empty family name.
    """
    text = _without_title(tidy(text))
    family, comma, given = text.partition(",")
    if comma and family.strip() and given.strip():
        return family.strip(), given.strip()
    parts = text.strip(" ,").split(" ")
    if len(parts) == 1:
        return _cut_joined(parts[0])
    if _is_capitals(parts[-1]) and not any(_is_capitals(part) for part in parts[:-1]):
        return parts[-1], " ".join(parts[:-1])
    return parts[0], " ".join(parts[1:])


def without_village_prefix(given: str) -> str:
    """Return a given name without the ស្រី / Srey that some registrars write and others drop.

    The name that is nothing but the prefix comes back whole.
    """
    folded = fold(given)
    if folded.startswith(_KHMER_VILLAGE_PREFIX):
        rest = folded.removeprefix(_KHMER_VILLAGE_PREFIX).strip()
        return rest if len(rest) > 1 else folded
    return _VILLAGE_PREFIX.sub("", folded, count=1) if folded.startswith("sr") else folded


def is_common_family_name(name: str) -> bool:
    """Say whether the name sounds like one of the common family names, in either script."""
    return name_key(name) in _COMMON_KEYS


def _without_title(text: str) -> str:
    found = _LATIN_TITLE.match(text)
    if found:
        return text[found.end() :]
    for title in _KHMER_TITLES:
        rest = text.removeprefix(title)
        if rest == text or not rest.strip():
            continue
        if rest.startswith(" "):
            return rest.strip()
        if title not in _ONLY_BEFORE_A_SPACE and all(_cut_joined(rest.split(" ")[0])):
            return rest
        if title not in _ONLY_BEFORE_A_SPACE and rest.split(" ")[0] in FAMILY_NAMES:
            return rest
    return text


def _cut_joined(word: str) -> tuple[str, str]:
    pieces = clusters(word)
    ends = {len("".join(pieces[:count])): count for count in range(1, len(pieces))}
    for family in _FAMILY_PREFIXES:
        if word.startswith(family) and len(family) in ends and len(family) > 1:
            rest = pieces[ends[len(family)] :]
            if _can_stand_alone(rest):
                return family, "".join(rest)
    return "", word


def _can_stand_alone(pieces: list[str]) -> bool:
    """Say whether the rest of a cut word is a name, not the end of the syllable before."""
    first = pieces[0]
    return first[-1] not in _CLOSING_SIGNS and (len(pieces) > 1 or len(first) > 1)


def _is_capitals(word: str) -> bool:
    return len(word) > 1 and word.isascii() and word.isupper()
