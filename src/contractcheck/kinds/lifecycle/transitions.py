"""Transitions between states, where documents show them, and what becomes of stale runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contractcheck.kinds.lifecycle.contract import Lifecycle, NamedSet
from contractcheck.model.arguments import Bound
from contractcheck.model.case import drift
from contractcheck.model.clause import Argument, Clause, Need
from contractcheck.model.fields import Field, read_place, view_name
from contractcheck.model.finding import Finding
from contractcheck.model.location import Location
from contractcheck.model.place import parse_place
from contractcheck.model.reconciliation import ReconciliationShown, RowsNeed
from contractcheck.model.source_code import SourceNeed, SourceShape
from contractcheck.model.state_graph import graph_faults
from contractcheck.model.transitions import (
    Graph,
    LifecycleHolds,
    Stale,
    Step,
    TransitionsFileNeed,
    TransitionsNeed,
    TransitionsShown,
)

_MAY_STAY = "may stay"


@dataclass(frozen=True, slots=True)
class _Machine:
    """The lifecycle as far as the contract says it, and who owns the rest."""

    states: NamedSet
    steps_owner: Need | None
    holds: LifecycleHolds

    @property
    def needs(self) -> tuple[Need, ...]:
        """What has to be looked at to know states and steps."""
        return (*self.states.needs, *((self.steps_owner,) if self.steps_owner else ()))


def clauses(lifecycle: Lifecycle) -> Iterator[Clause]:
    """Yield whether the lifecycle holds, each place that shows it, and each stale state."""
    yield from _shown(lifecycle)
    yield from _reconciled(lifecycle)


def _shown(lifecycle: Lifecycle) -> Iterator[Clause]:
    if not lifecycle.root.has("transitions"):
        return
    machine, field = _machine(lifecycle), lifecycle.root.get("transitions")
    if machine.needs:
        says = "every state but the terminal ones has a way out, and terminal ones have none"
        yield lifecycle.clause("lifecycle", says, field, machine.holds, machine.needs)
    for one in field.get("views").each():
        bound = Bound(one.get("shows").text or Bound.EXACTLY.value)
        argument = TransitionsShown(machine.holds, bound)
        need = _view(one, machine.states.names)
        says = f"{need.describe()} shows {bound.value} the allowed transitions"
        path = f"transitions/{_name(one)}"
        yield lifecycle.clause(path, says, one, argument, (need, *machine.needs))


def contradictions(lifecycle: Lifecycle) -> Iterator[Finding]:
    """Yield what contradicts itself where the contract has the whole lifecycle itself."""
    if not lifecycle.root.has("transitions"):
        return
    machine, field = _machine(lifecycle), lifecycle.root.get("transitions")
    if machine.needs:
        return
    clause = lifecycle.clause("lifecycle", "the contract itself", field, Argument())
    for fault in graph_faults(machine.holds.graph):
        yield drift(
            clause, fault.what, subject=fault.state, message=fault.message, places=[fault.at]
        )


def _reconciled(lifecycle: Lifecycle) -> Iterator[Clause]:
    stale = lifecycle.root.get("stale")
    for place in stale.get("views").each():
        for state, field in stale.get("paths").members():
            path, after = field.get("path").texts(), field.get("after").text
            if not path:
                continue
            way = " -> ".join((state, *path))
            yield lifecycle.clause(
                f"stale/{state}/{_name(place)}",
                f"{read_place(place)} says {way}" + (f" after {after}" if after else ""),
                field,
                ReconciliationShown(state, path, after),
                (RowsNeed(read_place(place)),),
            )


def _machine(lifecycle: Lifecycle) -> _Machine:
    states, field = lifecycle.names("states"), lifecycle.root.get("transitions")
    declared = field.get("allowed") if field.has("allowed") else None
    owner = _owner(field.get("from")) if declared is None else None
    stale = lifecycle.root.get("stale")
    paths = dict(stale.get("paths").members())
    graph = Graph(
        states=tuple(_placed(states, declared)),
        steps=tuple(_steps(declared)) if declared else (),
        initial=_ends(states.field, "initial"),
        terminal=_ends(states.field, "terminal"),
        stale=tuple(
            Stale(name, to.text, one.get("after").text, one.key_at)
            for name, one in paths.items()
            for to in one.get("path").each()
        ),
        judges_stale=bool(paths),
        stays=tuple((name, one.key_at) for name, one in paths.items() if one.text == _MAY_STAY),
    )
    return _Machine(
        states,
        owner,
        LifecycleHolds(graph, owned_states=states.owner is not None, owned_steps=owner is not None),
    )


def _placed(states: NamedSet, declared: Field | None) -> Iterator[tuple[str, Location]]:
    """Yield each state with its place: where its transitions are declared, else where it is."""
    field = states.field.get("names") if states.field.has("names") else states.field
    leaving = dict(declared.members()) if declared else {}
    for name, one in field.members():
        if name in states.names:
            yield name, leaving[name].key_at if name in leaving else one.at


def _steps(declared: Field) -> Iterator[Step]:
    for start, ends in declared.members():
        for end in ends.each():
            yield Step(start, end.text, end.at)


def _ends(field: Field, key: str) -> tuple[tuple[str, Location], ...]:
    if not isinstance(field.value, dict):
        return ()
    return tuple((one.text, one.at) for one in field.get(key).each())


def _owner(field: Field) -> Need:
    if field.has("source"):
        return SourceNeed(field.get("source").text, field.get("of").text, SourceShape.ROWS)
    if field.has("file"):
        return TransitionsFileNeed(field.get("file").text, field.get("select").text or "$")
    return _view(field, ())


def _view(field: Field, states: tuple[str, ...]) -> Need:
    if field.has("file"):
        return TransitionsFileNeed(field.get("file").text, field.get("select").text or "$")
    columns = field.get("columns")
    start, end = columns.get("from").text, columns.get("to").text
    return TransitionsNeed(read_place(field), states, start, end)


def _name(field: Field) -> str:
    if isinstance(field.value, dict):
        return view_name(field)
    documents, section = parse_place(field.text)
    return "#".join((documents, *section))
