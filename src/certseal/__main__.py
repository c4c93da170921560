"""Check certificates, and keep the keys: ``python -m certseal check FILE-OR-IMAGE``.

Exit codes of check: 0 genuine; 1 not genuine, expired or revoked; 2 cannot be read or judged.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from certseal import keeping, picture
from certseal.badge_check import check_badge
from certseal.check import State, Verdict, check
from certseal.keys import BadKey, fingerprint
from certseal.lists import BadList
from certseal.telling import told
from certseal.trust import BadTrust, Trust, open_trust, root_in

_BAD: Final = frozenset({State.NOT_GENUINE, State.EXPIRED, State.REVOKED})
_FILE_MOST: Final = 40 * 1024 * 1024
Run = Callable[[argparse.Namespace], int]


class BadInput(Exception):
    """Something that whoever called can put right, in Khmer and in English."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parsed = _parser().parse_args(arguments)
    run: Run = parsed.run
    try:
        return run(parsed)
    except (BadInput, BadTrust, BadKey, BadList, keeping.BadRequest) as refusal:
        _write(sys.stderr, f"certseal: {refusal}")
    except OSError as fault:
        _write(sys.stderr, f"certseal: មិនអាចបើកឯកសារបានទេ។ The file cannot be opened: {fault}")
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m certseal", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    checking = commands.add_parser("check", help="say whether a certificate is genuine")
    checking.add_argument("file", type=Path, help="a QR's text, a picture of it, or an Open Badge")
    checking.add_argument("--trust", type=Path, help="the trust file (else $CERTSEAL_TRUST)")
    checking.add_argument("--root", default="", help="the root's public key, 64 hex digits")
    checking.add_argument("--today", type=_day, help="judge as on this day (2026-11-25)")
    checking.add_argument("--json", action="store_true", help="answer for a program")
    checking.set_defaults(run=_check)
    showing = commands.add_parser("trust", help="say what a trust file holds; refuse an older one")
    showing.add_argument("file", type=Path)
    showing.add_argument("--held", type=Path, help="the file used so far")
    showing.add_argument("--root", default="", help="the root's public key, 64 hex digits")
    showing.set_defaults(run=_trust)
    keeping.add_commands(commands)
    return parser


def _check(asked: argparse.Namespace) -> int:
    trust = _opened(_trust_path(asked.trust), asked.root)
    # UTC, as in the list: the seven hours to Cambodia make no list old.
    today = asked.today or datetime.now(UTC).date()
    verdicts = _verdicts(_contents(asked.file), trust, today)
    if asked.json:
        _write(sys.stdout, json.dumps([_plain(verdict) for verdict in verdicts]))
    else:
        blocks = [_block(verdict) for verdict in verdicts]
        _write(sys.stdout, "\n\n".join(blocks))
        if not asked.root:
            _write(sys.stderr, _root_note(trust))
    states = {verdict.state for verdict in verdicts}
    if states & _BAD:
        return 1
    return 0 if states == {State.GENUINE} else 2


def _verdicts(data: bytes, trust: Trust, today: date) -> list[Verdict]:
    """Judge whatever the file holds: a picture, an Open Badge, or texts line by line."""
    age = trust.age(today)
    try:
        texts: Sequence[str] = picture.read(data)
    except picture.NotAPicture:
        text = _text_of(data)
        if text is None:
            return [Verdict(state=State.UNREADABLE, list_age_days=age, reason="no_text")]
        if text.startswith("{"):
            return [check_badge(text, trust, today)]
        texts = [line for line in text.splitlines() if line.strip()] or [""]
    if not texts:
        return [Verdict(state=State.UNREADABLE, list_age_days=age, reason="no_qr")]
    verdicts = [check(text, trust, today) for text in texts]
    # A sheet may bear other QRs beside ours: they are no answer once one of ours is there.
    ours = [verdict for verdict in verdicts if verdict.reason != "other_system"]
    return ours or verdicts[:1]


def _block(verdict: Verdict) -> str:
    lines = told(verdict)
    return "\n".join([*(km for km, _ in lines), "", *(en for _, en in lines)])


def _plain(verdict: Verdict) -> dict[str, object]:
    claims = verdict.claims
    return {
        "state": verdict.state.value,
        "reason": verdict.reason,
        "list_age_days": verdict.list_age_days,
        "id": str(claims.id) if claims else None,
        "name_km": claims.name_km if claims else None,
        "name_latin": claims.name_latin if claims else None,
        "units": [unit.code if unit else None for unit in verdict.units],
        "is_specimen": bool(claims and claims.is_specimen),
        "centre": verdict.key.name_en if verdict.key else None,
    }


def _trust(asked: argparse.Namespace) -> int:
    held = _opened(asked.held, asked.root) if asked.held else None
    trust = _opened(asked.file, asked.root, held)
    _write(sys.stdout, f"list {trust.list.version} of {trust.issued_on.isoformat()}")
    _write(sys.stdout, f"units {len(trust.list.units)}")
    for key in trust.key_list.keys:
        state = "revoked" if key.revoked_at else "good"
        _write(sys.stdout, f"key {key.kid.hex()} {key.use.value} {state} {key.name_en}")
    _write(sys.stderr, _root_note(trust))
    return 0


def _opened(path: Path, root: str, held: Trust | None = None) -> Trust:
    data = _contents(path)
    try:
        public = bytes.fromhex(root) if root else root_in(data)
    except ValueError as fault:
        if isinstance(fault, BadTrust):
            raise
        raise BadInput("--root: 64 hex digits are expected.") from None
    return open_trust(data, public, held=held)


def _trust_path(given: Path | None) -> Path:
    known = os.environ.get("CERTSEAL_TRUST", "")
    if given is None and not known:
        raise BadInput("សូមបញ្ជាក់ឯកសារបញ្ជី៖ --trust FILE។\nName the trust file: --trust FILE.")
    return given or Path(known)


def _root_note(trust: Trust) -> str:
    return f"root: {fingerprint(trust.root)} (compare it with the printed one, or give --root)"


def _contents(path: Path) -> bytes:
    if path.is_dir():
        raise BadInput(f"{path}: នេះជាថតឯកសារ។ This is a folder: name one file in it.")
    with path.open("rb") as file:
        # Some files have no size beforehand, and no end.
        is_larger = os.fstat(file.fileno()).st_size > _FILE_MOST
        data = b"" if is_larger else file.read(_FILE_MOST + 1)
    if is_larger or len(data) > _FILE_MOST:
        raise BadInput(f"{path}: ឯកសារធំពេក។ The file is too large: 40 MB at most.")
    return data


def _text_of(data: bytes) -> str | None:
    """Return the text that a file is; nothing when it is a program, a film or anything else."""
    if data.startswith(b"%PDF-"):
        raise BadInput(
            "នេះជាឯកសារ PDF។ សូមបើកវា ហើយថតរូបកូដ QR នៅលើអេក្រង់។\n"
            "This is a PDF. Open it, and take a picture of the QR on the screen."
        )
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding).strip()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _write(stream: object, line: str) -> None:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    text = line.encode(encoding, "backslashreplace").decode(encoding)
    print(text, file=stream)  # type: ignore[call-overload]


if __name__ == "__main__":
    sys.exit(main())
