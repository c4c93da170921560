"""The verdict in words: Khmer, then English."""

from collections.abc import Iterable
from typing import Final

from certseal.check import State, Verdict
from certseal.payload import Claims

Words = tuple[str, str]

_STATES: Final[dict[State, Words]] = {
    State.GENUINE: ("វិញ្ញាបនបត្រនេះពិតប្រាកដ។", "This certificate is genuine."),
    State.EXPIRED: (
        "វិញ្ញាបនបត្រនេះពិតប្រាកដ ប៉ុន្តែហួសសុពលភាពហើយ។",
        "This certificate was genuine and has expired.",
    ),
    State.REVOKED: ("វិញ្ញាបនបត្រនេះត្រូវបានដកហូតវិញហើយ។", "This certificate has been revoked."),
    State.NOT_GENUINE: ("វិញ្ញាបនបត្រនេះមិនពិតទេ។", "This certificate is not genuine."),
    State.UNKNOWN_KEY: (
        "មិនអាចវិនិច្ឆ័យដោយបញ្ជីនេះបានទេ។ សូមយកបញ្ជីថ្មី រួចពិនិត្យម្ដងទៀត។",
        "It cannot be judged with this list. Fetch a new list, then check again.",
    ),
    State.UNREADABLE: (
        "អានមិនបានទេ។ នេះមិនមែនមានន័យថាវិញ្ញាបនបត្រមិនពិតទេ។",
        "It cannot be read. This says nothing against the certificate.",
    ),
}
_REASONS: Final[dict[str, Words]] = {
    "other_system": ("កូដ QR នេះជារបស់ប្រព័ន្ធផ្សេង។", "The QR is of another system."),
    "newer_format": (
        "វិញ្ញាបនបត្រនេះថ្មីជាងកម្មវិធីនេះ។ សូមធ្វើបច្ចុប្បន្នភាពកម្មវិធី។",
        "The certificate is newer than this program. Update the program.",
    ),
    "no_qr": ("រកមិនឃើញកូដ QR ក្នុងរូបភាពទេ។", "No QR was found in the picture."),
    "no_text": (
        "ឯកសារនេះមិនមែនជារូបភាពដែលអាចបើកបាន ហើយក៏មិនមែនជាអត្ថបទនៃវិញ្ញាបនបត្រដែរ។",
        "The file is no picture that can be opened, and no text of a certificate.",
    ),
    "damaged": ("អត្ថបទនេះខូច ឬមិនពេញលេញ។", "The text is damaged or incomplete."),
    "key_revoked": (
        "សោរបស់មជ្ឈមណ្ឌលនេះត្រូវបានដកហូតវិញហើយ។",
        "The key of the centre that sealed it has been revoked.",
    ),
}
_SPECIMEN: Final[Words] = (
    "នេះជាគំរូសម្រាប់បង្ហាញប៉ុណ្ណោះ មិនមែនជាភស្តុតាងទេ។",
    "It is a specimen for demonstration and proves nothing.",
)
_UNVERIFIED: Final[Words] = (
    "ស្តង់ដារនេះមិនទាន់មានការបញ្ជាក់ពីអាជ្ញាធរទេ។",
    "The authority has not confirmed this standard yet.",
)


def sentence(state: State) -> Words:
    """Return the answer itself, in Khmer and in English."""
    return _STATES[state]


def told(verdict: Verdict) -> list[Words]:
    """Return the whole answer line by line, each in Khmer and in English."""
    lines = [_STATES[verdict.state]]
    if verdict.reason in _REASONS:
        lines.append(_REASONS[verdict.reason])
    if verdict.claims is not None:
        lines += _claims(verdict, verdict.claims)
    if verdict.state is not State.UNREADABLE:
        lines += _list(verdict)
    return lines


def _list(verdict: Verdict) -> Iterable[Words]:
    days = verdict.list_age_days
    yield (
        f"បញ្ជីដែលប្រើមានអាយុ {days} ថ្ងៃ។",
        f"The list used is {days} {'day' if days == 1 else 'days'} old.",
    )
    if verdict.list_is_older:
        yield (
            "វិញ្ញាបនបត្រនេះចេញក្រោយបញ្ជីនេះ។",
            "The certificate was issued after this list.",
        )


def _claims(verdict: Verdict, claims: Claims) -> Iterable[Words]:
    if claims.is_specimen:
        yield _SPECIMEN
    yield from _who(claims)
    yield from _what(verdict, claims)
    if verdict.key is not None:
        yield f"ចេញដោយ៖ {verdict.key.name_km}", f"Issued by: {verdict.key.name_en}"
    day = claims.issued_at.date().isoformat()
    yield f"ចេញថ្ងៃ៖ {day}", f"Issued on: {day}"
    if claims.expires_at is not None:
        until = claims.expires_at.date().isoformat()
        yield f"មានសុពលភាពដល់៖ {until}", f"Valid until: {until}"
    if claims.parts > 1:
        yield (
            f"ផ្នែកទី {claims.part} ក្នុងចំណោម {claims.parts}",
            f"Part {claims.part} of {claims.parts}",
        )
    yield f"លេខ៖ {claims.id}", f"Number: {claims.id}"


def _who(claims: Claims) -> Iterable[Words]:
    yield f"ឈ្មោះ៖ {_names(claims)}", f"Name: {_names(claims)}"
    if claims.birth_year is not None:
        yield f"ឆ្នាំកំណើត៖ {claims.birth_year}", f"Year of birth: {claims.birth_year}"


def _what(verdict: Verdict, claims: Claims) -> Iterable[Words]:
    for number, unit in zip(claims.units, verdict.units, strict=True):
        km, en = (unit.label_km, unit.label_en) if unit else (f"{number}", f"number {number}")
        code = f" ({unit.code})" if unit else ""
        yield f"ឯកតាសមត្ថភាព៖ {km}{code}", f"Unit of competency: {en}{code}"
    if claims.level is not None:
        yield f"កម្រិត៖ {claims.level}", f"Level: {claims.level}"
    if claims.is_unverified:
        yield _UNVERIFIED


def _names(claims: Claims) -> str:
    km = claims.name_km + "…" * claims.name_km_is_shortened
    latin = claims.name_latin + "…" * claims.name_latin_is_shortened
    # Isolated, so that a name written from right to left leaves its neighbours where they are.
    return " / ".join(f"\u2068{name}\u2069" for name in (km, latin) if name)
