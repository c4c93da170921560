"""Hours and numbers of a centre's day (plain Python)."""

from datetime import datetime, timedelta

Span = tuple[datetime, int]


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans, each a beginning and its minutes, share any time."""
    first, second = sorted((one, other), key=lambda span: span[0])
    return second[0] < first[0] + timedelta(minutes=first[1])


def waited(since: datetime, until: datetime) -> int:
    """Return the whole minutes between two moments, never below none."""
    return max(0, int((until - since).total_seconds() // 60))
