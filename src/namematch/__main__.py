"""Compare names from the command line: ``namematch compare|keys|fold``."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, Final, TextIO

from namematch.blocking import blocking_keys
from namematch.identity import Identity
from namematch.khmer import fold
from namematch.score import compare

_REFUSED: Final = 2
_TEXTS: Final = ("family_km", "given_km", "family_lat", "given_lat", "sex", "area_code")


class BadInputError(Exception):
    """Something in the input that its writer can put right, said in English and in Khmer."""

    def __init__(self, english: str, khmer: str) -> None:
        super().__init__(f"{english}\n{khmer}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 2 when the input cannot be used."""
    parsed = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], list[str]] = parsed.run
    try:
        lines = run(parsed)
    except BadInputError as refusal:
        _write(sys.stderr, f"namematch: {refusal}")
        return _REFUSED
    for line in lines:
        _write(sys.stdout, line)
    return 0


def identity_from(record: object, where: str) -> Identity:
    """Return the identity that a JSON object describes.

    :raises BadInputError: naming the field that is unknown or has the wrong kind of value
    """
    if not isinstance(record, dict):
        raise BadInputError(
            f"{where}: expected an object with the fields of one person.",
            f"{where}៖ ត្រូវមានវាលព័ត៌មានរបស់មនុស្សម្នាក់។",
        )
    values = {
        name: _value(name, value, where) for name, value in record.items() if value is not None
    }
    return Identity(**values)


def _value(name: str, value: object, where: str) -> Any:
    known = [field.name for field in fields(Identity)]
    if name not in known:
        raise BadInputError(
            f"{where}: unknown field {_shown(name)}. Known fields: {', '.join(known)}.",
            f"{where}៖ មិនស្គាល់វាល {_shown(name)} ទេ។ វាលដែលប្រើបាន៖ {', '.join(known)}។",
        )
    try:
        return _READERS[name](value)
    except (TypeError, ValueError) as error:
        raise BadInputError(
            f"{where}: the field {name} cannot be read: {error}",
            f"{where}៖ វាល {name} មិនអាចអានបានទេ។ សូមពិនិត្យតម្លៃរបស់វា។",
        ) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="namematch", description=__doc__)
    commands = parser.add_subparsers(required=True)
    comparing = commands.add_parser("compare", help="say how two people's records agree")
    comparing.add_argument("a", type=Path, metavar="A.json")
    comparing.add_argument("b", type=Path, metavar="B.json")
    comparing.set_defaults(run=_compare)
    keys = commands.add_parser("keys", help="print the keys of one person, or of a list of people")
    keys.add_argument("file", type=Path, metavar="FILE.json")
    keys.set_defaults(run=_keys)
    folding = commands.add_parser("fold", help="print the form of a text used for search")
    folding.add_argument("text", metavar="TEXT")
    folding.set_defaults(run=lambda parsed: [fold(parsed.text)])
    return parser


def _compare(parsed: argparse.Namespace) -> list[str]:
    a = identity_from(_loaded(parsed.a), str(parsed.a))
    b = identity_from(_loaded(parsed.b), str(parsed.b))
    comparison = compare(a, b)
    answer = {
        "likelihood": round(comparison.likelihood, 4),
        "is_likely": comparison.is_likely,
        "names_are_swapped": comparison.names_are_swapped,
        "weights": comparison.weights_version,
        "lines": {line.field: line.verdict for line in comparison.lines},
    }
    return [json.dumps(answer, ensure_ascii=False, indent=2)]


def _keys(parsed: argparse.Namespace) -> list[str]:
    loaded = _loaded(parsed.file)
    if not isinstance(loaded, list):
        return sorted(blocking_keys(identity_from(loaded, str(parsed.file))))
    people = [
        identity_from(record, f"{parsed.file}, person {number}")
        for number, record in enumerate(loaded, start=1)
    ]
    return [" ".join(sorted(blocking_keys(person))) for person in people]


def _loaded(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadInputError(
            f"{path}: the file cannot be opened ({error.strerror}).",
            f"{path}៖ មិនអាចបើកឯកសារនេះបានទេ។",
        ) from None
    except (ValueError, RecursionError):
        raise BadInputError(
            f"{path}: the file is not JSON in UTF-8.",
            f"{path}៖ ឯកសារនេះមិនមែនជា JSON ក្នុងទម្រង់ UTF-8 ទេ។",
        ) from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text in quotation marks is expected.")
    return value


def _texts(value: object) -> frozenset[str]:
    if not isinstance(value, list):
        raise TypeError("a list of texts is expected.")
    return frozenset(_text(item) for item in value)


def _whole_number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("a whole number is expected.")
    return value


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false is expected.")
    return value


def _date(value: object) -> date:
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        raise ValueError("a date like 1994-03-27 is expected.") from None


_READERS: Final[dict[str, Callable[[object], object]]] = {
    **dict.fromkeys(_TEXTS, _text),
    "birth_year": _whole_number,
    "birth_date": _date,
    "birth_is_approximate": _yes_or_no,
    "phones": _texts,
    "cards": _texts,
}


def _shown(name: str) -> str:
    return repr(name[:40])


def _write(stream: TextIO, line: str) -> None:
    encoding = stream.encoding or "utf-8"
    stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")


if __name__ == "__main__":
    sys.exit(main())
