"""The words of a certificate on paper: every one in Khmer and in English, on one page."""

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from spean.core.wording import day_text, digits_text
from spean.skills.contracts import Faces
from spean.skills.gateways.sealing import drawing_of
from spean.skills.models import Certificate

# An unbroken run of letters longer than this may be parted at the end of a line.
_RUN: Final = 18
_MAY_BREAK: Final = "\u200b"


def certificate_words(certificate: Certificate, faces: Faces, address: str) -> dict[str, Any]:
    """Return what the template `certificate` needs; a copy is the same as the first."""
    standard, sealed_at = certificate.standard, certificate.sealed_at
    assert sealed_at is not None
    born = _("Year of birth: %(year)s")
    level = _("Level %(level)s of the Cambodian Qualifications Framework")
    return {
        "lang": "km",
        "title": certificate.number,
        "foot": [certificate.number],
        "page_word": "{page} / {pages}",
        "training_word": _said(_("training"), "km"),
        "centre": _labels(certificate.centre),
        "number": certificate.number,
        "number_word": _both(_("Number")),
        "bands": _bands(certificate),
        "heading": _both(_("Certificate of competency")),
        "says": _both(_("This certifies that")),
        "name_km": _breakable(faces.name_km or faces.name_latin),
        "name_latin": _breakable(faces.name_latin) if faces.name_km else "",
        "born": _both(born, year=faces.birth_year) if faces.birth_year else None,
        "is_competent": _both(_("was assessed and is competent in the work of")),
        "occupation": _labels(standard),
        "level": _both(level, level=standard.level),
        "units": [
            {"code": row.unit.code, **_labels(row.unit)}
            for row in certificate.units.select_related("unit").order_by("unit__sort", "unit__code")
        ],
        "signs": [
            {"name": certificate.proposed_by.display_name, **_both(_("Proposed by"))},
            {"name": certificate.sealed_by.display_name, **_both(_("Sealed by"))}
            if certificate.sealed_by
            else {},
        ],
        "facts": [
            _dated(_("Proven on %(day)s"), certificate.proven_on),
            _dated(_("Issued on %(day)s"), sealed_at.date()),
        ],
        "codes": [dict(zip(("svg", "mm"), drawing_of(text), strict=True)) for text in faces.texts],
        "how": _both(_("Is it genuine? Scan the code with the page at this address:")),
        "address": address,
    }


def _bands(certificate: Certificate) -> list[dict[str, str]]:
    bands = []
    if certificate.is_specimen:
        bands.append(_both(_("Specimen: proves nothing")))
    if certificate.is_unverified:
        bands.append(_both(_("The competency standard is not verified")))
    return bands


def _both(text: str | Promise, **details: object) -> dict[str, str]:
    return {language: _said(text, language, **details) for language in ("km", "en")}


def _said(text: str | Promise, language: str, **details: object) -> str:
    with override(language):
        said = {name: digits_text(value) for name, value in details.items()}
        return str(text) % said if said else str(text)


def _dated(text: str | Promise, day: Any) -> dict[str, str]:
    said = {}
    for language in ("km", "en"):
        with override(language):
            said[language] = str(text) % {"day": day_text(day)}
    return said


def _labels(row: Any) -> dict[str, str]:
    return {"km": row.label_km or row.label_en, "en": row.label_en}


def _breakable(name: str) -> str:
    """Return a name whose longest words may be parted, so that no name runs off the paper."""
    words = name.split(" ")
    return " ".join(
        _MAY_BREAK.join(word[at : at + _RUN] for at in range(0, len(word), _RUN))
        if word.isascii() and len(word) > _RUN
        else word
        for word in words
    )
