"""Steps stand in their order: none missing, none elsewhere, none slipped in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.evidence import Value
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.folding import fold_signs
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.sequences import CHAINS, Form, Step, StepsAre, StepsFound
from contractcheck.model.stance import Role, Stance
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.words import any_of, token

_ORDER = tuple(Form)
_LOOSE = frozenset({Form.PROSE, Form.ENUMERATION})
_FEW = 2
_NOT_NOW = frozenset({Stance.DENIED, Stance.PAST, Stance.QUOTED, Stance.PLANNED})


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of what is shown, with the number of the step it is; -1 for none."""

    value: Value
    step: int


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each place of a sequence on its own, and every chain that stands elsewhere."""
    judged = {
        fact.parts[0].at
        for case in cases
        if not cast("StepsAre", case.clause.argument).anywhere
        for fact in case.facts
        if isinstance(fact, StepsFound) and fact.parts
    }
    for case in cases:
        argument = cast("StepsAre", case.clause.argument)
        if not argument.anywhere and not is_there(case):
            yield place_gone(case)
            yield Verdict(case.clause.id, Outcome.FAILED, "the place is gone")
            continue
        found = list(_anywhere(case, judged) if argument.anywhere else _at_place(case))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _at_place(case: Case) -> Iterator[Finding]:
    argument = cast("StepsAre", case.clause.argument)
    candidates = [
        (fact, _parts(fact, argument.steps)) for fact in case.facts if isinstance(fact, StepsFound)
    ]
    count = len(argument.steps)
    best = max(candidates, key=lambda one: _score(one[0], one[1], count), default=None)
    if best is None or _score(best[0], best[1], count)[1] < _FEW:
        where = next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
        steps = ", ".join(map(str, argument.steps))
        text = f"the sequence `{argument.name}` is not shown here: {steps}"
        yield _finding(case, "sequence-missing", argument.name, text, where)
        return
    yield from _compare(case, *best)


def _anywhere(case: Case, judged: Collection[Location]) -> Iterator[Finding]:
    """Judge the chains outside the declared places that run from the first step to the last."""
    argument = cast("StepsAre", case.clause.argument)
    for fact in case.facts:
        if not isinstance(fact, StepsFound) or fact.form not in CHAINS:
            continue
        first = fact.parts[0]
        if first.at in judged or first.role is Role.HISTORY:
            continue
        if first.stance.stance in _NOT_NOW:
            continue
        parts = _parts(fact, argument.steps)
        steps = {part.step for part in parts}
        if {0, len(argument.steps) - 1} <= steps:
            yield from _compare(case, fact, parts)


def _score(fact: StepsFound, parts: Sequence[_Part], steps: int) -> tuple[bool, int, int, int]:
    """Return how surely this is the sequence: running text is one only where nothing else half is."""
    known = len({part.step for part in parts if part.step >= 0})
    sure = fact.form not in _LOOSE and known >= _FEW and known * 2 >= steps
    return sure, known, -_ORDER.index(fact.form), -len(parts)


def _parts(fact: StepsFound, steps: Sequence[Step]) -> list[_Part]:
    """Return the parts with the step each names first; in prose a step named again is no step."""
    parts = [_Part(value, _step(value.text, steps)) for value in fact.parts]
    if (
        fact.form in CHAINS
    ):  # a sentence may stand before the first arrow: its end is the first step
        parts[0] = _Part(fact.parts[0], _step(fact.parts[0].text, steps, last=True))
    if fact.form is Form.ENUMERATION:
        return _without_ends(parts)
    if fact.form is not Form.PROSE:
        return parts
    seen: set[int] = set()
    kept = []
    for part in parts:
        if part.step < 0 or part.step not in seen:
            kept.append(part)
        seen.add(part.step)
    return kept


def _without_ends(parts: list[_Part]) -> list[_Part]:
    """Return an enumeration without the words with which its sentence begins and goes on."""
    known = [index for index, part in enumerate(parts) if part.step >= 0]
    return [
        part
        for index, part in enumerate(parts)
        if (known and known[0] <= index <= known[-1]) or len(part.value.text.split()) <= _FEW
    ]


def _step(text: str, steps: Sequence[Step], *, last: bool = False) -> int:
    """Return the number of the step a text names first, or last; -1 for none."""
    text = fold_signs(text)
    found = []
    for number, step in enumerate(steps):
        matches = list(any_of(step.names, step.shape).finditer(text))
        if matches and not (step.never and token(step.never).search(text)):
            match = matches[-1 if last else 0]
            start = -match.start() if last else match.start()
            found.append((start, -len(match[0]), number))
    return min(found)[2] if found else -1


def _compare(case: Case, fact: StepsFound, parts: Sequence[_Part]) -> Iterator[Finding]:
    steps = cast("StepsAre", case.clause.argument).steps
    shown = [part for part in parts if part.step >= 0]
    first: dict[int, int] = {}
    once: list[_Part] = []
    for part in shown:
        if part.step in first and fact.form is not Form.PROSE:
            text = f"the step `{steps[part.step]}` stands here a second time"
            yield _finding(case, "step-extra", str(steps[part.step]), text, part.value.at)
        elif part.step not in first:
            first[part.step] = len(once)
            once.append(part)
    for part in _out_of_order(once):
        text = f"the step `{steps[part.step]}` stands out of its order{_between(part.step, steps)}"
        yield _finding(case, "step-out-of-order", str(steps[part.step]), text, part.value.at)
    strangers = [part for part in parts if part.step < 0]
    for number, step in enumerate(steps):
        if number in first:
            continue
        taken = _in_its_place(number, parts, strangers)
        if taken is not None:
            strangers.remove(taken)
            text = f"`{taken.value.text}` stands where the contract has the step `{step}`"
            yield _finding(case, "step-replaced", str(step), text, taken.value.at, taken.value.text)
        else:
            at = next((p.value.at for p in shown if p.step > number), parts[-1].value.at)
            text = f"the step `{step}` is missing{_between(number, steps)}"
            yield _finding(case, "step-missing", str(step), text, at)
    for part in strangers:
        text = f"`{part.value.text}` stands here and is no step of the contract"
        yield _finding(case, "step-extra", part.value.text, text, part.value.at, part.value.text)


def _out_of_order(parts: Sequence[_Part]) -> list[_Part]:
    """Return the fewest parts without which the others stand in order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, part in enumerate(parts):
        at = bisect_left(tails, part.step)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(part.step)
            ends.append(index)
        else:
            tails[at], ends[at] = part.step, index
    kept, index = set(), ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return [part for index, part in enumerate(parts) if index not in kept]


def _in_its_place(number: int, parts: Sequence[_Part], strangers: Sequence[_Part]) -> _Part | None:
    """Return a part that is no step and stands between the neighbours of a missing one."""
    for index, part in enumerate(parts):
        if part not in strangers:
            continue
        before = max((p.step for p in parts[:index] if p.step >= 0), default=-1)
        after = min((p.step for p in parts[index + 1 :] if p.step >= 0), default=number + 1)
        if before < number < after:
            return part
    return None


def _between(number: int, steps: Sequence[Step]) -> str:
    before = f" after `{steps[number - 1]}`" if number else ""
    after = f" before `{steps[number + 1]}`" if number + 1 < len(steps) else ""
    return f": it stands{before}{' and' if before and after else ''}{after}"


def _finding(  # noqa: PLR0913, PLR0917 - a finding is made in one place only
    case: Case, what: str, subject: str, message: str, at: Location, observed: str = ""
) -> Finding:
    repairs = [
        Repair(RepairTarget.DOCUMENT, "show the steps in the order of the contract", at),
        Repair(RepairTarget.CONTRACT, "change the steps", case.clause.at),
    ]
    return drift(
        case.clause,
        what,
        subject=subject,
        message=message,
        places=[at],
        expected=subject if what == "step-replaced" else "",
        observed=observed,
        repairs=repairs,
    )
