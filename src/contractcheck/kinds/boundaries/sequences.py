"""Sequences: their steps at declared places, and wherever a chain runs from the first to the last."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from contractcheck.kinds.boundaries.contract import Boundaries
from contractcheck.model.clause import Clause
from contractcheck.model.fields import Field
from contractcheck.model.finding import Finding
from contractcheck.model.folding import fold
from contractcheck.model.place import MemberShape
from contractcheck.model.sequences import Step, StepsAre, StepsNeed


def clauses(boundaries: Boundaries) -> Iterator[Clause]:
    """Yield a clause for each place of a sequence, and one for the chains elsewhere."""
    for name, field in boundaries.root.get("sequences").members():
        steps = tuple(_step(one) for one in _steps(field).each())
        said = " -> ".join(map(str, steps))
        for path, place in boundaries.named_places(f"sequences/{name}", field.get("at")):
            yield boundaries.clause(
                path,
                f"{place} shows {said}",
                field,
                StepsAre(name, steps),
                (StepsNeed(place, steps),),
                group=f"sequences/{name}",
            )
        yield boundaries.clause(
            f"sequences/{name}/anywhere",
            f"a chain from {steps[0]} to {steps[-1]} is {said}",
            field,
            StepsAre(name, steps, anywhere=True),
            tuple(StepsNeed(place, steps, chains=True) for place in boundaries.everywhere),
            group=f"sequences/{name}",
        )


def contradictions(boundaries: Boundaries) -> Iterator[Finding]:
    """Yield steps that stand twice: an order of them cannot be kept."""
    for name, field in boundaries.root.get("sequences").members():
        texts = [one.text for one in map(_step, _steps(field).each()) if one.text]
        for one, other in combinations(texts, 2):
            if fold(one) == fold(other):
                message = f"the step `{one}` stands twice in `{name}`"
                yield from boundaries.contradiction(f"sequences/{name}", field, one, message)


def _steps(field: Field) -> Field:
    """Return the list of steps: the value itself, or what stands below ``steps``."""
    return field.get("steps") if isinstance(field.value, dict) else field


def _step(field: Field) -> Step:
    if not isinstance(field.value, dict):
        return Step(field.text)
    never = field.get("never").text
    return Step(
        "",
        field.get("one_of").texts(),
        field.get("called").texts(),
        MemberShape(never) if never else None,
    )
