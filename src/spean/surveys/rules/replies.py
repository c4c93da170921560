"""Answers in the words of their questionnaire, and where two copies of one say different things."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spean.surveys.rules.instance import Answers

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: where it stands (`returns[2]/country`), its question's words, and what was said.

    `labels` is {language: text}; `chosen` holds such labels for each ticked choice that the
    questionnaire knows, in place of its code.
    """

    path: str
    labels: Labels
    value: str
    chosen: tuple[Labels, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A question to which two copies say different things; None where a copy says nothing."""

    first: Reply | None
    copy: Reply | None

    @property
    def labels(self) -> Labels:
        """Return the words of the question."""
        said = self.first or self.copy
        return said.labels if said is not None else {}


def replies(answers: Answers, questions: Sequence[Mapping[str, Any]]) -> list[Reply]:
    """Return what was answered, in the document's order; what was left empty is left out."""
    by_path = {str(one["path"]): one for one in questions if "path" in one}
    return [
        _reply(path, plain, value, by_path)
        for path, plain, value in _leaves(answers, "", "")
        if value.strip() and plain.partition("/")[0] != "meta" and _is_asked(by_path.get(plain))
    ]


def differences(first: Sequence[Reply], copy: Sequence[Reply]) -> list[Difference]:
    """Return where two copies differ, in the order of the first; what only the copy says last."""
    said, other = ({one.path: one for one in many} for many in (first, copy))
    paths = dict.fromkeys([*said, *other])
    pairs = [Difference(said.get(path), other.get(path)) for path in paths]
    return [one for one in pairs if _value(one.first) != _value(one.copy)]


def in_language(labels: Labels, language: str) -> str:
    """Return a label in a language, by its code or a heading such as "Khmer (km)"; else any."""
    for name, text in labels.items():
        if name == language or name.endswith(f"({language})"):
            return text
    return next(iter(labels.values()), "")


def _leaves(answers: Answers, path: str, plain: str) -> Iterator[tuple[str, str, str]]:
    for name, many in answers.items.items():
        is_turn = name in answers.repeats or len(many) > 1
        for number, one in enumerate(many, start=1):
            where = f"{path}{name}[{number}]" if is_turn else f"{path}{name}"
            if isinstance(one, Answers):
                yield from _leaves(one, f"{where}/", f"{plain}{name}/")
            else:
                yield where, f"{plain}{name}", one


def _is_asked(question: Mapping[str, Any] | None) -> bool:
    """Tell whether somebody answered: moments and reckonings have no words of their own."""
    return question is None or bool(question.get("label"))


def _reply(path: str, plain: str, value: str, by_path: Mapping[str, Mapping[str, Any]]) -> Reply:
    asked = by_path.get(plain, {})
    choices = asked.get("choices") or {}
    ticked = value.split() if asked.get("type") == "select_multiple" else [value]
    known = all(one in choices for one in ticked)
    return Reply(
        path=path,
        labels=asked.get("label") or {"": path},
        value=value,
        chosen=tuple(choices[one] or {"": one} for one in ticked) if choices and known else (),
    )


def _value(said: Reply | None) -> str | None:
    return said.value.strip() if said is not None else None
