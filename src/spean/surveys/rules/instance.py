"""One filled form as a telephone sends it: an XML document that is read and never trusted.

The shape is that of the ODK XForms specification: the root names the form (`id`, `version`), its
`meta` holds `instanceID` and, for a correction, `deprecatedID`.
"""

import hashlib
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ExpatError, ParserCreate

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

LARGEST_XML: Final = 5_000_000
MOST_ANSWERS: Final = 50_000
DEEPEST: Final = 100
LONGEST_ID: Final = 255
_FIRST: Final = 4_000
_ID: Final = re.compile(rb"instanceID>\s*([^<&\s]+)\s*<")
_NAMESPACE: Final = uuid.UUID("4f1d6f0e-2c4f-5d0a-9a53-0d6b2b1c7a10")


class NotAnInstance(Exception):
    """The document is refused; `code` says why and quotes nothing of it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Answers:
    """The answers of one group: `{name: [text, or the answers of a group or of a repeat's turn]}`.

    Names of questions are looked for through groups, never into repeats, so that a group can be
    put around questions without changing what they mean.
    """

    items: Mapping[str, Sequence["str | Answers"]]
    repeats: frozenset[str] = frozenset()

    def text(self, name: str) -> str:
        """Return the answer to a question, "" where there is none."""
        found = self._flat.get(name)
        return found if isinstance(found, str) else ""

    def codes(self, name: str) -> tuple[str, ...]:
        """Return what was ticked in a question of many choices."""
        return tuple(dict.fromkeys(self.text(name).split()))

    def named(self, prefix: str) -> dict[str, str]:
        """Return {rest of the name: answer} of the questions whose names begin so."""
        return {
            name.removeprefix(prefix): many[0]
            for group in self._groups()
            for name, many in group.items.items()
            if name.startswith(prefix) and isinstance(many[0], str)
        }

    def turns(self, name: str) -> tuple["Answers", ...]:
        """Return each turn of a repeat; a turn without any answer is none."""
        for group in self._groups():
            turns = group.items.get(name)
            if turns:
                return tuple(one for one in turns if isinstance(one, Answers) and one.is_filled)
        return ()

    @property
    def is_filled(self) -> bool:
        """Tell whether anything at all was answered."""
        return any(
            one.is_filled if isinstance(one, Answers) else bool(one.strip())
            for many in self.items.values()
            for one in many
        )

    def as_json(self) -> dict[str, Any]:
        """Return plain values: text, or a dictionary, or a list where a name comes again."""
        plain: dict[str, Any] = {}
        for name, many in self.items.items():
            values = [one.as_json() if isinstance(one, Answers) else one for one in many]
            is_list = name in self.repeats or len(values) > 1
            plain[name] = values if is_list else values[0]
        return plain

    @cached_property
    def _flat(self) -> dict[str, "str | Answers"]:
        flat: dict[str, str | Answers] = {}
        for group in self._groups():
            for name, many in group.items.items():
                flat.setdefault(name, many[0])
        return flat

    def _groups(self) -> Iterator["Answers"]:
        yield self
        for name, many in self.items.items():
            if name not in self.repeats and len(many) == 1 and isinstance(many[0], Answers):
                yield from many[0]._groups()


@dataclass(frozen=True, slots=True)
class Instance:
    """What one document says. `instance_id` is never empty: a missing one is made of the content,
    so that the same document sent again still is the same one.
    """

    form_id: str
    version: str
    instance_id: str
    replaces: str
    answers: Answers
    sha256: str


def form_of(xml: bytes) -> tuple[str, str]:
    """Return the form's id and version that a document names, read from its first tag alone.

    :raises NotAnInstance: if it names none, or declares anything but its content
    """
    found: list[dict[str, str]] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        if not found:
            found.append(attributes)

    def declare(*_given: Any) -> None:
        raise NotAnInstance("unsafe")

    reader = ParserCreate()
    reader.StartElementHandler = begin
    reader.StartDoctypeDeclHandler = declare
    try:
        # Most of a document's length is not needed; what is cut off is no error here.
        reader.Parse(xml[:_FIRST], len(xml) <= _FIRST)
    except (ExpatError, ValueError, LookupError) as cause:
        if not found:
            raise NotAnInstance("not-xml") from cause
    named = found[0] if found else {}
    form_id = named.get("id") or _local(named.get("xmlns", ""))
    if not form_id or len(form_id) > LONGEST_ID:
        raise NotAnInstance("no-form")
    return form_id, named.get("version", "").strip()[:100]


def probable_id(xml: bytes) -> str:
    """Return the id that a document seems to bear, without reading it; "" where none is seen.

    Only to look for a copy that was read before: who trusts it compares the whole content.
    """
    found = _ID.search(xml)
    return found[1].decode(errors="replace") if found and len(found[1]) <= LONGEST_ID else ""


def read_instance(xml: bytes, *, repeats: frozenset[str] = frozenset()) -> Instance:
    """Return what a submitted document says; `repeats` names the questions that come again.

    :raises NotAnInstance: if it is no such document, or a dangerous or endless one
    """
    if len(xml) > LARGEST_XML:
        raise NotAnInstance("too-large")
    try:
        root = fromstring(xml, forbid_dtd=True)
    except DefusedXmlException as cause:
        raise NotAnInstance("unsafe") from cause
    except (ParseError, ValueError, RecursionError, LookupError) as cause:
        raise NotAnInstance("not-xml") from cause
    return _read(root, hashlib.sha256(xml).hexdigest(), repeats)


def _read(root: Element, sha256: str, repeats: frozenset[str]) -> Instance:
    form_id = root.get("id") or _local(root.get("xmlns") or "")
    if not form_id:
        raise NotAnInstance("no-form")
    count = [0]
    answers = _answers(root, repeats, 0, count)
    meta = _meta(answers)
    given = meta.text("instanceID").strip()
    instance_id = given or f"uuid:{uuid.uuid5(_NAMESPACE, sha256)}"
    replaces = meta.text("deprecatedID").strip()
    if max(len(instance_id), len(replaces), len(form_id)) > LONGEST_ID:
        raise NotAnInstance("endless-id")
    version = (root.get("version") or "").strip()[:100]
    return Instance(form_id, version, instance_id, replaces, answers, sha256)


def _answers(group: Element, repeats: frozenset[str], depth: int, count: list[int]) -> Answers:
    if depth > DEEPEST:
        raise NotAnInstance("too-deep")
    items: dict[str, list[str | Answers]] = {}
    for child in group:
        count[0] += 1
        if count[0] > MOST_ANSWERS:
            raise NotAnInstance("too-many-answers")
        if child.get("{http://openrosa.org/javarosa}template") is not None:
            continue
        name = _local(child.tag)
        value = _answers(child, repeats, depth + 1, count) if len(child) else child.text or ""
        items.setdefault(name, []).append(value)
    return Answers(items, repeats)


def _meta(answers: Answers) -> Answers:
    found = answers.items.get("meta", ())
    return next((one for one in found if isinstance(one, Answers)), Answers({}))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def files_in(answers: Answers, questions: frozenset[str]) -> list[str]:
    """Return the names of the files that the answers to these questions speak of."""
    found: list[str] = []
    for name, many in answers.items.items():
        for one in many:
            if isinstance(one, Answers):
                found += files_in(one, questions)
            elif name in questions and one.strip():
                found.append(one.strip()[:255])
    return list(dict.fromkeys(found))


def moment_of(text: str) -> datetime | None:
    """Return the moment that a form's `start` or `end` names, None where it names none."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
