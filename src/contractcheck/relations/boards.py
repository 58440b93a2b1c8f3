"""Boards of gates: each gate stands there, no other, with the status and the owner that are declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from contractcheck.model.assignment import Text, assign
from contractcheck.model.boards import (
    AGREES,
    BoardRow,
    GatesListed,
    ListedGate,
    ShownStatus,
    find_name,
    is_status,
    status_beside,
    status_in,
    status_of_mark,
)
from contractcheck.model.case import Case, drift
from contractcheck.model.evidence import Value
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.folding import fold
from contractcheck.model.gates import Declared
from contractcheck.model.likeness import changes_meaning
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound
from contractcheck.model.per_document import each_document
from contractcheck.model.place import MemberShape
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.stance import Role
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.words import any_of, is_name

_STATUS_HEADERS = frozenset({"status", "state", "gate status", "result", "declared"})
_MARK_HEADERS = frozenset({"done", "passed", "complete", "completed", "met", "ready"})
_OWNER_HEADERS = frozenset(
    {"owner", "owner repo", "owner repository", "owning repo", "owning repository", "owned by"}
)


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each board on its own."""
    for case in cases:
        found = [one for _, part in each_document(case) for one in _board(part)]
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A row that shows a gate: the text that names it, and where in that text it does."""

    row: BoardRow
    gate: ListedGate
    named: Value
    start: int
    end: int


def _board(case: Case) -> Iterator[Finding]:
    if not is_there(case):
        yield place_gone(case)
        return
    argument = cast("GatesListed", case.clause.argument)
    rows = [
        fact
        for fact in case.facts
        if isinstance(fact, BoardRow) and fact.texts[0][1].role is Role.CURRENT
    ]
    shown = [one for row in rows if (one := _named(row, argument.gates))]
    boards = {one.row.block for one in shown}
    if not shown:
        near = assign([Text("", one.texts[0]) for one in argument.gates], _texts(rows))
        if not near.pairs:
            yield place_gone(case, f"no {argument.noun} is shown")
            return
        boards = {rows[pair.found].block for pair in near.pairs}
    missing = [one for one in argument.gates if one.name not in {s.gate.name for s in shown}]
    named = {id(one.row) for one in shown}
    strangers = [
        row for row in rows if row.block in boards and id(row) not in named and _naming(row).text
    ]
    yield from _differences(case, argument, missing, strangers)
    for one in shown:
        yield from _status(case, argument, one)
        yield from _owner(case, argument, one)


def _texts(rows: Sequence[BoardRow]) -> list[Text]:
    return [Text("", _naming(row).text) for row in rows]


def _naming(row: BoardRow) -> Value:
    """Return the text of a row that would name a gate: the first one that is more than a number."""
    values = [value for _, value in row.texts]
    return next((one for one in values if any(map(str.isalpha, one.text))), values[0])


def _named(row: BoardRow, gates: Sequence[ListedGate]) -> _Shown | None:
    """Return the gate that a row names: as all of a text, at its beginning, else inside it."""
    best: tuple[int, int, _Shown] | None = None
    for position, (_, value) in enumerate(row.texts):
        for gate in gates:
            for name in gate.texts:
                sole = name == gate.name and not is_name(name)
                found = find_name(value.text, name, first=position == 0, sole=sole)
                if found is None:
                    continue
                rank, start, end = found
                key = (rank + (position > 0), start - end)
                if best is None or key < best[:2]:
                    best = (*key, _Shown(row, gate, value, start, end))
    return best[2] if best else None


def _differences(
    case: Case,
    argument: GatesListed,
    missing: Sequence[ListedGate],
    strangers: Sequence[BoardRow],
) -> Iterator[Finding]:
    """Yield gates that are shown in other words, those that are not shown, and rows that are none."""
    found = assign([Text("", one.texts[0]) for one in missing], _texts(strangers))
    for pair in found.pairs:
        yield _reworded(case, argument, missing[pair.declared], strangers[pair.found])
    top = next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
    for index in found.missing:
        yield _missing(case, argument, missing[index], top)
    if argument.others:
        return
    for index in found.extra:
        yield _unknown(case, argument, strangers[index])


def _reworded(case: Case, argument: GatesListed, gate: ListedGate, row: BoardRow) -> Finding:
    value = _naming(row)
    how = "another" if changes_meaning(gate.texts[0], value.text) else "a reworded"
    return drift(
        case.clause,
        "gate-differs",
        subject=gate.name,
        message=f"{how} {argument.noun} stands here in the place of `{gate.name}`",
        places=[value.at],
        expected=gate.texts[0],
        observed=value.text,
        related=[Related(gate.at, f"`{gate.name}` is declared here")],
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"say: {gate.texts[0]}", value.at),
            Repair(RepairTarget.CONTRACT, f"add it to `called` of `{gate.name}`", gate.at),
        ],
    )


def _missing(case: Case, argument: GatesListed, gate: ListedGate, top: Location) -> Finding:
    return drift(
        case.clause,
        "gate-missing",
        subject=gate.name,
        message=f"the {argument.noun} `{gate.name}` does not stand here: {gate.texts[0]}",
        places=[top],
        expected=gate.texts[0],
        related=[Related(gate.at, f"`{gate.name}` is declared here")],
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"show it: {gate.texts[0]}", top),
            Repair(RepairTarget.CONTRACT, "take it out of the contract", gate.at),
        ],
    )


def _unknown(case: Case, argument: GatesListed, row: BoardRow) -> Finding:
    value = _naming(row)
    return drift(
        case.clause,
        "gate-unknown",
        subject=fold(value.text),
        message=f"`{value.text}` stands here like a {argument.noun}, and the contract declares none",
        places=[value.at],
        observed=value.text,
        repairs=[
            Repair(RepairTarget.DOCUMENT, "remove it", value.at),
            Repair(RepairTarget.CONTRACT, "declare it", case.clause.at),
        ],
    )


def _status(case: Case, argument: GatesListed, one: _Shown) -> Iterator[Finding]:
    seen = _in_columns(argument, one) or _in_row(argument, one)
    if seen is None:
        if argument.status:
            what = f"no `{argument.status}` is shown for `{one.gate.name}`"
            yield _wrong(case, one, "gate-status-differs", what, one.named.at, "")
        return
    not_done = seen.is_mark and seen.status is ShownStatus.WAITING
    agrees = seen.status in AGREES[one.gate.declared]
    if agrees or (not_done and one.gate.declared is not Declared.PASSED):
        return
    odd = f"has a status that is none: `{seen.text}`" if seen.text else "has no status"
    said = f"is shown as {seen.status.value}" if seen.status else odd
    message = f"`{one.gate.name}` {said}, and is declared {one.gate.declared.value}"
    yield _wrong(case, one, "gate-status-differs", message, seen.at, seen.text)


def _wrong(  # noqa: PLR0913, PLR0917 - the parts of a finding
    case: Case, one: _Shown, what: str, message: str, at: Location, observed: str
) -> Finding:
    gate = one.gate
    expected = gate.owner if what == "gate-owner-differs" else gate.declared.value
    return drift(
        case.clause,
        what,
        subject=gate.name,
        message=message,
        places=[at],
        expected=expected,
        observed=observed,
        related=[Related(gate.at, f"`{gate.name}` is declared here")],
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"show it as {expected}", at),
            Repair(RepairTarget.CONTRACT, "declare what is shown, if it is so", gate.at),
        ],
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """A status as a board shows it, where, and in which words; a mark tells done from not done only."""

    status: ShownStatus | None
    at: Location
    text: str
    is_mark: bool = False


def _in_columns(argument: GatesListed, one: _Shown) -> _Seen | None:
    """Return the status that a column, a label or a mark shows."""
    words = argument.words
    cell = _cell(one.row, argument.status, _STATUS_HEADERS)
    if cell is not None:
        return _Seen(status_in(cell.text, words), cell.at, cell.text)
    mark = _cell(one.row, "", _MARK_HEADERS)
    if mark is not None:
        return _Seen(status_of_mark(mark.text, words), mark.at, mark.text, is_mark=True)
    sign = _cell(one.row, "", frozenset({""}))
    if sign is not None and sign is not one.named and (found := is_status(sign.text, words)):
        return _Seen(found, sign.at, sign.text)
    return None


def _in_row(argument: GatesListed, one: _Shown) -> _Seen | None:
    """Return the status that a check box, the words around the gate, or the group of the row shows."""
    at, text, words = one.named.at, one.named.text, argument.words
    if one.row.checked is not None:
        status = ShownStatus.PASSED if one.row.checked else ShownStatus.WAITING
        return _Seen(status, at, "[x]" if one.row.checked else "[ ]", is_mark=True)
    beside = status_beside(text[: one.start], text[one.end :], words)
    if beside is not None:
        return _Seen(beside, at, text)
    titles = ((title, is_status(title.rstrip(": "), words)) for title in reversed(one.row.under))
    return next((_Seen(status, at, title) for title, status in titles if status), None)


def _owner(case: Case, argument: GatesListed, one: _Shown) -> Iterator[Finding]:
    cell = _cell(one.row, argument.owner, _OWNER_HEADERS)
    if cell is None:
        if argument.owner and one.gate.owner:
            what = f"no `{argument.owner}` is shown for `{one.gate.name}`"
            yield _wrong(case, one, "gate-owner-differs", what, one.named.at, "")
        return
    if one.gate.owner and not any_of((one.gate.owner,), MemberShape.PHRASE).search(cell.text):
        shown = f"`{cell.text}`" if cell.text else "nobody"
        message = (
            f"`{one.gate.name}` is owned by {shown} here, and by `{one.gate.owner}` in the contract"
        )
        yield _wrong(case, one, "gate-owner-differs", message, cell.at, cell.text)


def _cell(row: BoardRow, header: str, usual: frozenset[str]) -> Value | None:
    wanted = {_header(header)} if header else usual
    return next((value for title, value in row.texts if _header(title) in wanted), None)


def _header(text: str) -> str:
    return fold(text).lower().rstrip("? ")
