"""Wherever a sentence enumerates a closed set, it shows every member and nothing else.

An enumeration has two members or more in one comma, slash or and/or chain, and its subject (``buckets``)
in the same sentence. The chain reaches over unknown words between, before (after a colon) and behind
the members, so that a member renamed or added in it is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from contractcheck.model.arguments import Enumerated
from contractcheck.model.case import Case, drift
from contractcheck.model.clause import Clause
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.folding import fold, fold_signs
from contractcheck.model.likeness import is_near, squeezed
from contractcheck.model.needs import SentenceFound
from contractcheck.model.stance import Role, Stance
from contractcheck.model.verdict import Outcome, Verdict

_LINK = re.compile(r"\s*(?:,\s*(?:and|or|plus|&)?|;|/|\||\band\b|\bor\b|&|->|\u2192)\s*", re.IGNORECASE)
_MEMBER_WORDS = 4
_NOT_CURRENT = frozenset({Stance.PAST, Stance.QUOTED})
# A member of the chain may itself be a word of the past (``deprecated``), so only what stands before
# the chain tells of another time.
_EARLIER = re.compile(
    r"\b(?:was|were|formerly|previously|once|earlier|used to|no longer|old|originally|until)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Part:
    """One member of a chain: its words and the offset where they begin."""

    text: str
    start: int


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each set on its own."""
    for case in cases:
        found = list(_judge(case))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _judge(case: Case) -> Iterator[Finding]:
    argument = cast(Enumerated, case.clause.argument)
    for sentence in case.facts:
        if not isinstance(sentence, SentenceFound) or sentence.value.role is Role.HISTORY:
            continue
        mark = sentence.value.stance
        if mark.stance in _NOT_CURRENT and mark.by != "sentence":
            continue
        for chain in find_chains(sentence.value.text, argument.members, argument.subjects):
            if not _EARLIER.search(sentence.value.text[: chain[0].start]):
                yield from _compare(case.clause, argument, sentence, chain)


def find_chains(text: str, members: Sequence[str], subjects: Sequence[str]) -> list[tuple[Part, ...]]:
    """Return the enumerations in a sentence that names one of ``subjects``."""
    text = fold_signs(text)
    if not any(_word(subject).search(text) for subject in subjects):
        return []
    chains = []
    for segment, offset in _segments(text):
        parts = _split(segment, offset)
        hits = [i for i, part in enumerate(parts) if _member(part.text, members)]
        if len(hits) >= 2:  # noqa: PLR2004 - an enumeration has two members or more
            chains.append(_reach(parts, hits))
    return chains


def _word(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(text)}(?![\w-])", re.IGNORECASE)


def _segments(text: str) -> Iterator[tuple[str, int]]:
    """Yield the parts between colons, brackets and full stops, where chains begin and end."""
    at = 0
    for match in re.finditer(r":\s|[()\[\]]|\.\s|\.$", text):
        yield text[at : match.start()], at
        at = match.end()
    yield text[at:], at


def _split(segment: str, offset: int) -> list[Part]:
    parts, at = [], 0
    for match in _LINK.finditer(segment):
        parts.append(_part(segment, at, match.start(), offset))
        at = match.end()
    parts.append(_part(segment, at, len(segment), offset))
    return parts


def _part(segment: str, start: int, end: int, offset: int) -> Part:
    text = segment[start:end]
    return Part(text.strip(), offset + start + len(text) - len(text.lstrip()))


def _member(text: str, members: Sequence[str]) -> str | None:
    words = fold(text)
    return next((member for member in members if fold(member) == words), None) or next(
        (m for m in members if re.search(rf"(?:^|\s){re.escape(fold(m))}$", words)), None
    )


def _reach(parts: Sequence[Part], hits: Sequence[int]) -> tuple[Part, ...]:
    """Take short neighbours before, between and behind the members into the chain."""
    first, last = hits[0], hits[-1]
    while first > 0 and _short(parts[first - 1]):
        first -= 1
    while last + 1 < len(parts) and _short(parts[last + 1]):
        last += 1
    return tuple(part for part in parts[first : last + 1] if part.text)


def _short(part: Part) -> bool:
    return 0 < len(part.text.split()) <= _MEMBER_WORDS


def _compare(
    clause: Clause, argument: Enumerated, sentence: SentenceFound, chain: Sequence[Part]
) -> Iterator[Finding]:
    shown = {member for part in chain if (member := _member(part.text, argument.members))}
    missing = [member for member in argument.members if member not in shown]
    for part in chain:
        if _member(part.text, argument.members):
            continue
        taken = next((m for m in missing if _alike(part.text, m)), None)
        if taken:
            missing.remove(taken)
        yield _unknown(clause, sentence, part, taken)
    if missing:
        yield _incomplete(clause, sentence, chain, missing)


def _alike(text: str, member: str) -> bool:
    return squeezed(text) == squeezed(member) or is_near(fold(text), fold(member))


def _unknown(clause: Clause, sentence: SentenceFound, part: Part, member: str | None) -> Finding:
    at = sentence.locate(part.start)
    if member:
        message = f"this enumeration has `{part.text}` where the contract has `{member}`"
        repair = Repair(RepairTarget.DOCUMENT, f"write `{member}`", at)
    else:
        message = f"this enumeration has `{part.text}`, which the contract does not have"
        repair = Repair(RepairTarget.DOCUMENT, f"take `{part.text}` out of the enumeration", at)
    return drift(
        clause,
        "enumeration-differs",
        subject=f"{part.text}",
        message=message,
        places=[at],
        expected=member or "",
        observed=part.text,
        repairs=[repair, Repair(RepairTarget.CONTRACT, "change the set in the contract", clause.at)],
    )


def _incomplete(
    clause: Clause, sentence: SentenceFound, chain: Sequence[Part], missing: Sequence[str]
) -> Finding:
    names = ", ".join(f"`{member}`" for member in missing)
    at = sentence.locate(chain[0].start)
    return drift(
        clause,
        "enumeration-differs",
        subject=f"without {', '.join(missing)}",
        message=f"this enumeration leaves out {names}",
        places=[at],
        expected=", ".join(missing),
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"add {names}", at),
            Repair(RepairTarget.CONTRACT, "change the set in the contract", clause.at),
        ],
    )
