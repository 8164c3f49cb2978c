"""Who copied whom, as trees: from one row per document with its parent to nested branches."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
_DEEPEST = 40  # generations that are shown; a deeper chain goes on in its last one


@dataclass(frozen=True, slots=True)
class Branch:
    """A document and the copies made of it."""

    row: Row
    copies: tuple["Branch", ...]
    size: int  # documents in it, itself included


def trees(
    rows: Iterable[Row], *, child: str = "document_id", parent: str = "parent_document_id"
) -> list[Branch]:
    """Return the trees, the largest first; where rows point at each other in a ring, the first is the root."""
    by_id = {row[child]: row for row in rows}
    children: dict[Any, list[Row]] = {}
    for row in by_id.values():
        if row[parent] in by_id:
            children.setdefault(row[parent], []).append(row)
    roots = [row for row in by_id.values() if row[parent] not in by_id]
    seen: set[Any] = set()
    grown = [_grow(row, children, child, seen) for row in roots]
    grown += [_grow(row, children, child, seen) for row in by_id.values() if row[child] not in seen]
    return sorted(grown, key=lambda branch: -branch.size)


def _grow(root: Row, children: dict[Any, list[Row]], child: str, seen: set[Any]) -> Branch:
    """Grow a tree without recursion over its depth, since a chain may be as long as the coverage."""
    order: list[tuple[Row, int, int]] = []  # row, index of the parent in the order, depth
    stack = [(root, -1, 0)]
    while stack:
        row, above, depth = stack.pop()
        if row[child] in seen:
            continue
        seen.add(row[child])
        order.append((row, above, depth))
        place = len(order) - 1 if depth < _DEEPEST else above
        stack += [
            (one, place, min(depth + 1, _DEEPEST)) for one in reversed(children.get(row[child], []))
        ]
    grown: list[list[Branch]] = [[] for _ in order]
    result: Branch | None = None
    for index in range(len(order) - 1, -1, -1):
        row, above, _ = order[index]
        copies = tuple(reversed(grown[index]))
        result = Branch(row, copies, 1 + sum(copy.size for copy in copies))
        if above >= 0:
            grown[above].append(result)
    if result is None:
        raise ValueError("a tree needs a root")
    return result
