"""Whether a draft may join the rules in force, and how they stand once it has.

A law change is one new row: the row before it ends the day before. What would leave a day without
a rule, or give a day two, is refused with a sentence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rulebook.conditions import CONDITION, Condition
from rulebook.eligibility import ways_of
from rulebook.model import Rule
from rulebook.wording import Said, said_day, said_unit

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row may not be published: a code, the day it is about, and a sentence."""

    code: str
    day: date
    said: Said


def faults(
    history: Sequence[Rule], draft: Rule, *, instead_of: Rule | None = None
) -> tuple[Fault, ...]:
    """Return what speaks against publishing a draft beside the rules of its code; empty is well.

    :param history: every published rule of the code, in any order
    :param instead_of: the rule that the draft corrects, if it corrects one
    """
    others = _others(history, instead_of)
    found = [_other_unit(others, draft), _same_day(others, draft), _overlap(others, draft)]
    if not any(found):
        found = list(_gaps(with_draft(history, draft, instead_of=instead_of)))
    return tuple(one for one in found if one is not None)


def with_draft(
    history: Sequence[Rule], draft: Rule, *, instead_of: Rule | None = None
) -> tuple[Rule, ...]:
    """Return the rules of a code as they stand once the draft is published, oldest first.

    The rule before ends the day before the draft; a draft without an end ends where the next
    begins.
    """
    others = _others(history, instead_of)
    before = [rule for rule in others if rule.valid_from < draft.valid_from]
    after = [rule for rule in others if rule.valid_from > draft.valid_from]
    if before and _reaches(before[-1], draft, instead_of):
        before[-1] = replace(before[-1], valid_to=draft.valid_from - _DAY)
    if draft.valid_to is None and after:
        draft = replace(draft, valid_to=after[0].valid_from - _DAY)
    return (*before, draft, *after)


def gaps(rules: Iterable[Rule]) -> tuple[Fault, ...]:
    """Return the days after the first rule of a code on which none is in force."""
    return tuple(_gaps(sorted(rules, key=lambda rule: rule.valid_from)))


def losing_by_more(rule: Rule) -> tuple[Condition, ...]:
    """Return conditions by which a household loses a right because it has more children or aged.

    A law may mean that; whoever approves is asked to look twice.
    """
    ways = ways_of(rule) if rule.unit == CONDITION else ()
    return tuple(one for way in ways for one in way.conditions if one.may_lose_by_more)


def _others(history: Sequence[Rule], instead_of: Rule | None) -> list[Rule]:
    kept = [rule for rule in history if rule != instead_of]
    return sorted(kept, key=lambda rule: rule.valid_from)


def _reaches(earlier: Rule, draft: Rule, instead_of: Rule | None) -> bool:
    """Tell whether the earlier rule runs up to the draft, or did up to the rule it corrects."""
    if earlier.valid_to is None or earlier.valid_to >= draft.valid_from:
        return True
    return instead_of is not None and earlier.valid_to == instead_of.valid_from - _DAY


def _other_unit(others: list[Rule], draft: Rule) -> Fault | None:
    if not others or others[-1].unit == draft.unit:
        return None
    was, now = said_unit(others[-1].unit or "–"), said_unit(draft.unit or "–")
    return Fault(
        "other-unit",
        draft.valid_from,
        Said(
            f"បទដ្ឋាននេះរាប់ជា {was.km} មិនមែន {now.km} ទេ។ សូមប្តូរតម្លៃទៅជា {was.km}។",
            f"This rule is counted in {was.en}, not in {now.en}. Please write it in {was.en}.",
        ),
    )


def _same_day(others: list[Rule], draft: Rule) -> Fault | None:
    if draft.valid_from not in {rule.valid_from for rule in others}:
        return None
    day = draft.valid_from
    named = said_day(day)
    return Fault(
        "two-rules",
        day,
        Said(
            f"មានបទដ្ឋានមួយរួចហើយចាប់ពីថ្ងៃទី {named.km}។ បើវាខុស សូមកែបទដ្ឋាននោះ។",
            f"A rule already begins on {named.en}. If it is wrong, correct that one.",
        ),
    )


def _overlap(others: list[Rule], draft: Rule) -> Fault | None:
    later = [rule for rule in others if rule.valid_from > draft.valid_from]
    if draft.valid_to is None or not later or draft.valid_to < later[0].valid_from:
        return None
    day = later[0].valid_from
    named = said_day(day)
    return Fault(
        "two-rules",
        day,
        Said(
            f"ចាប់ពីថ្ងៃទី {named.km} នឹងមានបទដ្ឋានពីរផ្ទុយគ្នា។ សូមបញ្ចប់បទដ្ឋាននេះមុនថ្ងៃនោះ។",
            f"From {named.en} two rules would be in force. Please end this one before that day.",
        ),
    )


def _gaps(chain: Sequence[Rule]) -> Iterable[Fault]:
    for earlier, later in zip(chain, [*chain[1:], None], strict=True):
        if earlier.valid_to is None:
            continue
        first = earlier.valid_to + _DAY
        named = said_day(first)
        if later is None or later.valid_from > first:
            yield Fault(
                "no-rule",
                first,
                Said(
                    f"ចាប់ពីថ្ងៃទី {named.km} នឹងគ្មានបទដ្ឋានណានៅជាធរមានទេ។"
                    " សូមសរសេរបទដ្ឋានបន្ទាប់ ឬទុកថ្ងៃបញ្ចប់ឱ្យនៅទទេ។",
                    f"From {named.en} no rule would be in force. Please write the rule that follows"
                    " first, or leave the last day empty.",
                ),
            )
