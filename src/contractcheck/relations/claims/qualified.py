"""Claims that are made with their qualifier only: ``supported`` of the bridge only ``read-only``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.claims import AboveKind, Claim, ClaimedOnlyWith, Said
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.folding import fold_signs, plain
from contractcheck.model.place import MemberShape
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.words import any_of
from contractcheck.relations.claims.deeds import read
from contractcheck.relations.claims.finding import hits
from contractcheck.relations.claims.meaning import is_affirmed, is_placed, is_quoted
from contractcheck.relations.claims.reading import find_names


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each qualified claim on its own."""
    for case in cases:
        found = list(_judge(case))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _judge(case: Case) -> Iterator[Finding]:
    argument = cast("ClaimedOnlyWith", case.clause.argument)
    for said in case.facts:
        if not isinstance(said, Said):
            continue
        contrary = next(_contrary(said, argument), None)
        if contrary is not None:
            yield _finding(case, said, contrary, "the contrary of its qualifier stands with it")
            continue
        made = min(hits(said, argument.claim), key=lambda hit: hit.offset, default=None)
        if made is not None and not _is_qualified(said, argument.qualifiers):
            yield _finding(case, said, made.offset, "its qualifier does not stand with it")


def _is_qualified(said: Said, qualifiers: tuple[tuple[str, ...], ...]) -> bool:
    around = [one.text for one in said.above if one.kind is not AboveKind.HEADING]
    text = fold_signs("\n".join((said.text, *around)))
    return any(
        all(any_of((plain(phrase),), MemberShape.PHRASE).search(text) for phrase in together)
        for together in qualifiers
    )


def _contrary(said: Said, argument: ClaimedOnlyWith) -> Iterator[int]:
    """Yield where the subject stands with what is against its qualifier."""
    claim = Claim(about=argument.claim.about, being=argument.against)
    if not argument.against:
        return
    prefix = f"{said.over(AboveKind.ROW) or said.over(AboveKind.LABEL)} "
    reading = read(said.text, claim, said.code)
    about = find_names(reading, claim.about) or find_names(read(prefix, claim), claim.about)
    for name in find_names(reading, argument.against):
        start, end = reading.words[name.start].start, reading.words[name.end - 1].end
        meant = is_affirmed(reading, name.start, None, name.start)
        if about and meant and is_placed(said, start) and not is_quoted(reading, start, end):
            yield start


def _finding(case: Case, said: Said, offset: int, why: str) -> Finding:
    argument = cast("ClaimedOnlyWith", case.clause.argument)
    at = said.locate(offset)
    shown = " or ".join(" … ".join(together) for together in argument.qualifiers)
    return drift(
        case.clause,
        "qualifier-dropped",
        subject=said.text,
        message=f"this is claimed without condition, {why}: {said.text}",
        places=[at],
        expected=shown,
        observed=said.text,
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"say it with its qualifier: {shown}", at),
            Repair(RepairTarget.CONTRACT, "accept another qualifier", case.clause.at),
        ],
    )
