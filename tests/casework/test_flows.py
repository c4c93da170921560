"""What the tables allow, and that the diagrams in docs/flows say the same."""

import importlib.util
from pathlib import Path

import pytest

from spean.casework import flows
from spean.core.errors import IllegalMove

FLOWS = {"case": flows.CASE, "plan": flows.PLAN, "action": flows.ACTION, "follow": flows.FOLLOW_UP}
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def drawing():
    spec = importlib.util.spec_from_file_location("drawing", ROOT / "tools" / "flows.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(FLOWS))
def test_every_state_is_reached_from_the_start(name):
    flow = FLOWS[name]
    reached, frontier = {str(flow.start)}, {str(flow.start)}
    while frontier:
        following = {
            flow.move(state, action) for state in frontier for action in flow.actions_from(state)
        }
        frontier = following - reached
        reached |= following

    mentioned = {str(s) for move in flow.moves.values() for s in (*move.sources, move.target)}
    assert mentioned == reached


@pytest.mark.parametrize("name", sorted(FLOWS))
def test_an_unknown_move_is_refused_from_every_state(name):
    flow = FLOWS[name]

    for move in flow.moves.values():
        for state in (*move.sources, move.target):
            with pytest.raises(IllegalMove):
                flow.move(state, "explode")


def test_the_diagrams_of_casework_equal_its_tables(drawing):
    for room, record, flow in drawing.tables():
        if room == "casework":
            path = ROOT / "docs" / "flows" / f"{room}-{record}.md"
            assert path.read_text(encoding="utf-8") == drawing.diagram(room, record, flow)


def test_a_changed_table_makes_its_diagram_stale(drawing):
    shorter = flows.Flow(start=flows.CASE.start, moves={"close": flows.CASE.moves["close"]})

    committed = (ROOT / "docs" / "flows" / "casework-case.md").read_text(encoding="utf-8")

    assert drawing.diagram("casework", "case", shorter) != committed
