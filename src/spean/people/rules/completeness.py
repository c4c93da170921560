"""What a registration still lacks (F1, column "required")."""

from collections.abc import Mapping

# A file may be saved without them, for nobody is sent away; the officer is shown what to ask next.
_WANTED = ("born_on", "main_needs", "contacts", "consent")


def missing_fields(facts: Mapping[str, object]) -> list[str]:
    """Return the required fields of F1 that hold nothing, in the order of the form.

    `facts` holds `born_on`, `main_needs`, `contacts` (live telephones) and `consent` (whether
    there is a decision); anything empty is missing.
    """
    return [name for name in _WANTED if not facts.get(name)]
