"""The three kinds of queries (by a number, by an expression, by predicates) as one tree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

from spean.people.gateways.spdci.checking import bad
from spean.people.gateways.spdci.envelope import Body

OPERATORS: Final = ("gt", "lt", "eq", "ge", "le", "in")
_ALSO: Final = {"gte": "ge", "lte": "le"}
MOST_TERMS: Final = 20
_LONGEST: Final = 120
# By which number somebody is asked for, and the paper it stands on.
NUMBERS: Final[Mapping[str, str]] = {
    "UIN": "national_id",
    "NIN": "national_id",
    "NATIONALID": "national_id",
    "NATIONAL_ID": "national_id",
    "BRN": "birth_cert",
    "PASSPORT": "passport",
    "EQUITY_CARD": "equity_card",
    "NSSF": "nssf_card",
    "NSSF_CARD": "nssf_card",
    "HOUSEHOLD_ID": "household",
    "SPEAN": "client_number",
}
# What may be asked about: its names, the field that a peer must be allowed, and how it is kept.
ATTRIBUTES: Final[Mapping[str, str]] = {
    "age": "birth_date",
    "birth_date": "birth_date",
    "dob": "birth_date",
    "sex": "sex",
    "marital_status": "marital_status",
    "registration_date": "registration_date",
    "location": "address",
    "region_code": "address",
    "sub_region_code": "address",
    "poverty_score": "poverty",
    "group_size": "household",
}
_DAYS: Final = frozenset({"birth_date", "dob", "registration_date"})
_NUMBERS: Final = frozenset({"age", "poverty_score", "group_size"})
SORTS: Final = ("birth_date", "registration_date", "sex", "age")


@dataclass(frozen=True, slots=True)
class ByNumber:
    """One number of one kind of paper."""

    kind: str
    asked_type: str
    value: str


@dataclass(frozen=True, slots=True)
class Term:
    """One comparison."""

    attribute: str
    operator: str
    value: Any


@dataclass(frozen=True, slots=True)
class Group:
    """Several trees that must hold together ("and"), one of them ("or"), or none ("not")."""

    word: str
    parts: "tuple[Tree, ...]"


Tree: TypeAlias = "Term | Group"
Query: TypeAlias = "ByNumber | Group"


def read_query(query_type: Any, query: Any) -> Query:
    """Return a query as a tree.

    :raises Refused: if it is not understood; nothing of it is passed over
    """
    if query_type == "idtype-value":
        return _by_number(query)
    if query_type == "expression":
        return _bounded(_expression(_inside(query)))
    if query_type == "predicate":
        return _bounded(_predicates(query))
    raise bad("rjct.search_criteria.invalid: idtype-value, expression or predicate.")


def guessed_type(filter_type: Any, query: Any) -> Any:
    """Return the kind of a filter that does not say it."""
    if filter_type is not None:
        return filter_type
    if isinstance(query, list):
        return "predicate"
    is_expression = isinstance(query, dict) and isinstance(query.get("value"), dict)
    return "expression" if is_expression else "idtype-value"


def fields_asked(tree: Tree) -> set[str]:
    """Return the fields that an answer would tell something of."""
    if isinstance(tree, Term):
        return {ATTRIBUTES[tree.attribute]}
    return set().union(*(fields_asked(part) for part in tree.parts))


def read_sort(criteria: Body) -> list[tuple[str, bool]]:
    """Return (attribute, whether downwards) for each way to sort.

    :raises Refused: if one is not known
    """
    asked = criteria.get("sort") or []
    if not isinstance(asked, list) or len(asked) > len(SORTS):
        raise bad("rjct.sort.invalid")
    found = []
    for one in asked:
        name = one.get("attribute_name") if isinstance(one, dict) else None
        order = one.get("sort_order", "asc") if isinstance(one, dict) else None
        if name not in SORTS or order not in ("asc", "desc"):
            raise bad("rjct.sort.invalid")
        found.append((str(name), order == "desc"))
    return found


def _by_number(query: Any) -> ByNumber:
    kind = query.get("type") if isinstance(query, dict) else None
    value = query.get("value") if isinstance(query, dict) else None
    if isinstance(value, dict):
        value = value.get("value", value.get("identifier_value"))
    if not isinstance(kind, str) or isinstance(value, bool) or not isinstance(value, str | int):
        raise bad("rjct.search_criteria.invalid: a type and a value.")
    plain = str(value).strip()
    if not plain or len(plain) > _LONGEST:
        raise bad("rjct.search_criteria.invalid: a type and a value.")
    # A kind of number that is not kept here finds nobody, as a number that nobody has.
    return ByNumber(NUMBERS.get(kind.upper().rpartition(":")[2], ""), kind, plain)


def _inside(query: Any) -> Any:
    """Return the expression itself; senders wrap it up to four times."""
    for name in ("value", "expression", "query"):
        if isinstance(query, dict) and name in query:
            query = query[name]
    return query


def _expression(given: Any) -> Tree:
    if not isinstance(given, dict) or not given:
        raise bad("rjct.filter.invalid: this expression is not understood.")
    parts = [_member(name, value) for name, value in given.items()]
    return parts[0] if len(parts) == 1 else Group("and", tuple(parts))


def _member(name: str, value: Any) -> Tree:
    word = name.removeprefix("$").lower()
    if word in {"and", "or", "not"}:
        several = value if isinstance(value, list) else [value]
        if not several:
            raise bad("rjct.filter.invalid")
        return Group(word, tuple(_expression(one) for one in several))
    if not isinstance(value, dict):
        return _term(name, "eq", value)
    if not value:
        raise bad("rjct.filter.invalid")
    terms = [_term(name, sign.removeprefix("$"), given) for sign, given in value.items()]
    return Group("and", tuple(terms))


def _predicates(given: Any) -> Tree:
    if not isinstance(given, list) or not given or not all(isinstance(one, dict) for one in given):
        raise bad("rjct.filter.invalid: predicates are a list.")
    return Group("and", tuple(_predicate(one) for one in sorted(given, key=_place)))


def _place(predicate: Body) -> float:
    number = predicate.get("seq_num", 0)
    return number if isinstance(number, int | float) else 0


def _predicate(one: Body) -> Tree:
    first = _compared(one.get("expression1"))
    word, other = one.get("condition"), one.get("expression2")
    if other is None:
        return Group("not", (first,)) if word == "not" else first
    second = _compared(other)
    if word == "not":
        return Group("and", (first, Group("not", (second,))))
    if word not in ("and", "or"):
        raise bad("rjct.filter.invalid: and, or, not.")
    return Group(word, (first, second))


def _compared(given: Any) -> Term:
    if not isinstance(given, dict):
        raise bad("rjct.filter.invalid: an expression is missing.")
    names = ("attribute_name", "operator", "attribute_value")
    name, sign, value = (given.get(one) for one in names)
    return _term(name, sign, value)


def _term(name: Any, sign: Any, value: Any) -> Term:
    attribute = name.lower().rpartition(".")[2] if isinstance(name, str) else ""
    operator = _ALSO.get(sign, sign) if isinstance(sign, str) else ""
    if attribute not in ATTRIBUTES or operator not in OPERATORS:
        raise bad("rjct.filter.invalid: this attribute or operator is not known here.")
    if operator != "in":
        return Term(attribute, operator, _value(attribute, value))
    several = value.split(",") if isinstance(value, str) else value
    if not isinstance(several, list) or not 0 < len(several) <= MOST_TERMS:
        raise bad("rjct.filter.invalid: in takes a list.")
    return Term(attribute, operator, tuple(_value(attribute, one) for one in several))


def _value(attribute: str, given: Any) -> Any:
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise bad("rjct.filter.invalid: a value is a text or a number.")
    if len(str(given)) > _LONGEST:
        raise bad("rjct.filter.invalid: this value is too long.")
    try:
        if attribute in _NUMBERS:
            number = float(given)
            if not -1_000 < number < 1_000_000:
                raise ValueError
            return number
        return date.fromisoformat(str(given)[:10]) if attribute in _DAYS else str(given).strip()
    except ValueError:
        raise bad("rjct.filter.invalid: this value cannot be compared.") from None


def _bounded(tree: Tree) -> Group:
    if _size([tree]) > MOST_TERMS:
        raise bad("rjct.filter.invalid: too many terms.")
    return tree if isinstance(tree, Group) else Group("and", (tree,))


def _size(trees: Iterable[Tree]) -> int:
    return sum(_size(one.parts) if isinstance(one, Group) else 1 for one in trees)
