"""Transitions in tables: a column of states with one of the next states, or a matrix of both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contractcheck.model.arrows import Text, names_in
from contractcheck.model.document import Cell, Document, Table
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.folding import fold
from contractcheck.model.stance import Role, Stance, StanceMark
from contractcheck.model.transitions import (
    LISTED,
    StateNamed,
    Transition,
    TransitionsNeed,
    state_key,
)
from contractcheck.model.words import whole_names

_STARTS = re.compile(
    r"(?:from|current|source|before|old|previous|start)(?: (?:state|status|phase))?"
)
_STATE = re.compile(r"state|status|phase|stage")
_ENDS = re.compile(
    r"(?:to|next|target|after|new|becomes|end|destination|following|allowed next|possible next|valid next"
    r"|(?:goes|leads|moves|changes|transitions) to|(?:may|can) (?:become|go to|move to)|transitions"
    r"|(?:allowed|valid|possible|permitted|outgoing) (?:transitions|targets?))"
    r"(?: (?:states?|status|statuses|phases?|stages?))?"
)
_TICKS = frozenset("\u2713\u2714\u2705\u2611\u25cf\u2022+") | {
    "yes",
    "y",
    "allowed",
    "ok",
    "true",
    "1",
}
_CROSSES = frozenset("\u2717\u2718\u274c\u2715\u2716\u00d7-\u2013\u2014") | {
    *("", "no", "n", "not allowed", "forbidden", "never", "false", "0", "n/a"),
}
_AT_LEAST = 2


def read_table(
    document: Document, table: Table, need: TransitionsNeed, known: Sequence[str], role: Role
) -> Iterator[Fact]:
    """Yield the steps of a table and the states it names; nothing where it is no table of steps."""
    columns = _columns(table, need)
    if columns:
        for row in table.rows:
            yield from _row(document, row, columns, known, role)
    elif _is_matrix(table, known):
        yield from _matrix(document, table, role)


def _columns(table: Table, need: TransitionsNeed) -> tuple[int, int] | None:
    titles = [fold(cell.prose.text).lower() for cell in table.header]
    if need.start or need.end:
        wanted = fold(need.start).lower(), fold(need.end).lower()
        found = tuple(titles.index(one) for one in wanted if one in titles)
        return (found[0], found[1]) if len(found) == _AT_LEAST else None
    ends = [i for i, title in enumerate(titles) if _ENDS.fullmatch(title)]
    starts = [i for i, title in enumerate(titles) if _STARTS.fullmatch(title)]
    starts = starts or [i for i, title in enumerate(titles) if _STATE.fullmatch(title)]
    pairs = [(i, j) for i in starts for j in ends if i != j]
    return pairs[0] if pairs else None


def _row(
    document: Document,
    row: Sequence[Cell],
    columns: tuple[int, int],
    known: Sequence[str],
    role: Role,
) -> Iterator[Fact]:
    start, end = (row[index] if index < len(row) else None for index in columns)
    if start is None or end is None:
        return
    mark = _mark((start, end, *row))
    starts = _states(document, start, known, role, mark)
    for one in starts:
        yield StateNamed(one)
        for other in _states(document, end, known, role, mark) or _as_it_stands(document, end):
            yield Transition(one, other)


def _as_it_stands(document: Document, cell: Cell) -> list[Value]:
    """Return a cell of words; only who knows the states can say whether it is made of them."""
    text = cell.prose.text.strip()
    at = document.at(cell.prose.span)
    return [Value(text, at, cell.stance, context=LISTED)] if text else []


def _mark(cells: Sequence[Cell]) -> StanceMark:
    """Return the stance of a row: that of the first cell that does not simply say what it says."""
    marks = [cell.stance for cell in cells]
    return next((mark for mark in marks if mark.stance is not Stance.AFFIRMED), marks[0])


def _states(
    document: Document, cell: Cell, known: Sequence[str], role: Role, mark: StanceMark
) -> list[Value]:
    prose, text = cell.prose, cell.prose.text
    if fold(text).lower() in {"none", *_CROSSES} or fold(text).lower().startswith(("none ", "(")):
        return []
    code = tuple((start, start + len(run.text)) for run, start in prose.code_spans())
    spans = list(code) or whole_names(text, known)
    if not spans:
        spans = [(name.start, name.end) for name in names_in(Text(text, tuple(known)))]
    return [
        Value(text[low:high], document.at(prose.locate(low, high)), mark, role, code=True)
        for low, high in spans
    ]


def _is_matrix(table: Table, known: Sequence[str]) -> bool:
    keys = {state_key(name) for name in known}
    heads = [cell for cell in table.header[1:] if state_key(cell.prose.text) in keys]
    sides = [row for row in table.rows if row and state_key(row[0].prose.text) in keys]
    return len(heads) >= _AT_LEAST and len(sides) >= _AT_LEAST


def _matrix(document: Document, table: Table, role: Role) -> Iterator[Fact]:
    marks = {_sign(cell) for row in table.rows for cell in row[1:]}
    crossed = bool(marks & _TICKS)  # beside a tick an x says no; alone it is the mark itself
    for row in table.rows:
        start = _whole(document, row[0], row[0], role)
        yield StateNamed(start)
        for head, cell in zip(table.header[1:], row[1:], strict=False):
            sign = _sign(cell)
            if sign in _CROSSES or (sign == "x" and crossed):
                continue
            yield Transition(start, _whole(document, head, cell, role))


def _sign(cell: Cell) -> str:
    return cell.prose.text.strip().replace("\ufe0f", "").lower()


def _whole(document: Document, named: Cell, at: Cell, role: Role) -> Value:
    """Return the state a cell names, placed where the step stands."""
    return Value(named.prose.text.strip(), document.at(at.prose.span), at.stance, role, code=True)
