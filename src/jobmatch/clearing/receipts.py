"""Receipts: a run that anybody with the same inputs can repeat, byte for byte.

A receipt is a directory: `receipt.json` says what went in (digests of people, posts and weights),
how it was done (library, plan, seed, bonuses) and what came out (digests, certificate, rounds);
the arrays lie beside it. It holds no personal data: people are rows, and inputs are only digests.

The seed that draws between equals can be bound before the run: `commitment` is published first,
the seed afterwards, so nobody could choose it knowing who would win.
"""

import json
import platform
from dataclasses import asdict, dataclass
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from jobmatch.checks import BadValue
from jobmatch.clearing.certificate import Certificate
from jobmatch.clearing.fairness import Fair
from jobmatch.clearing.graph import Floats
from jobmatch.clearing.hashing import digest
from jobmatch.clearing.night import Night, solve
from jobmatch.clearing.rounds import Plan, Round
from jobmatch.engine import Index, People

FORMAT = "jobmatch-receipt/1"
FILE = "receipt.json"
SHORTEST_SEED = 16
OUTPUTS = {"post": np.int32, "score": np.float64, "price": np.float64}
LIBRARY = Path(__file__).resolve().parent.parent


class BadReceipt(ValueError):
    """A receipt that is missing, cut short, altered, or of something else."""


class OtherInputs(ValueError):
    """People, posts, weights or a seed other than those the receipt is about."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is written down of a run; `said` is the content of `receipt.json`."""

    said: dict[str, Any]
    night: Night
    bonus: Floats


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay found: the outputs whose bytes differ, and whether the library does."""

    differs: tuple[str, ...]
    same_library: bool

    @property
    def same(self) -> bool:
        """Return whether every output is the same to the last byte."""
        return not self.differs


def commitment(seed: str) -> str:
    """Return what can be published before a run without giving the seed away.

    :raises BadValue: if the seed is so short that it could be guessed from the commitment
    """
    if len(seed) < SHORTEST_SEED:
        raise BadValue("seed", "length", f"must be {SHORTEST_SEED} characters or more")
    return blake2b(b"jobmatch seed\0" + seed.encode("utf-8"), digest_size=32).hexdigest()


def reveals(published: str, seed: str) -> bool:
    """Return whether this is the seed that was bound by the published commitment."""
    return len(seed) >= SHORTEST_SEED and commitment(seed) == published


def write(
    path: Path,
    night: Night,
    index: Index,
    people: People,
    *,
    bonus: Floats | None = None,
    hide_seed: bool = False,
) -> dict[str, Any]:
    """Write the receipt of a night into a new directory; return what `receipt.json` says.

    `bonus` is what the night was given; a table that it found itself is written down with it.
    With `hide_seed` only the commitment is written, to reveal the seed later.

    :raises BadReceipt: if something is there already
    """
    try:
        path.mkdir(parents=True)
    except OSError as fault:
        raise BadReceipt(f"{path} cannot be made: {fault.strerror}.") from fault
    if bonus is None and night.bonuses is not None:
        bonus = night.bonuses.bonus
    lift = np.zeros(0) if bonus is None else np.ascontiguousarray(bonus, np.float64)
    arrays: dict[str, Any] = {name: getattr(night, name) for name in OUTPUTS}
    arrays["bonus"] = lift
    for name, array in arrays.items():
        np.save(path / f"{name}.npy", array, allow_pickle=False)
    bound = commitment(night.seed) if len(night.seed) >= SHORTEST_SEED else None
    if hide_seed and bound is None:
        commitment(night.seed)
    said: dict[str, Any] = {
        "format": FORMAT,
        "library": _library(),
        "weights": index.posts.weights.version,
        "inputs": inputs_of(index, people),
        "plan": asdict(night.plan),
        "commitment": bound,
        "seed": None if hide_seed else night.seed,
        "certificate": night.certificate.as_row(),
        "rounds": [asdict(line) for line in night.rounds],
        "total": night.total,
        "matched": night.matched,
        "arrays": {name: digest(array) for name, array in arrays.items()},
    }
    said["digest"] = digest(said)
    text = json.dumps(said, indent=2, sort_keys=True, ensure_ascii=True) + "\n"
    (path / FILE).write_text(text, encoding="ascii")
    return said


def inputs_of(index: Index, people: People) -> dict[str, str]:
    """Return the digests of what a run reads."""
    return {
        "people": digest(people),
        "posts": digest(index.posts),
        "weights": digest(index.posts.weights),
    }


def read(path: Path) -> Receipt:
    """Read a receipt and check that not a byte of it was altered.

    :raises BadReceipt: naming the file at fault
    """
    said = _said(path / FILE)
    if said.get("format") != FORMAT:
        raise BadReceipt(f"{path / FILE} is not a receipt of this library ({FORMAT}).")
    claimed = said.pop("digest", None)
    if claimed != digest(said):
        raise BadReceipt(f"{path / FILE} was altered: its digest does not fit.")
    said["digest"] = claimed
    try:
        arrays = {name: _array(path / f"{name}.npy", said) for name in (*OUTPUTS, "bonus")}
        night = _night(said, arrays)
    except (KeyError, TypeError) as fault:
        raise BadReceipt(f"{path / FILE} lacks what a receipt says: {fault}.") from fault
    return Receipt(said, night, arrays["bonus"])


def replay(
    path: Path,
    index: Index,
    people: People,
    *,
    seed: str | None = None,
    threads: int | None = None,
) -> Replayed:
    """Run a night again from its receipt and the inputs, and compare every byte.

    `seed` is the revealed seed where the receipt holds only its commitment.

    :raises BadReceipt: if the receipt cannot be read
    :raises OtherInputs: if inputs or seed are not those of the receipt, naming which
    """
    receipt = read(path)
    found = inputs_of(index, people)
    for name, claimed in receipt.said["inputs"].items():
        if found.get(name) != claimed:
            raise OtherInputs(f"The {name} are not those of the receipt.")
    again = solve(
        index,
        people,
        plan=receipt.night.plan,
        seed=_seed(receipt.said, seed),
        fair=Fair(bonus=receipt.bonus if len(receipt.bonus) else None),
        threads=threads,
    )
    claimed = receipt.said["arrays"]
    differs = [name for name in OUTPUTS if digest(getattr(again, name)) != claimed[name]]
    if again.certificate.as_row() != receipt.said["certificate"]:
        differs.append("certificate")
    same_library = receipt.said["library"]["sources"] == _library()["sources"]
    return Replayed(tuple(differs), same_library)


def _seed(said: dict[str, Any], revealed: str | None) -> str:
    seed = said["seed"] if revealed is None else revealed
    if seed is None:
        raise OtherInputs("The receipt holds only the commitment: the seed must be revealed.")
    if said["seed"] not in (None, seed):
        raise OtherInputs("The seed is not that of the receipt.")
    if said["commitment"] is not None and not reveals(said["commitment"], seed):
        raise OtherInputs("The seed is not the one that was bound before the run.")
    return str(seed)


def _library() -> dict[str, str]:
    try:
        released = version("spean")
    except PackageNotFoundError:
        released = "unknown"
    mixed = blake2b(digest_size=16)
    for file in sorted(LIBRARY.rglob("*.py"), key=lambda one: one.relative_to(LIBRARY).as_posix()):
        mixed.update(file.relative_to(LIBRARY).as_posix().encode() + b"\0" + file.read_bytes())
    return {
        "version": released,
        "sources": mixed.hexdigest(),
        "numpy": np.__version__,
        "machine": platform.machine(),
    }


def _said(file: Path) -> dict[str, Any]:
    try:
        said = json.loads(file.read_bytes())
    except OSError as fault:
        raise BadReceipt(f"{file} cannot be read: {fault.strerror}.") from fault
    except (ValueError, RecursionError) as fault:
        raise BadReceipt(f"{file} is cut short or not a receipt.") from fault
    if not isinstance(said, dict):
        raise BadReceipt(f"{file} is not a receipt.")
    return said


def _array(file: Path, said: dict[str, Any]) -> Any:
    try:
        array = np.load(file, allow_pickle=False)
    except (OSError, ValueError, EOFError) as fault:
        raise BadReceipt(f"{file} is missing or cut short.") from fault
    if not isinstance(array, np.ndarray) or digest(array) != said["arrays"][file.stem]:
        raise BadReceipt(f"{file} was altered: its digest does not fit.")
    return array


def _night(said: dict[str, Any], arrays: dict[str, Any]) -> Night:
    proof = {name: value for name, value in said["certificate"].items() if name != "gap"}
    return Night(
        arrays["post"],
        arrays["score"],
        arrays["price"],
        Certificate(**proof),
        tuple(Round(**line) for line in said["rounds"]),
        Plan(**said["plan"]),
        said["seed"] or "",
    )
