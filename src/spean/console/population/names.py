"""Invented names: usual syllables put together, Khmer with a usual Latin spelling beside it."""

from random import Random

FAMILY = [
    ("សុខ", "Sok"), ("ចាន់", "Chan"), ("គឹម", "Kim"), ("ហេង", "Heng"), ("លី", "Ly"),
    ("ឡុង", "Long"), ("ម៉ៅ", "Mao"), ("នួន", "Nuon"), ("អ៊ុក", "Ouk"), ("ប៉ែន", "Pen"),
    ("ផន", "Phan"), ("រស់", "Ros"), ("សំ", "Sam"), ("សេង", "Seng"), ("ស៊ឹម", "Sim"),
    ("តាន់", "Tan"), ("ទេព", "Tep"), ("អ៊ុំ", "Um"), ("វ៉ាន់", "Van"), ("យិន", "Yin"),
    ("ឈឹម", "Chhim"), ("ឈួន", "Chhuon"), ("ដួង", "Duong"), ("ហ៊ុន", "Hun"), ("កែវ", "Keo"),
    ("ខៀវ", "Khiev"), ("កុយ", "Koy"), ("ឡាយ", "Lay"), ("មាស", "Meas"), ("មឿន", "Moeun"),
    ("ញឹម", "Nhem"), ("ណុប", "Nop"), ("ប៊ុន", "Bun"), ("ប្រាក់", "Prak"), ("ព្រំ", "Prum"),
    ("រ័ត្ន", "Rath"), ("សាន", "San"), ("សួន", "Suon"), ("ស្វាយ", "Svay"), ("ទិត", "Tith"),
    ("តូច", "Touch"), ("ទ្រី", "Try"), ("វង", "Vong"), ("យឹម", "Yim"), ("យស", "Yos"),
    ("ធន", "Thorn"), ("ថន", "Thon"), ("ខឹម", "Khem"), ("គង់", "Kong"), ("អ៊ិន", "In"),
    ("ជា", "Chea"), ("ឌី", "Dy"), ("ហុង", "Hong"), ("ជឿន", "Choeun"), ("ភួង", "Phuong"),
    ("សាយ", "Say"), ("ឈុំ", "Chhum"), ("ម៉ម", "Mam"), ("ណែម", "Nem"), ("អ៊ាង", "Eang"),
]  # fmt: skip
FIRST = [
    ("ចាន់", "Chan"), ("សុ", "So"), ("វណ្ណ", "Vann"), ("រតន", "Ratana"), ("ពិសី", "Pisey"),
    ("មុន្នី", "Mony"), ("សុវណ្ណ", "Sovann"), ("ច័ន្ទ", "Chann"), ("ស៊ី", "Si"), ("ធា", "Thea"),
    ("ផល្លា", "Phalla"), ("សា", "Sa"), ("ប៊ុន", "Bun"), ("រ៉ា", "Ra"), ("គឹម", "Kim"),
    ("សំណាង", "Samnang"), ("វិ", "Vi"), ("កុសល", "Kosal"), ("ណារ", "Nar"), ("លីដា", "Lida"),
    ("ម៉ា", "Ma"), ("ស្រី", "Srey"), ("សុភ", "Soph"), ("បុប្ផា", "Bopha"), ("រស្មី", "Raksmey"),
    ("សម្ផស្ស", "Samphors"), ("ហុង", "Hong"), ("ឡៃ", "Lai"), ("តុលា", "Tola"), ("មករា", "Makara"),
]  # fmt: skip
WOMEN = [
    ("ណា", "na"), ("ធី", "thy"), ("នី", "ny"), ("លី", "ly"), ("រី", "ry"), ("ផា", "pha"),
    ("លាប", "leap"), ("មុំ", "mom"), ("នាង", "neang"), ("ពៅ", "pov"), ("រ័ត្ន", "rath"),
    ("ម៉ៅ", "mao"), ("ធូ", "thou"), ("ណេត", "net"), ("ខួច", "khouch"), ("នួន", "nuon"),
    ("លក្ខណ៍", "leak"), ("ម៉ាលី", "maly"), ("សុភី", "sophy"), ("ចរិយា", "chariya"),
]  # fmt: skip
MEN = [
    ("ដា", "da"), ("ថា", "tha"), ("រ៉ា", "ra"), ("វុធ", "vuth"), ("ឫទ្ធី", "rithy"),
    ("សាន", "san"), ("ហេង", "heng"), ("ពៅ", "pov"), ("ធឿន", "thoeun"), ("ណុប", "nop"),
    ("វិច", "vich"), ("សុខ", "sok"), ("ម៉េង", "meng"), ("លាភ", "leap"), ("រួន", "ruon"),
    ("ណាង", "nang"), ("ចេន", "chen"), ("វឌ្ឍនៈ", "vatanak"), ("ពិសិដ្ឋ", "piseth"), ("ភក្តី", "pheakdey"),
]  # fmt: skip
# How the same sound is written by another clerk.
SLIPS_LATIN = [
    ("ph", "p"),
    ("th", "t"),
    ("kh", "k"),
    ("ea", "ia"),
    ("y", "i"),
    ("ou", "u"),
    ("v", "w"),
]
SLIPS_KHMER = [("ណ", "ន"), ("ឡ", "ល"), ("៉", ""), ("័", ""), ("ុ", "ូ"), ("ិ", "ី"), ("ភ", "ព")]


def draw_name(chance: Random, sex: str) -> dict[str, str]:
    """Return an invented name in both scripts."""
    family_km, family_lat = chance.choice(FAMILY)
    first_km, first_lat = chance.choice(FIRST)
    last_km, last_lat = chance.choice(WOMEN if sex == "F" else MEN)
    # Half of all given names are one word of two syllables, half stand alone.
    if chance.random() < 0.5:
        given_km, given_lat = first_km + last_km, first_lat + last_lat
    else:
        given_km, given_lat = chance.choice(
            [(first_km, first_lat), (last_km, last_lat.capitalize())]
        )
    return {
        "family_name_km": family_km,
        "given_name_km": given_km,
        "family_name_lat": family_lat,
        "given_name_lat": given_lat,
    }


def slip(chance: Random, name: dict[str, str]) -> dict[str, str]:
    """Return the name as another clerk would have written it: one Khmer and one Latin slip."""
    other = dict(name)
    for field, slips in (("given_name_km", SLIPS_KHMER), ("given_name_lat", SLIPS_LATIN)):
        usable = [(old, new) for old, new in slips if old in other[field].lower()]
        if usable:
            old, new = chance.choice(usable)
            changed = other[field].lower() if field.endswith("lat") else other[field]
            changed = changed.replace(old, new, 1)
            other[field] = changed.capitalize() if field.endswith("lat") else changed
    return other
