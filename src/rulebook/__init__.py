"""Rules of labour law and benefits as dated, sourced rows: what was in force, and who says so.

No figure of any law is written here. Rows come in as values, each with its days, its source and
whether it was checked; questions are answered yes, no or unknown, with the rule behind the answer
and the reasons in Khmer and English.
"""

from rulebook.book import NoRuleInForce, Rulebook, explain
from rulebook.conditions import CONDITION, BadCondition, parse, unparse
from rulebook.eligibility import ELIGIBLE, Decision, eligibility, schemes_of, ways_of
from rulebook.facts import FACTS, Fact, FactKind, Situation
from rulebook.findings import WrongUnit, legal_age, meets_minimum_wage
from rulebook.labour import (
    Reckoned,
    annual_leave,
    last_day,
    maternity_pay,
    night_pay,
    overtime_pay,
    seniority_bonus,
    seniority_indemnity,
    severance_of_fixed_contract,
    sick_pay,
    stays_within,
)
from rulebook.model import BadRule, Basis, Facts, Finding, Rule, Value, Verdict
from rulebook.publishing import Fault, faults, gaps, losing_by_more, with_draft
from rulebook.reading import BadRow, read, rules_from
from rulebook.telling import told, told_briefly
from rulebook.wording import Said, said_amount, said_day, said_unit

__all__ = [
    "CONDITION",
    "ELIGIBLE",
    "FACTS",
    "BadCondition",
    "BadRow",
    "BadRule",
    "Basis",
    "Decision",
    "Fact",
    "FactKind",
    "Facts",
    "Fault",
    "Finding",
    "NoRuleInForce",
    "Reckoned",
    "Rule",
    "Rulebook",
    "Said",
    "Situation",
    "Value",
    "Verdict",
    "WrongUnit",
    "annual_leave",
    "eligibility",
    "explain",
    "faults",
    "gaps",
    "last_day",
    "legal_age",
    "losing_by_more",
    "maternity_pay",
    "meets_minimum_wage",
    "night_pay",
    "overtime_pay",
    "parse",
    "read",
    "rules_from",
    "said_amount",
    "said_day",
    "said_unit",
    "schemes_of",
    "seniority_bonus",
    "seniority_indemnity",
    "severance_of_fixed_contract",
    "sick_pay",
    "stays_within",
    "told",
    "told_briefly",
    "unparse",
    "ways_of",
    "with_draft",
]
