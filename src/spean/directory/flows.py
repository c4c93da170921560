"""The legal life of a rule: one person drafts it, another publishes it or turns it down."""

from typing import Final

from spean.core.flow import Flow, Move
from spean.directory.choices import RuleState as S

RULE: Final = Flow(
    start=S.DRAFT,
    moves={
        "change": Move(frozenset({S.DRAFT}), S.DRAFT),
        "publish": Move(frozenset({S.DRAFT}), S.PUBLISHED),
        "reject": Move(frozenset({S.DRAFT}), S.REJECTED),
        "replace": Move(frozenset({S.PUBLISHED}), S.REPLACED),
    },
)
