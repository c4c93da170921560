"""Answers that lists give in a word or a letter: sex, marital status, schooling, yes and no."""

from typing import Final

from spean.core.text import fold
from spean.surveys.rules.draft import EMPTY, WRITE, Draft
from spean.surveys.rules.limon import khmer_of

_SEX: Final = {
    "F": ("f", "female", "w", "woman", "girl", "ស", "ស្រី", "នារី", "ស្ត្រី", "ស្រ", "srey"),
    "M": ("m", "male", "man", "boy", "ប", "ប្រុស", "បុរស", "ប្រ", "pros"),
    "X": ("x", "other", "ផ្សេង", "ផ្សេងទៀត"),
}
_MARITAL: Final = {
    "single": ("single", "នៅលីវ", "លីវ", "មិនទាន់រៀបការ"),
    "married": ("married", "រៀបការ", "រៀបការហើយ", "មានគ្រួសារ", "មានប្តី", "មានប្រពន្ធ"),
    "divorced": ("divorced", "លែងលះ"),
    "separated": ("separated", "រស់នៅបែកគ្នា", "បែកគ្នា"),
    "widowed": ("widowed", "widow", "widower", "មេម៉ាយ", "ពោះម៉ាយ"),
}
_EDUCATION: Final = {
    "none": ("none", "no school", "មិនបានរៀន", "អត់បានរៀន", "0"),
    "primary": ("primary", "primary school", "បឋម", "បឋមសិក្សា"),
    "lower_secondary": ("lower secondary", "secondary", "អនុវិទ្យាល័យ"),
    "upper_secondary": ("upper secondary", "high school", "វិទ្យាល័យ"),
    "vocational": ("vocational", "vocational training", "បណ្តុះបណ្តាលវិជ្ជាជីវៈ"),
    "higher": ("university", "higher", "មហាវិទ្យាល័យ", "សាកលវិទ្យាល័យ", "ឧត្តមសិក្សា"),
}
_ID_POOR: Final = {
    "none": ("no", "none", "គ្មាន", "ទេ", "-"),
    "level_1": ("1", "level 1", "ក្រ១", "ក្រ1", "ក្រីក្រ១", "ក្រីក្រកម្រិត១", "poor 1"),
    "level_2": ("2", "level 2", "ក្រ២", "ក្រ2", "ក្រីក្រ២", "ក្រីក្រកម្រិត២", "poor 2"),
    "at_risk": ("at risk", "ងាយរងគ្រោះ"),
}
_COUNTRY: Final = {
    "TH": ("th", "thailand", "ថៃ", "ប្រទេសថៃ", "thai"),
    "MY": ("my", "malaysia", "ម៉ាឡេស៊ី"),
    "KR": ("kr", "korea", "south korea", "កូរ៉េ", "កូរ៉េខាងត្បូង"),
    "JP": ("jp", "japan", "ជប៉ុន"),
    "VN": ("vn", "vietnam", "វៀតណាម"),
}
_CONSENT: Final = {
    "yes": ("yes", "y", "true", "បាទ", "ចាស", "បាទ/ចាស", "យល់ព្រម", "ព្រម", "x", "v", "√", "✓", "1"),
    "no": ("no", "n", "false", "ទេ", "មិនយល់ព្រម", "មិនព្រម", "0"),
}


def _keys(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {_key(one): code for code, many in words.items() for one in many}


def _key(text: str) -> str:
    key = fold(text) or text.strip()
    return key if key.isascii() else key.replace(" ", "")


_SEX_KEYS: Final = _keys(_SEX)
_CHOICES: Final = {
    "marital_status": _keys(_MARITAL),
    "education": _keys(_EDUCATION),
    "id_poor": _keys(_ID_POOR),
    "country": _keys(_COUNTRY),
}
_CONSENT_KEYS: Final = _keys(_CONSENT)


def read_sex(draft: Draft) -> None:
    """Fill sex; what is empty or not understood is asked."""
    text = draft.text("sex")
    code = _SEX_KEYS.get(_key(text)) or _SEX_KEYS.get(_key(khmer_of(text) or ""))
    answer = draft.answer("unknown-sex", "sex")
    if code is None and answer in _SEX:
        code = answer
    if code is None:
        draft.ask("unknown-sex", "sex", was=text, answers=("F", "M", "X"))
        return
    draft.values["sex"] = code


def read_choices(draft: Draft) -> None:
    """Fill the fields that have words of their own; a word not understood is asked about."""
    for name, keys in _CHOICES.items():
        text = draft.text(name)
        if not text:
            continue
        code = keys.get(_key(text))
        answer = draft.answer("unknown-word", name)
        if code is None and answer in set(keys.values()):
            code = answer
        if code is not None:
            draft.values[name] = code
        elif answer != EMPTY:
            options = (*dict.fromkeys(keys.values()), EMPTY)
            draft.ask("unknown-word", name, was=text, answers=options)


def read_consent(draft: Draft) -> None:
    """Ask about each person whose column of consent does not say yes."""
    if not draft.has("consent"):
        return
    text = draft.text("consent")
    code = _CONSENT_KEYS.get(_key(text))
    if code == "yes":
        return
    name = "consent-refused" if code == "no" else "consent-unknown"
    if draft.answer(name, "consent") != "asked":
        draft.ask(name, "consent", was=text, answers=("asked",))


def read_texts(draft: Draft) -> None:
    """Fill what is kept in the list's own words."""
    for name, most in (("address", 300), ("place_abroad", 120), ("work", 300)):
        text = draft.text(name)
        if not text:
            continue
        if len(text) > most:
            if draft.answer("too-long", name) != EMPTY:
                draft.ask("too-long", name, was=text, answers=(WRITE, EMPTY))
            continue
        draft.values[name] = text
