"""Hold the tables that `romanise` reads by. Written for Spean from general knowledge of Khmer."""

from typing import Final

# Letter: sound at the start, series (1 or 2), sound at the end of a syllable.
CONSONANTS: Final[dict[str, tuple[str, int, str]]] = {
    "ក": ("k", 1, "k"), "ខ": ("kh", 1, "k"), "គ": ("k", 2, "k"), "ឃ": ("kh", 2, "k"),
    "ង": ("ng", 2, "ng"), "ច": ("ch", 1, "ch"), "ឆ": ("chh", 1, "ch"), "ជ": ("ch", 2, "ch"),
    "ឈ": ("chh", 2, "ch"), "ញ": ("nh", 2, "nh"), "ដ": ("d", 1, "t"), "ឋ": ("th", 1, "th"),
    "ឌ": ("d", 2, "t"), "ឍ": ("th", 2, "th"), "ណ": ("n", 1, "n"), "ត": ("t", 1, "t"),
    "ថ": ("th", 1, "th"), "ទ": ("t", 2, "t"), "ធ": ("th", 2, "th"), "ន": ("n", 2, "n"),
    "ប": ("b", 1, "p"), "ផ": ("ph", 1, "p"), "ព": ("p", 2, "p"), "ភ": ("ph", 2, "p"),
    "ម": ("m", 2, "m"), "យ": ("y", 2, "y"), "រ": ("r", 2, "r"), "ល": ("l", 2, "l"),
    "វ": ("v", 2, "v"), "ឝ": ("s", 1, "s"), "ឞ": ("s", 1, "s"), "ស": ("s", 1, "s"),
    "ហ": ("h", 1, "h"), "ឡ": ("l", 1, "l"), "អ": ("", 1, ""),
}  # fmt: skip

INDEPENDENT: Final[dict[str, str]] = {
    "ឥ": "e", "ឦ": "ei", "ឧ": "o", "ឨ": "ok", "ឩ": "ou", "ឪ": "ov", "ឫ": "rith", "ឬ": "rue",
    "ឭ": "lue", "ឮ": "lue", "ឯ": "ae", "ឰ": "ai", "ឱ": "ao", "ឳ": "ao",
}  # fmt: skip

# Vowel sign: first series open, first closed, second open, second closed.
VOWELS: Final[dict[str, tuple[str, str, str, str]]] = {
    "": ("a", "a", "o", "o"),
    "ា": ("a", "a", "ea", "ea"),
    "ិ": ("e", "e", "i", "i"),
    "ី": ("ey", "i", "y", "i"),
    "ឹ": ("oe", "oe", "eu", "eu"),
    "ឺ": ("oeu", "oeu", "eu", "eu"),
    "ុ": ("o", "o", "u", "u"),
    "ូ": ("o", "o", "ou", "u"),
    "ួ": ("uo", "uo", "uo", "uo"),
    "ើ": ("aeu", "oeu", "oeu", "oeu"),
    "ឿ": ("oeu", "oeu", "oeu", "oeu"),
    "ៀ": ("ie", "ie", "ie", "ie"),
    "េ": ("e", "e", "e", "e"),
    "ែ": ("ae", "ae", "e", "e"),
    "ៃ": ("ai", "ai", "ey", "ey"),
    "ោ": ("o", "ao", "o", "o"),
    "ៅ": ("ao", "ao", "ov", "ov"),
}

# Where sounds are made: doubled letters of one place are written once.
PLACES: Final[dict[str, str]] = {
    **dict.fromkeys("កខគឃ", "k"),
    **dict.fromkeys("ចឆជឈ", "c"),
    **dict.fromkeys("ដឋឌឍតថទធ", "t"),
    **dict.fromkeys("បផពភ", "p"),
    **dict.fromkeys("ងញណន", "n"),
    "ម": "m",
    "ល": "l",
    "ស": "s",
}

# Names whose usual Latin spelling no rule gives.
USUAL: Final[dict[str, str]] = {
    "ពេជ្រ": "pich", "ពេជ": "pich", "មុំ": "mom", "ព្រំ": "prom", "ធំ": "thom", "ច័ន្ទ": "chan",
    "ចន្ទ": "chan", "ចន្ទ័": "chan", "រតនា": "ratana", "រតនៈ": "ratanak", "រត្ន": "rath",
    "រ័ត្ន": "rath", "រដ្ឋ": "rath", "ឧត្តម": "udom", "ឧដុង្គ": "oudong", "ភក្តី": "pheakdey",
    "ភ័ក្ត្រា": "pheaktra", "ភ័ក្រ": "pheak", "សុភ័ក្រ": "sopheak", "សុភ័ក្ត្រ": "sopheak",
    "រស្មី": "raksmey", "រក្សា": "reaksa", "វាសនា": "veasna", "វីរៈ": "vireak", "វីរ": "vireak",
    "មករា": "makara", "មេសា": "mesa", "ឧសភា": "ousaphea", "មិថុនា": "mithona", "កក្កដា": "kakada",
    "សីហា": "seyha", "កញ្ញា": "kanha", "តុលា": "tola", "វិច្ឆិកា": "vicheka", "ធ្នូ": "thnou",
    "មករ": "makar", "មីនា": "mina", "ឫទ្ធី": "rithy", "ឫទ្ធិ": "rith", "ឥន្ទ្រ": "in",
    "វិសាល": "visal", "វិបុល": "vibol", "មុនី": "mony", "មុន្នី": "mony", "មុនីរ័ត្ន": "monirath",
    "សុមុនី": "somony", "ធីតា": "thida", "ធិតា": "thida", "ម៉ូនីកា": "monika", "លក្ខណា": "leakhena",
    "លក្ខិណា": "leakhena", "បញ្ញា": "panha", "បញ្ញ": "panh", "ប្រាជ្ញា": "prachnha",
    "ធារិទ្ធ": "thearith", "ធម្ម": "thom", "ធម្មតា": "thommata", "ព្រហ្ម": "prom", "ពុំ": "pum",
    "វិច្ឆ័យ": "vichhai", "ជ័យ": "chey", "វិជ័យ": "vichey", "ឧត្តរា": "udara", "ឧត្តរ": "udor",
    "ម៉ារ៉ា": "mara", "សុខា": "sokha", "សំបូរ": "sambo", "រំដួល": "romdoul", "បុប្ផា": "bopha",
    "ចំប៉ា": "champa", "ម្លិះ": "mlis", "កុលាប": "kolap", "ច័ន្ទតារា": "chantara",
}  # fmt: skip
