"""Sources of authority: those a place lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.claims import AuthorityIs
from contractcheck.model.evidence import Value
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.folding import fold_signs
from contractcheck.model.likeness import words
from contractcheck.model.needs import PlaceFound
from contractcheck.model.place import MemberShape
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.stance import Stance
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.words import any_of

_SHORT = 3


def judge_sources(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each list of sources on its own."""
    for case in cases:
        found = [place_gone(case)] if not is_there(case) else list(_sources(case))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _sources(case: Case) -> Iterator[Finding]:
    sources = cast("AuthorityIs", case.clause.argument).sources
    values = [fact for fact in case.facts if isinstance(fact, Value)]
    shown = [value for value in values if value.stance.stance is not Stance.DENIED]
    held = {index for value in shown for index, names in enumerate(sources) if _is(value, names)}
    for value in shown:
        if not any(_is(value, names) for names in sources):
            missing = [index for index in range(len(sources)) if index not in held]
            near = next((at for at in missing if _is_like(value, sources[at])), None)
            yield _unknown(case, value, " / ".join(sources[near]) if near is not None else "")
            held |= {near} if near is not None else set()
    here = next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
    for index, names in enumerate(sources):
        if index not in held:
            name = " / ".join(names)
            yield drift(
                case.clause,
                "source-missing",
                subject=name,
                message=f"this list of sources leaves out `{name}`",
                places=[here],
                expected=name,
                repairs=[
                    Repair(RepairTarget.DOCUMENT, f"name `{name}` again", here),
                    Repair(RepairTarget.CONTRACT, "take it out of `sources`", case.clause.at),
                ],
            )


def _is(value: Value, names: tuple[str, ...]) -> bool:
    """Say whether a value shows a source, by every name the contract gives it."""
    text = fold_signs(value.text)
    return all(any_of((name,), MemberShape.PHRASE).search(text) for name in names)


def _is_like(value: Value, names: tuple[str, ...]) -> bool:
    """Say whether a value shares a word with a source: it is that one under another name."""
    own = set(words(value.text))
    return any(len(word) > _SHORT and word in own for name in names for word in words(name))


def _unknown(case: Case, value: Value, instead_of: str) -> Finding:
    where = f" where `{instead_of}` should" if instead_of else ""
    return drift(
        case.clause,
        "unknown-source",
        subject=value.text,
        message=f"`{value.text}` stands among the sources{where} and is none of them",
        places=[value.at],
        expected=instead_of,
        observed=value.text,
        repairs=[
            Repair(
                RepairTarget.DOCUMENT,
                f"write `{instead_of}`" if instead_of else "take it out of the list",
                value.at,
            ),
            Repair(RepairTarget.CONTRACT, "declare it under `sources`", case.clause.at),
        ],
    )
