"""What the console says, in Khmer and English: whoever starts a server may read either."""

from django.utils import translation
from django.utils.functional import Promise

from spean.core.errors import DomainError


def both(text: str | Promise | DomainError) -> str:
    """Return a text in Khmer and in English, one below the other."""
    said = []
    for language in ("km", "en"):
        with translation.override(language):
            said.append(str(text))
    return "\n".join(dict.fromkeys(said))
