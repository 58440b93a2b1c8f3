"""A lifecycle that holds together, and places that show its transitions and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import cast

from contractcheck.model.arguments import Bound
from contractcheck.model.case import Case, drift
from contractcheck.model.evidence import Evidence, Fact, Value
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.likeness import is_near
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.source_code import SourceRow
from contractcheck.model.stance import Role, Stance
from contractcheck.model.state_graph import graph_faults
from contractcheck.model.transitions import (
    LISTED,
    Graph,
    LifecycleHolds,
    StateNamed,
    Step,
    Transition,
    TransitionsShown,
    state_key,
)
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.words import whole_names

_SAID = frozenset({Stance.AFFIRMED, Stance.CONDITIONAL, Stance.EXAMPLE})


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each lifecycle, and each place that shows it, on its own."""
    for case in cases:
        found = list(_judge(case))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _judge(case: Case) -> Iterator[Finding]:
    argument = case.clause.argument
    if isinstance(argument, TransitionsShown):
        own = Case(replace(case.clause, needs=case.clause.needs[:1]), case.evidence[:1])
        if not is_there(own):
            yield place_gone(own)
            return
        graph = _graph(argument.lifecycle, case.evidence[1:])
        if graph is not None:
            yield from _Shown(own, graph, argument.bound).findings()
        return
    holds = cast("LifecycleHolds", argument)
    for number, evidence in enumerate(case.evidence):
        if not any(
            isinstance(fact, Transition | StateNamed | SourceRow | Value) for fact in evidence.facts
        ):
            need = case.clause.needs[number : number + 1]
            facts = tuple(fact for fact in evidence.facts if not isinstance(fact, PlaceFound))
            yield place_gone(
                Case(replace(case.clause, needs=need), (replace(evidence, facts=facts),))
            )
            return
    graph = _graph(holds, case.evidence)
    for fault in graph_faults(graph) if graph else ():
        yield drift(
            case.clause,
            fault.what,
            subject=fault.state,
            message=fault.message,
            places=[fault.at],
            repairs=[Repair(RepairTarget.DOCUMENT, fault.mend, fault.at)],
        )


def _graph(holds: LifecycleHolds, evidence: Sequence[Evidence]) -> Graph | None:
    """Return the lifecycle with what its owners brought; ``None`` where an owner brought nothing."""
    graph, rest = holds.graph, list(evidence)
    if holds.owned_states:
        brought = rest.pop(0)
        values = [fact for fact in brought.facts if isinstance(fact, Value)]
        if not values:
            return None
        graph = replace(graph, states=tuple((value.text, value.at) for value in values))
    if holds.owned_steps:
        facts = _steps_of(rest.pop(0).facts)
        steps = tuple(
            Step(fact.start.text, fact.end.text, fact.end.at)
            for fact in facts
            if isinstance(fact, Transition)
        )
        if not facts:
            return None
        graph = replace(graph, steps=steps, states=_placed(graph, facts))
    return graph


def _steps_of(facts: Sequence[Fact]) -> list[StateNamed | Transition]:
    """Return what an owner of transitions brought; the rows of a table in source are steps."""
    found: list[StateNamed | Transition] = []
    for fact in facts:
        if isinstance(fact, SourceRow):
            found.append(StateNamed(fact.key))
            found += [Transition(fact.key, value) for value in fact.values]
        elif isinstance(fact, StateNamed | Transition):
            found.append(fact)
    return found


def _placed(
    graph: Graph, facts: Sequence[StateNamed | Transition]
) -> tuple[tuple[str, Location], ...]:
    """Return the states, each where the owner of the transitions names it."""
    places: dict[str, Location] = {}
    for fact in facts:
        if isinstance(fact, StateNamed):
            places.setdefault(state_key(fact.value.text), fact.value.at)
        elif isinstance(fact, Transition):
            places.setdefault(state_key(fact.start.text), fact.start.at)
    return tuple((name, places.get(state_key(name), at)) for name, at in graph.states)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What one place shows, against a lifecycle."""

    case: Case
    graph: Graph
    bound: Bound

    def findings(self) -> Iterator[Finding]:
        """Yield unknown states, transitions and ends that are not allowed, and what is not shown."""
        steps = [
            Transition(start, end)
            for one in self.case.facts
            if isinstance(one, Transition)
            for start, end in product(self._states(one.start), self._states(one.end))
        ]
        steps = [one for one in steps if self._is_step(one)]
        named = [
            value
            for one in self.case.facts
            if isinstance(one, StateNamed)
            for value in self._states(one.value)
        ]
        if not steps and self.bound is not Bound.AT_MOST:
            yield place_gone(self.case, "no transition stands here")
            return
        values = [*named, *(value for one in steps for value in (one.start, one.end))]
        yield from self._unknown(sorted(filter(_is_said, values), key=lambda value: value.at))
        if self.bound is not Bound.AT_LEAST:
            yield from self._not_allowed(steps)
        yield from self._ends(steps)
        if self.bound is not Bound.AT_MOST:
            yield from self._missing(steps)

    def _states(self, value: Value) -> list[Value]:
        """Return the states a text is made of: what read it may not have known where one ends."""
        names = self.graph.names
        if state_key(value.text) in {state_key(name) for name in names}:
            return [value]
        spans = whole_names(value.text, names)
        return [replace(value, text=value.text[low:high]) for low, high in spans] or [value]

    def _is_step(self, one: Transition) -> bool:
        """Say whether an arrow is a step: it is said, and its sides are states or meant as such."""
        known = {state_key(name) for name in self.graph.names}
        sides = (one.start, one.end)
        are = [state_key(side.text) in known for side in sides]
        if any(side.context == LISTED and not is_ for side, is_ in zip(sides, are, strict=True)):
            return False
        meant = any(are) or all(side.code for side in sides)
        return meant and all(map(_is_said, sides))

    def _unknown(self, values: Sequence[Value]) -> Iterator[Finding]:
        known = {state_key(name) for name in self.graph.names}
        strangers: dict[str, list[Value]] = {}
        for value in values:
            if value.text and state_key(value.text) not in known:
                strangers.setdefault(state_key(value.text), []).append(value)
        for found in strangers.values():
            name = found[0].text
            near = next((one for one in self.graph.names if is_near(name, one)), "")
            hint = f"; the nearest is `{near}`" if near else ""
            repairs = (
                [Repair(RepairTarget.DOCUMENT, f"write `{near}`", found[0].at, near)]
                if near
                else []
            )
            yield self._finding(
                "unknown-state",
                name,
                f"`{name}` is no state of this lifecycle{hint}",
                [value.at for value in found],
                repairs,
            )

    def _not_allowed(self, steps: Sequence[Transition]) -> Iterator[Finding]:
        allowed = {(state_key(one.start), state_key(one.end)) for one in self.graph.steps}
        known = {state_key(name) for name in self.graph.names}
        wrong: dict[tuple[str, str], list[Transition]] = {}
        for one in steps:
            pair = (state_key(one.start.text), state_key(one.end.text))
            if pair not in allowed and known.issuperset(pair) and pair[0] != pair[1]:
                wrong.setdefault(pair, []).append(one)
        for found in wrong.values():
            start, end = self._name(found[0].start.text), self._name(found[0].end.text)
            ways = [f"`{one.end}`" for one in self.graph.steps if one.start == start]
            leads = (
                f"`{start}` leads to {', '.join(ways)}"
                if ways
                else f"nothing leads out of `{start}`"
            )
            related = [
                Related(one.at, "what is allowed") for one in self.graph.steps if one.start == start
            ]
            yield self._finding(
                "transition-not-allowed",
                f"{start} -> {end}",
                f"`{start}` -> `{end}` stands here and is not allowed; {leads}",
                [one.end.at for one in found],
                [Repair(RepairTarget.DOCUMENT, "take this transition out", found[0].end.at)],
                related[:1],
            )

    def _ends(self, steps: Sequence[Transition]) -> Iterator[Finding]:
        """Yield where a diagram begins or ends otherwise than the lifecycle."""
        known = {state_key(name) for name in self.graph.names}
        for one in steps:
            for value, ends, what in (
                (one.start, self.graph.terminal, "ends"),
                (one.end, self.graph.initial, "begins"),
            ):
                pseudo = one.end if what == "ends" else one.start
                if pseudo.text or not ends or state_key(value.text) not in known:
                    continue
                if state_key(value.text) not in {state_key(name) for name, _ in ends}:
                    right = " or ".join(f"`{name}`" for name, _ in ends)
                    yield self._finding(
                        "end-differs" if what == "ends" else "beginning-differs",
                        value.text,
                        f"a diagram {what} with `{value.text}` here; the lifecycle {what} with {right}",
                        [value.at],
                        [
                            Repair(
                                RepairTarget.DOCUMENT, f"draw that it {what} with {right}", value.at
                            )
                        ],
                    )

    def _missing(self, steps: Sequence[Transition]) -> Iterator[Finding]:
        shown = [(state_key(one.start.text), state_key(one.end.text)) for one in steps]
        where = next(fact.at for fact in self.case.facts if isinstance(fact, PlaceFound))
        for one in self.graph.steps:
            if self._is_shown((state_key(one.start), state_key(one.end)), shown):
                continue
            beside = [s.end.at for s in steps if state_key(s.start.text) == state_key(one.start)]
            yield self._finding(
                "transition-missing",
                f"{one.start} -> {one.end}",
                f"`{one.start}` -> `{one.end}` is allowed and not shown here",
                [beside[-1] if beside else where],
                [Repair(RepairTarget.DOCUMENT, "show this transition", where)],
                [Related(one.at, "here it is allowed")],
            )

    def _is_shown(self, step: tuple[str, str], shown: list[tuple[str, str]]) -> bool:
        """Say whether a step is shown, or shown wrongly: turned round, or with an unknown state in it.

        Of such a fault it is said once what is wrong, not that the right step is missing as well.
        """
        known = {state_key(name) for name in self.graph.names}
        allowed = {(state_key(one.start), state_key(one.end)) for one in self.graph.steps}
        start, end = step
        if step in shown:
            return True
        if (end, start) in shown and (end, start) not in allowed:
            return True
        for other in shown:
            renamed = (other[0] == start and other[1] not in known and other[1]) or (
                other[1] == end and other[0] not in known and other[0]
            )
            if renamed:
                shown.remove(other)
                return True
        return False

    def _name(self, text: str) -> str:
        return next((one for one in self.graph.names if state_key(one) == state_key(text)), text)

    def _finding(  # noqa: PLR0913, PLR0917 - the parts of a finding
        self,
        what: str,
        subject: str,
        message: str,
        places: Sequence[Location],
        repairs: Sequence[Repair],
        related: Sequence[Related] = (),
    ) -> Finding:
        clause = self.case.clause
        contract = Repair(
            RepairTarget.CONTRACT, "change the lifecycle in the contract or its owner", clause.at
        )
        return drift(
            clause,
            what,
            subject=subject,
            message=message,
            places=places,
            related=related,
            repairs=[*repairs, contract],
        )


def _is_said(value: Value) -> bool:
    return value.role is not Role.HISTORY and value.stance.stance in _SAID
