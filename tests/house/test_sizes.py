"""The budgets of the house: they only go down (`baseline/sizes.txt` holds the rest)."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BASELINE = Path(__file__).parent / "baseline" / "sizes.txt"
FILE, MODEL_CLASS, PATHWAY, TEMPLATE = 300, 120, 60, 120


def allowed() -> dict[str, int]:
    lines = BASELINE.read_text().splitlines() if BASELINE.exists() else []
    pairs = (line.rsplit(" ", 1) for line in lines if line.strip())
    return {name: int(size) for name, size in pairs}


def sizes() -> dict[str, tuple[int, int]]:
    """Return what is measured -> (size, budget)."""
    found: dict[str, tuple[int, int]] = {}
    for top in ("src", "tests", "tools"):
        for path in (ROOT / top).rglob("*.py"):
            if "migrations" in path.parts:
                continue
            name = path.relative_to(ROOT).as_posix()
            text = path.read_text(encoding="utf-8")
            budget = PATHWAY if "/pathways/" in name and top == "src" else FILE
            found[name] = (text.count("\n"), budget)
            if "/models" in name and top == "src":
                for node in ast.parse(text).body:
                    if isinstance(node, ast.ClassDef):
                        length = (node.end_lineno or node.lineno) - node.lineno + 1
                        found[f"{name}:{node.name}"] = (length, MODEL_CLASS)
    for path in (ROOT / "src").rglob("*.html"):
        name = path.relative_to(ROOT).as_posix()
        found[name] = (path.read_text(encoding="utf-8").count("\n"), TEMPLATE)
    return found


def test_nothing_outgrows_its_budget():
    known = allowed()
    too_long = {
        name: size
        for name, (size, budget) in sizes().items()
        if size > max(budget, known.get(name, 0))
    }

    assert not too_long


def test_the_baseline_only_holds_what_is_still_too_long():
    now = sizes()
    done = [name for name in allowed() if name not in now or now[name][0] <= now[name][1]]

    assert not done, "these are clean now: take them out of baseline/sizes.txt"
