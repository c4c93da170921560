"""The OData description of a questionnaire's tables (CSDL 4.0), which Power BI asks for first."""

from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import quoteattr

from spean.surveys.rules.feed import Feed

_EDMX: Final = "http://docs.oasis-open.org/odata/ns/edmx"
_EDM: Final = "http://docs.oasis-open.org/odata/ns/edm"
_OURS: Final = "org.opendatakit.submission"
_SYSTEM: Final = (
    ("submissionDate", "Edm.DateTimeOffset"),
    ("updatedAt", "Edm.DateTimeOffset"),
    ("deletedAt", "Edm.DateTimeOffset"),
    ("submitterId", "Edm.String"),
    ("submitterName", "Edm.String"),
    ("attachmentsPresent", "Edm.Int64"),
    ("attachmentsExpected", "Edm.Int64"),
    ("status", "Edm.String"),
    ("reviewState", "Edm.String"),
    ("deviceId", "Edm.String"),
    ("edits", "Edm.Int64"),
    ("formVersion", "Edm.String"),
    ("centre", "Edm.String"),
    ("otherAnswers", "Edm.String"),
)
_Groups = dict[tuple[str, ...], list[str]]


def metadata_of(form_id: str, feed: Feed) -> str:
    """Return the description of all tables of a questionnaire."""
    space = f"org.opendatakit.user.{form_id}"
    system = "".join(_property(name, kind) for name, kind in _SYSTEM)
    types = "".join(_types(space, feed, place) for place in range(len(feed.names)))
    sets = "".join(
        f"<EntitySet Name={quoteattr(name)} EntityType={quoteattr(f'{space}.{_flat(name)}')}/>"
        for name in feed.names
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<edmx:Edmx xmlns:edmx="{_EDMX}" Version="4.0"><edmx:DataServices>'
        f'<Schema xmlns="{_EDM}" Namespace="{_OURS}">'
        f'<ComplexType Name="metadata">{system}</ComplexType></Schema>'
        f'<Schema xmlns="{_EDM}" Namespace={quoteattr(space)}>{types}'
        f'<EntityContainer Name="answers">{sets}</EntityContainer></Schema>'
        "</edmx:DataServices></edmx:Edmx>"
    )


def _types(space: str, feed: Feed, place: int) -> str:
    """Return the type of a table's rows, and those of the groups in them."""
    base = _flat(feed.names[place])
    groups: _Groups = {(): []}
    for one in feed.properties[place]:
        _open(groups, one.groups, space, base)
        groups[one.groups].append(_property(one.name, one.type))
    for at in feed.below(place):
        way = feed.ways[at]
        _open(groups, way[:-1], space, base)
        kind = f"Collection({space}.{_flat(feed.names[at])})"
        link = f"<NavigationProperty Name={quoteattr(way[-1])} Type={quoteattr(kind)}/>"
        groups[way[:-1]].append(link)
    own = [_property("__id", "Edm.String", is_key=True)]
    own.append(
        _property(feed.key_above(place), "Edm.String")
        if place
        else _property("__system", f"{_OURS}.metadata")
    )
    entity = "".join([*own, *groups.pop(())])
    complex_types = "".join(
        f"<ComplexType Name={quoteattr(_named(base, path))}>{''.join(inside)}</ComplexType>"
        for path, inside in groups.items()
    )
    key = '<Key><PropertyRef Name="__id"/></Key>'
    return f"<EntityType Name={quoteattr(base)}>{key}{entity}</EntityType>{complex_types}"


def _open(groups: _Groups, path: tuple[str, ...], space: str, base: str) -> None:
    """Make sure that a group, and every group around it, has a type and a place."""
    for depth in range(1, len(path) + 1):
        group = path[:depth]
        if group not in groups:
            groups[group] = []
            kind = f"{space}.{_named(base, group)}"
            groups[group[:-1]].append(_property(group[-1], kind))


def _property(name: str, kind: str, *, is_key: bool = False) -> str:
    nullable = ' Nullable="false"' if is_key else ""
    return f"<Property Name={quoteattr(name)} Type={quoteattr(kind)}{nullable}/>"


def _named(base: str, path: Iterable[str]) -> str:
    return ".".join((base, *path)).replace(".", "_")


def _flat(name: str) -> str:
    return name.replace(".", "_")
