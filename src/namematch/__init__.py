"""Find one person behind two spellings: Khmer text, Khmer and Latin names, duplicates.

Plain Python: values in, values out. It reads no clock, no file and no database.
"""

from namematch.blocking import MOST_KEYS, blocking_keys
from namematch.evidence import Verdict
from namematch.identity import Identity, plain_phone
from namematch.khmer import clusters, digits, fold, tidy, to_khmer_digits
from namematch.names import FAMILY_NAMES, split_full_name, without_village_prefix
from namematch.phonetic import name_key
from namematch.romanise import romanise
from namematch.score import Comparison, Field, Line, cannot_be_likely, compare, likely_duplicates
from namematch.weights import LIKELY, WEIGHTS, Weights, weights_for

__all__ = [
    "FAMILY_NAMES",
    "LIKELY",
    "MOST_KEYS",
    "WEIGHTS",
    "Comparison",
    "Field",
    "Identity",
    "Line",
    "Verdict",
    "Weights",
    "blocking_keys",
    "cannot_be_likely",
    "clusters",
    "compare",
    "digits",
    "fold",
    "likely_duplicates",
    "name_key",
    "plain_phone",
    "romanise",
    "split_full_name",
    "tidy",
    "to_khmer_digits",
    "weights_for",
    "without_village_prefix",
]
