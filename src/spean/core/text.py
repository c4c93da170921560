"""Khmer and Latin text as it is stored and as it is searched (plain Python).

The one normaliser lives in `namematch`; the house reaches it through this file.
"""

from namematch import digits, fold, tidy, to_khmer_digits

__all__ = ["digits", "fold", "tidy", "to_khmer_digits"]
