"""What an attacker can work out, exactly.

A table with its margins is a flow in a network: a cell is an arc from its row to its column, a
row sum flows into the row, a column sum out of the column, the total closes the circle. Every sum
in the table is then "what flows in flows out". Published cells are fixed, suppressed ones may be
any whole number of zero or more that keeps all sums. How far one of them can move is a largest
flow through the others: an exact bound, and whole, because a network has whole extreme points.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush


@dataclass(frozen=True, slots=True)
class Arc:
    """A cell of the table: from which node to which, its count, and what hiding it would cost."""

    tail: int
    head: int
    count: int
    cost: int


class Network:
    """The arcs of a table and which of them are hidden."""

    def __init__(self, arcs: Iterable[Arc], nodes: int) -> None:
        self.arcs = tuple(arcs)
        self.hidden: set[int] = set()
        self._touching: list[list[int]] = [[] for _ in range(nodes)]
        for index, arc in enumerate(self.arcs):
            self._touching[arc.tail].append(index)
            self._touching[arc.head].append(index)
        # More than any finite move: what reaches it has no upper end.
        self.endless = sum(arc.count for arc in self.arcs) + 1

    def range_of(self, index: int) -> tuple[int, int | None]:
        """Return the least and the most a hidden cell can be; `None` where there is no end."""
        arc = self.arcs[index]
        up = self._room(arc.head, arc.tail, self.endless, without=index)
        down = self._room(arc.tail, arc.head, arc.count, without=index)
        return arc.count - down, None if up >= self.endless else arc.count + up

    def is_safe(self, index: int, width: int) -> bool:
        """Return whether a hidden cell's range is at least this wide."""
        arc = self.arcs[index]
        up = self._room(arc.head, arc.tail, width, without=index)
        if up >= width:
            return True
        most = min(arc.count, width - up)
        return up + self._room(arc.tail, arc.head, most, without=index) >= width

    def may_show(self, index: int, width: int) -> bool:
        """Show a hidden cell if all others keep their range; return whether it was shown."""
        self.hidden.remove(index)
        arc = self.arcs[index]
        near = {*self._touching[arc.tail], *self._touching[arc.head]} & self.hidden
        # Neighbours fail first, if any does.
        for other in (*sorted(near), *sorted(self.hidden - near)):
            if not self.is_safe(other, width):
                self.hidden.add(index)
                return False
        return True

    def cheapest_cover(self, index: int, width: int) -> set[int]:
        """Return the cells that, hidden too, let this one rise by `width`, at the least cost.

        There always is a way: hiding margins and the total as well lets everything rise.
        """
        start, goal = self.arcs[index].head, self.arcs[index].tail
        best: dict[int, int] = {start: 0}
        came: dict[int, tuple[int, int]] = {}
        queue = [(0, start)]
        while queue:
            cost, node = heappop(queue)
            if node == goal:
                break
            if cost > best[node]:
                continue
            for arc_index, other in self._steps(node, width, without=index):
                price = 0 if arc_index in self.hidden else self.arcs[arc_index].cost
                if cost + price < best.get(other, cost + price + 1):
                    best[other] = cost + price
                    came[other] = (arc_index, node)
                    heappush(queue, (cost + price, other))
        return self._walked(came, start, goal)

    def _walked(self, came: dict[int, tuple[int, int]], start: int, goal: int) -> set[int]:
        cover: set[int] = set()
        while goal != start:
            arc_index, goal = came[goal]
            cover.add(arc_index)
        return cover - self.hidden

    def _steps(self, node: int, width: int, *, without: int) -> Iterable[tuple[int, int]]:
        for index in self._touching[node]:
            arc = self.arcs[index]
            if index == without:
                continue
            if arc.tail == node:
                yield index, arc.head
            elif arc.count >= width:
                yield index, arc.tail

    def _room(self, start: int, goal: int, most: int, *, without: int) -> int:
        """Return the largest flow from start to goal over the other hidden cells, up to `most`."""
        moved: dict[int, int] = {}
        found = 0
        while found < most:
            path = self._path(start, goal, moved, without)
            if path is None:
                return found
            push = most - found
            for index, sign in path:
                if sign < 0:
                    push = min(push, self.arcs[index].count + moved.get(index, 0))
            for index, sign in path:
                moved[index] = moved.get(index, 0) + sign * push
            found += push
        return found

    def _path(
        self, start: int, goal: int, moved: dict[int, int], without: int
    ) -> list[tuple[int, int]] | None:
        """Return arcs and directions that still lead to the goal, or `None`."""
        last = {node: step for step, node in self._open(goal, moved, without, towards=True)}
        if start in last:
            return [last[start]]
        seen = {start}
        path: list[tuple[int, int]] = []
        branches = [self._open(start, moved, without)]
        while branches:
            following = next(((s, n) for s, n in branches[-1] if n not in seen), None)
            if following is None:
                branches.pop()
                if path:
                    path.pop()
                continue
            step, node = following
            path.append(step)
            # One look ahead: most ways end at once, in a node beside the goal.
            if node in last:
                return [*path, last[node]]
            seen.add(node)
            branches.append(self._open(node, moved, without))
        return None

    def _open(
        self, node: int, moved: dict[int, int], without: int, *, towards: bool = False
    ) -> Iterator[tuple[tuple[int, int], int]]:
        """Yield the hidden arcs that can still carry flow away from (or towards) this node."""
        for index in self._touching[node]:
            if index == without or index not in self.hidden:
                continue
            arc = self.arcs[index]
            sign = 1 if (arc.head if towards else arc.tail) == node else -1
            # A count may rise without end, but never fall below nought.
            if sign > 0 or arc.count + moved.get(index, 0) > 0:
                yield (index, sign), arc.tail if arc.head == node else arc.head
