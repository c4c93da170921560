"""XLSForms: what staff write in Excel, checked, repaired where it is safe, and compiled."""

from spean.surveys.rules.xlsform.check import check_form, refused

__all__ = ["check_form", "refused"]
