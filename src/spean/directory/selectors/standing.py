"""How the rules stand: in force, coming, drafted; and what speaks against a draft."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from rulebook import (
    FACTS,
    Rule,
    faults,
    losing_by_more,
    said_amount,
    said_unit,
    ways_of,
)
from spean.accounts.models import User
from spean.directory.choices import RuleKind, RuleState, RuleTopic
from spean.directory.models import RuleRow, RuleSubject
from spean.directory.perms import can
from spean.directory.selectors.rules import as_rule, history_of, in_reader_language


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """One subject on a day: the row in force, the next to come, and how many drafts there are."""

    subject: RuleSubject
    now: RuleRow | None
    coming: RuleRow | None
    drafts: int


@dataclass(frozen=True, slots=True)
class Topic:
    """Subjects that belong together."""

    code: str
    label: str
    lines: list[SubjectLine] = field(default_factory=list)


def subjects_visible_to(viewer: User) -> QuerySet[RuleSubject]:
    """Return the subjects of rules, in their order."""
    found = RuleSubject.objects.order_by("sort", "code")
    return found if can(viewer, "rules.view") else found.none()


def rules_visible_to(viewer: User) -> QuerySet[RuleRow]:
    """Return the rules: what was or is in force for all, drafts for those who write rules."""
    found = RuleRow.objects.select_related("drafted_by", "decided_by", "checked_by", "corrects")
    if can(viewer, "rules.draft"):
        return found
    public = Q(state__in=[RuleState.PUBLISHED, RuleState.REPLACED])
    return found.filter(public) if can(viewer, "rules.view") else found.none()


def topics_on(viewer: User, day: date) -> list[Topic]:
    """Return all subjects by topic, with what stands about each on a day. Two queries."""
    by_code: dict[str, list[RuleRow]] = {}
    for row in rules_visible_to(viewer).order_by("code", "valid_from"):
        by_code.setdefault(row.code, []).append(row)
    topics = {code: Topic(code, str(RuleTopic(code).label)) for code in RuleTopic.values}
    for subject in subjects_visible_to(viewer):
        line = _line(subject, by_code.get(subject.code, []), day)
        topics[subject.topic].lines.append(line)
    return [topic for topic in topics.values() if topic.lines]


def rows_of(viewer: User, code: str) -> list[RuleRow]:
    """Return every row of a subject that the viewer may see, the newest first."""
    return list(rules_visible_to(viewer).filter(code=code).order_by("-valid_from", "-created_at"))


def standing_of(row: RuleRow, day: date) -> str:
    """Return how a row stands on a day: its state, or in force, coming, or over."""
    if row.state != RuleState.PUBLISHED:
        return str(row.state)
    if row.valid_from > day:
        return "coming"
    return "over" if row.valid_to is not None and row.valid_to < day else "in-force"


def faults_of(row: RuleRow) -> list[str]:
    """Return what speaks against publishing a draft, as sentences; empty is well."""
    corrected = as_rule(row.corrects) if row.corrects else None
    found = faults(_published(row), as_rule(row), instead_of=corrected)
    return [in_reader_language(fault.said) for fault in found]


def doubts_of(row: RuleRow) -> list[str]:
    """Return the conditions of a row by which more children or aged would lose a right."""
    return [in_reader_language(one.said) for one in losing_by_more(as_rule(row))]


def ways_said(row: RuleRow) -> list[str]:
    """Return the ways in that a condition names, in words; nobody, if it names none."""
    return [in_reader_language(way.said) for way in ways_of(as_rule(row))]


def value_said(row: RuleRow) -> str:
    """Return a number with what it counts, or the text; a condition is said by `ways_said`."""
    rule = as_rule(row)
    if isinstance(rule.value, str | bool) or rule.unit in {"", "telephone"}:
        return row.value
    return in_reader_language(said_amount(rule.value, rule.unit))


def unit_said(subject: RuleSubject) -> str:
    """Return what the numbers of a subject count."""
    return "" if subject.kind != RuleKind.NUMBER else in_reader_language(said_unit(subject.unit))


def words_of_conditions() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return what a condition may ask: how it is written, what it means, and its words."""
    shapes = {"yes-no": "{}", "number": "{} >= 1", "word": "{} in {}"}
    return [
        (
            shapes[fact.kind].format(code, " ".join(fact.words)),
            in_reader_language(fact.label),
            [(word, in_reader_language(said)) for word, said in fact.words.items()],
        )
        for code, fact in FACTS.items()
    ]


def _published(row: RuleRow) -> list[Rule]:
    return [rule for rule in history_of(row.code) if rule.ref != str(row.pk)]


def _line(subject: RuleSubject, rows: list[RuleRow], day: date) -> SubjectLine:
    stands = {name: [row for row in rows if standing_of(row, day) == name] for name in _SHOWN}
    coming = stands["coming"]
    return SubjectLine(
        subject,
        next(iter(stands["in-force"]), None),
        coming[0] if coming else None,
        len(stands["draft"]),
    )


_SHOWN = ("in-force", "coming", "draft")
