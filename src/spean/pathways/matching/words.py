"""Words of the tables that become values of `jobmatch`."""

from spean.people.models import Person

KHMER = "khm"
THAI = "tha"
# How staff write "Thai" in a vacancy.
SAY_THAI = ("thai", "ថៃ")


def known(word: str) -> bool | None:
    """Return yes as True, no as False, and anything else as not known."""
    return {"yes": True, "no": False}.get(word)


def languages_in(text: str) -> frozenset[str]:
    """Return Thai if a vacancy asks for it (ISO 639-3).

    The register asks people about no other language: nobody is kept from work by a language that
    she was never asked about.
    """
    said = text.lower()
    return frozenset({THAI} if any(word in said for word in SAY_THAI) else ())


def licences_in(text: str) -> frozenset[str] | None:
    """Return the licences named one after the other, or None where nobody has asked."""
    return frozenset(word.strip() for word in text.split(",") if word.strip()) or None


def languages_of(person: Person) -> frozenset[str] | None:
    """Return what the person is known to speak; None while Thai was not asked about."""
    if not person.speaks_thai:
        return None
    return frozenset({KHMER, THAI} if person.speaks_thai != "no" else {KHMER})
