"""Which source a consumer is bound to, in sentences that may bind several consumers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.claims import AboveKind, BoundTo, Claim, Said, SaidIn
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.location import Location
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.relations.claims.deeds import read
from contractcheck.relations.claims.lexicon import DETERMINERS, EXCLUDING, JOINTS
from contractcheck.relations.claims.meaning import is_affirmed, is_placed
from contractcheck.relations.claims.reading import Name, Reading, find_names

_BOUNDS = JOINTS | {",", ";", "while", "whereas"}


@dataclass(frozen=True, slots=True)
class _Bond:
    """A stretch of a sentence that binds consumers to sources."""

    consumers: list[Name] = field(default_factory=list)
    sources: list[Name] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """A sentence that binds the consumer of a case to another source."""

    case: Case
    said: Said
    at: Location

    @property
    def bound(self) -> BoundTo:
        return cast("BoundTo", self.case.clause.argument)


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge the consumers; several that one source is wrong for are one finding."""
    found: dict[tuple[Location, str], list[_Elsewhere]] = {}
    for case in cases:
        wrong = [one for said in case.facts if isinstance(said, Said) for one in _wrong(case, said)]
        for one in wrong:
            found.setdefault((one.at, one.bound.source), []).append(one)
        yield Verdict(case.clause.id, Outcome.FAILED if wrong else Outcome.PASSED)
    for together in found.values():
        yield _finding(together)


def _wrong(case: Case, said: Said) -> Iterator[_Elsewhere]:
    argument = cast("BoundTo", case.clause.argument)
    row = said.over(AboveKind.ROW) or said.over(AboveKind.LABEL)
    prefix = "" if said.text.startswith(row) else f"{row} "
    shift = len(prefix)
    code = tuple((start + shift, end + shift) for start, end in said.code)
    reading = read(prefix + said.text, Claim(), code)
    sources = _sources(reading, argument)
    own = (name for name in find_names(reading, (argument.source,)) if name in sources)
    if any(_is_meant(reading, name) for name in own):
        return
    for name in find_names(reading, argument.others):
        if name not in sources:
            continue
        offset = reading.words[name.start].start - shift
        if offset < 0 and said.over(AboveKind.ROW):  # a table of sources names the consumer behind
            mine = find_names(reading, (argument.consumer,))
            offset = reading.words[mine[0].start].start - shift
        reads = bool(row) or said.held_in is SaidIn.CELL or _reads(reading, name)
        if reads and offset >= 0 and is_placed(said, offset) and _is_meant(reading, name):
            yield _Elsewhere(case, said, said.locate(offset))
            return


def _sources(reading: Reading, argument: BoundTo) -> list[Name]:
    """Return the sources that stand with the consumer, not with another one of the sentence."""
    mine = [
        name for name in find_names(reading, (argument.consumer,)) if _takes_part(reading, name)
    ]
    beside = find_names(reading, argument.beside)
    known = find_names(reading, (argument.source, *argument.others))
    if not mine or not beside:
        return known if mine else []
    bonds = [_Bond()]
    for index in range(len(reading.words)):
        last = bonds[-1]
        if reading.words[index].low in _BOUNDS and last.consumers and last.sources:
            bonds.append(_Bond())
        bonds[-1].consumers.extend(name for name in (*mine, *beside) if name.start == index)
        bonds[-1].sources.extend(name for name in known if name.start == index)
    whole = [bond for bond in bonds if bond.consumers and bond.sources]
    if whole and bonds[-1] is not whole[-1]:  # what is left over goes with what stands before
        whole[-1].consumers.extend(bonds[-1].consumers)
        whole[-1].sources.extend(bonds[-1].sources)
    if "respectively" in reading.lows(0, len(reading.words)):
        whole = [
            _Bond([consumer], [source])
            for bond in whole
            for consumer, source in zip(bond.consumers, bond.sources, strict=False)
        ]
    return [
        name
        for bond in whole
        if any(one in mine for one in bond.consumers)
        for name in bond.sources
    ]


def _takes_part(reading: Reading, name: Name) -> bool:
    """Say whether a consumer is not only compared with: ``unlike operators, the minimap reads …``."""
    before = [low for low in reading.lows(name.start - 3, name.start) if low not in DETERMINERS]
    return not before or before[-1] not in EXCLUDING


def _is_meant(reading: Reading, name: Name) -> bool:
    return is_affirmed(reading, name.start, None, name.start)


def _reads(reading: Reading, name: Name) -> bool:
    """Say whether a verb stands between the consumer and the source, on either side."""
    segment = reading.segment_of(name.start)
    return any(reading.is_verbal(at) for at in range(segment.start, segment.end))


def _finding(together: Sequence[_Elsewhere]) -> Finding:
    one, *more = together
    said, case, source = one.said, one.case, one.bound.source
    names = " and ".join(f"`{each.bound.consumer}`" for each in together)
    are = "are" if more else "is"
    return drift(
        case.clause,
        "bound-elsewhere",
        subject=said.text,
        message=f"{names} {are} bound to another source here: {said.text}",
        places=[one.at],
        expected=source,
        observed=said.text,
        related=[Related(each.case.clause.at, each.case.clause.says) for each in more],
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"bind {'them' if more else 'it'} to `{source}`", one.at),
            Repair(RepairTarget.CONTRACT, "declare the other source", case.clause.at),
        ],
    )
