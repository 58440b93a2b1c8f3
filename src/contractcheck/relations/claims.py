"""What may never be claimed: listed phrases, and a subject with a verb of a family, by stance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import cast

from contractcheck.model.arguments import NeverClaimed
from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Repair, RepairTarget, Severity
from contractcheck.model.folding import fold_signs, plain
from contractcheck.model.likeness import NEGATION
from contractcheck.model.needs import SentenceFound
from contractcheck.model.place import MemberShape
from contractcheck.model.stance import Role, Stance
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.words import any_of

_CLAIMED = frozenset({Stance.AFFIRMED, Stance.CONDITIONAL})
_IRREGULAR = {
    "write": ("wrote", "written"),
    "run": ("ran",),
    "own": ("owner", "owners"),
    "do": ("does", "did", "done"),
}


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each forbidden claim on its own."""
    for case in cases:
        found = list(_judge(case))
        yield from found
        failed = any(finding.severity is Severity.ERROR for finding in found)
        yield Verdict(case.clause.id, Outcome.FAILED if failed else Outcome.PASSED)


def _judge(case: Case) -> Iterator[Finding]:
    argument = cast("NeverClaimed", case.clause.argument)
    seen: set[object] = set()
    for sentence in case.facts:
        if not isinstance(sentence, SentenceFound) or sentence.joined:
            continue
        if sentence.value.role is Role.HISTORY:
            continue
        for match, severity in _claims(sentence, argument):
            at = sentence.locate(match.start())
            if _is_claimed(sentence, match) and at not in seen:
                seen.add(at)
                yield _finding(case, sentence, match, severity)


def _is_claimed(sentence: SentenceFound, match: re.Match[str]) -> bool:
    """Say whether a phrase is meant; a negation inside of it (``never loses``) denies nothing."""
    mark = sentence.stance(match.start())
    if mark.stance is Stance.DENIED and mark.by == "sentence" and NEGATION.search(match[0]):
        rest = sentence.value.text[: match.start()] + sentence.value.text[match.end() :]
        return NEGATION.search(rest) is None
    return mark.stance in _CLAIMED


def _claims(
    sentence: SentenceFound, argument: NeverClaimed
) -> Iterator[tuple[re.Match[str], Severity]]:
    text = fold_signs(sentence.value.text)
    phrases = tuple(plain(phrase) for phrase in argument.phrases)
    for match in any_of(phrases, MemberShape.PHRASE).finditer(text):
        yield match, Severity.ERROR
    about = any_of(tuple(plain(word) for word in argument.about), MemberShape.PHRASE).search(text)
    if about and argument.doing:
        forms = tuple(form for verb in argument.doing for form in family(verb))
        for match in any_of(forms, MemberShape.PHRASE).finditer(text):
            yield match, Severity.WARNING


@lru_cache(maxsize=256)
def family(verb: str) -> tuple[str, ...]:
    """Return the inflected forms of a verb and the nouns made of it: ``mutate`` gives ``mutation``."""
    stem = verb.removesuffix("e")
    forms = {verb, f"{verb}s", f"{stem}ed", f"{stem}ing", f"{stem}er", f"{stem}ers", f"{stem}able"}
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        forms.add(f"{verb}es")
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        forms |= {f"{verb[:-1]}ies", f"{verb[:-1]}ied"}
    if verb.endswith(("te", "t", "ct")):
        forms |= {f"{stem}ion", f"{stem}ions", f"{stem}ive"}
    if re.search(r"[^aeiou][aeiou][bdglmnprt]$", verb):
        forms |= {f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}
    forms |= set(_IRREGULAR.get(verb, ()))
    return tuple(sorted(forms))


def _finding(
    case: Case, sentence: SentenceFound, match: re.Match[str], severity: Severity
) -> Finding:
    at = sentence.locate(match.start())
    finding = drift(
        case.clause,
        "over-claim",
        subject=sentence.value.text,
        message=f"this claims what is never claimed: {sentence.value.text}",
        places=[at],
        observed=sentence.value.text,
        repairs=[
            Repair(RepairTarget.DOCUMENT, "take the claim back, or say that it is not so", at),
            Repair(RepairTarget.CONTRACT, "take it out of `never_claimed`", case.clause.at),
        ],
    )
    return replace(finding, severity=severity)
