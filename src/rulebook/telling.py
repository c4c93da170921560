"""What a finding says, in both languages: yes, no or needs checking, and by which rule."""

from rulebook.eligibility import NOT_VERIFIED
from rulebook.model import Basis, Finding, Rule, Verdict
from rulebook.wording import Said, said_amount, said_day

NO_FIGURE = Said(
    "ត្រូវពិនិត្យ៖ គ្មានបទដ្ឋានកត់ត្រាអំពីរឿងនេះសម្រាប់ថ្ងៃនោះទេ។",
    "Needs checking: no rule about this is written down for that day.",
)
NO_LAW = Said(
    "ត្រូវពិនិត្យ៖ ច្បាប់មិនកំណត់តួលេខនៅទីនេះទេ។ លេខនេះគ្រាន់តែសម្រាប់ប្រៀបធៀប៖",
    "Needs checking: the law sets no figure here. This one is only to compare with:",
)
_ASKED = ("wage", "age", "amount")


def told(finding: Finding) -> Said:
    """Return a finding in sentences, with its source; there is one for every outcome."""
    if finding.rule is None:
        return NO_FIGURE
    return _joined(told_briefly(finding), *_source(finding.rule))


def told_briefly(finding: Finding) -> Said:
    """Return what was found alone, for a page that shows the source beside it."""
    if finding.rule is None:
        return NO_FIGURE
    compared = _compared(finding, finding.rule)
    return _joined(NO_LAW, compared) if finding.basis is Basis.COMPARATOR else compared


def _joined(*parts: Said) -> Said:
    return Said(" ".join(one.km for one in parts), " ".join(one.en for one in parts))


def _compared(finding: Finding, rule: Rule) -> Said:
    numbers = finding.numbers
    is_most = "maximum" in numbers
    bound = next((numbers[n] for n in ("minimum", "maximum", "comparator") if n in numbers), None)
    asked = next((numbers[name] for name in _ASKED if name in numbers), None)
    if bound is None:
        return NO_FIGURE
    limit = said_amount(bound, rule.unit)
    least = Said("យ៉ាងច្រើន", "at most") if is_most else Said("យ៉ាងតិច", "at least")
    if asked is None:
        return Said(
            f"ត្រូវពិនិត្យ៖ ត្រូវមាន{least.km} {limit.km} តែមិនទាន់ដឹងតួលេខទេ។",
            f"Needs checking: it must be {least.en} {limit.en}, and the figure is not known.",
        )
    given, opening = said_amount(asked, rule.unit), _OPENING[finding.verdict]
    return Said(
        f"{opening.km} {given.km}; {least.km} {limit.km}។",
        f"{opening.en} {given.en}; {least.en} {limit.en}.",
    )


def _source(rule: Rule) -> list[Said]:
    since = said_day(rule.valid_from)
    source = Said(
        f"ជាធរមានពីថ្ងៃទី {since.km}។ ប្រភព៖ {rule.source}។",
        f"In force since {since.en}. Source: {rule.source}.",
    )
    return [source] if rule.verified else [source, NOT_VERIFIED]


_OPENING = {
    Verdict.YES: Said("បាទ/ចាស ត្រឹមត្រូវ៖", "Yes:"),
    Verdict.NO: Said("ទេ មិនត្រឹមត្រូវ៖", "No:"),
    Verdict.UNKNOWN: Said("ត្រូវពិនិត្យ៖", "Needs checking:"),
}
