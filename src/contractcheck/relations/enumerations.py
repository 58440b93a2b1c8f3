"""Wherever a sentence enumerates a closed set, it shows every member and nothing else.

An enumeration has two members or more in one comma, slash or and/or chain, and its subject (``buckets``)
in the same sentence. The chain reaches over unknown words between, before (after a colon) and behind
the members, so that a member renamed or added in it is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.arguments import Bound, Enumerated
from contractcheck.model.case import Case, drift
from contractcheck.model.clause import Clause
from contractcheck.model.enumeration import Part, find_chains
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.folding import fold, fold_signs
from contractcheck.model.likeness import is_near, squeezed
from contractcheck.model.needs import SentenceFound
from contractcheck.model.place import MemberShape, Place, Shape
from contractcheck.model.sections import stands_at
from contractcheck.model.stance import Role, Stance
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.words import any_of

_TELLING = 3
"""A sentence that only its heading says to be about the set enumerates it with three members or more."""
_NOT_CURRENT = frozenset({Stance.PAST, Stance.QUOTED})
# A member of the chain may itself be a word of the past (``deprecated``), so only what stands before
# the chain tells of another time.
_EARLIER = re.compile(
    r"\b(?:was|were|formerly|previously|earlier|used to|no longer|old|originally|until)\b",
    re.IGNORECASE,
)
# What follows these words names some members and says so.
_SOME = re.compile(
    r"\b(?:such as|like|including|e\.g\.|for example|for instance|among|both|either|neither|between|than)\W*$",
    re.IGNORECASE,
)
_CHOSEN = re.compile(
    r"\b(?:specific|certain|particular|selected|some)\s+(?:\w+\s+){1,3}\W*$", re.IGNORECASE
)
"""``specific methods (alpha, beta)`` names some as well."""

_GOES_ON = re.compile(
    r"(?:(?:and|or)\s+)?(?:(?:many|much|some|a few)\s+)?(?:more|others|so on)\W*", re.IGNORECASE
)
"""``alpha, beta and more`` names some and says so behind them."""


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each set on its own."""
    for case in cases:
        found = list(_judge(case))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _judge(case: Case) -> Iterator[Finding]:
    argument = cast("Enumerated", case.clause.argument)
    for sentence in case.facts:
        if not isinstance(sentence, SentenceFound) or sentence.value.role is Role.HISTORY:
            continue
        if (sentence.joined or sentence.title) and _is_viewed(sentence, argument.views):
            continue
        mark = sentence.value.stance
        if mark.stance in _NOT_CURRENT and mark.by != "sentence":
            continue
        text = sentence.value.text
        subjects = any_of(argument.subjects, MemberShape.PHRASE)
        titled = not subjects.search(fold_signs(text))  # only what stands above it tells
        if titled and not subjects.search(fold_signs(sentence.title)):
            continue
        for chain in find_chains(text, argument.members, MemberShape.PHRASE):
            if titled and not sentence.joined and sum(bool(p.member) for p in chain) < _TELLING:
                continue
            before = text[: chain[0].start]
            some = _SOME.search(before) or _CHOSEN.search(before)
            open_end = any(_GOES_ON.fullmatch(part.text) for part in chain if not part.member)
            if not _EARLIER.search(before) and not some and not open_end:
                yield from _compare(case.clause, argument, sentence, chain)


def _is_viewed(sentence: SentenceFound, views: Sequence[Place]) -> bool:
    """Say whether a view reads this list: of several at its place the first, unless it says otherwise."""
    read = [view for view in views if sentence.first or view.shape is not Shape.AUTO]
    title = sentence.value.context if sentence.joined else sentence.title
    return stands_at(sentence.value.at.document, (title,), read)


def _compare(
    clause: Clause, argument: Enumerated, sentence: SentenceFound, chain: Sequence[Part]
) -> Iterator[Finding]:
    shown = {part.member for part in chain}
    missing = [member for member in argument.members if member not in shown]
    taken: dict[Part, str] = {}
    for part in chain:
        like = next((m for m in missing if not part.member and _alike(part.text, m)), None)
        if like:
            missing.remove(like)
            taken[part] = like
    others = [part for part in chain if not part.member and part not in taken]
    if len(others) == len(missing):  # as many others as are missing: each stands for one
        taken.update(zip(others, missing, strict=True))
        missing = []
    for part in chain:
        if not part.member:
            yield _unknown(clause, sentence, part, taken.get(part))
    if missing and argument.bound is not Bound.AT_MOST:
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
        repairs=[
            repair,
            Repair(RepairTarget.CONTRACT, "change the set in the contract", clause.at),
        ],
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
