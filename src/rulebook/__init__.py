"""Rules of labour law and benefits as dated, sourced rows: what was in force, and who says so.

No figure of any law is written here. Rows come in as values, each with its days, its source and
whether it was checked; questions are answered yes, no or unknown, with the rule behind the answer.
"""

from rulebook.book import NoRuleInForce, Rulebook, explain
from rulebook.findings import WrongUnit, legal_age, meets_minimum_wage
from rulebook.model import BadRule, Basis, Facts, Finding, Rule, Value, Verdict
from rulebook.reading import BadRow, read, rules_from

__all__ = [
    "BadRow",
    "BadRule",
    "Basis",
    "Facts",
    "Finding",
    "NoRuleInForce",
    "Rule",
    "Rulebook",
    "Value",
    "Verdict",
    "WrongUnit",
    "explain",
    "legal_age",
    "meets_minimum_wage",
    "read",
    "rules_from",
]
