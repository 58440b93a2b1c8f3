"""What contradicts itself in a lifecycle: states nobody leaves or reaches, ends that go on, stale runs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from contractcheck.model.location import Location
from contractcheck.model.transitions import Graph, Step, state_key


@dataclass(frozen=True, slots=True)
class GraphFault:
    """One contradiction: the rule it breaks, the state it is about, where, in words, and the way out."""

    what: str
    state: str
    message: str
    at: Location
    mend: str


def graph_faults(graph: Graph) -> Iterator[GraphFault]:
    """Yield every contradiction, in the order of the states."""
    yield from _unknown(graph)
    yield from _exits(graph)
    yield from _unreachable(graph)
    if graph.judges_stale:
        yield from _stale(graph)


def _unknown(graph: Graph) -> Iterator[GraphFault]:
    known = {state_key(name) for name in graph.names}
    used: dict[str, tuple[str, Location]] = {}
    named = [(name, step.at) for step in graph.steps for name in (step.start, step.end)]
    paths = [(one.to, one.at) for one in graph.stale]
    stale = [(one.state, one.at) for one in graph.stale]
    for name, at in (*named, *graph.initial, *graph.terminal, *stale, *paths, *graph.stays):
        if state_key(name) not in known:
            used.setdefault(state_key(name), (name, at))
    for name, at in used.values():
        mend = "declare it as a state, or write the state that is meant"
        yield GraphFault("unknown-state", name, f"`{name}` is no state of this lifecycle", at, mend)


def _exits(graph: Graph) -> Iterator[GraphFault]:
    leaves = _by_start(graph.steps)
    terminal = {state_key(name) for name, _ in graph.terminal}
    for name, at in graph.states:
        out = [step for step in leaves.get(state_key(name), []) if not _is_loop(step)]
        if state_key(name) in terminal and out:
            ends = ", ".join(f"`{step.end}`" for step in out)
            message = f"`{name}` is terminal and goes on to {ends}"
            mend = "take the transition away, or do not call the state terminal"
            yield GraphFault("terminal-with-exit", name, message, out[0].at, mend)
        elif state_key(name) not in terminal and not out:
            message = f"nothing leads out of `{name}`, and it is not terminal"
            mend = "allow a transition out of it, or call it terminal"
            yield GraphFault("no-exit", name, message, at, mend)


def _unreachable(graph: Graph) -> Iterator[GraphFault]:
    known = {state_key(name) for name in graph.names}
    if not any(state_key(name) in known for name, _ in graph.initial):
        return
    reached = _reached(graph.steps, {state_key(name) for name, _ in graph.initial})
    for name, at in graph.states:
        if state_key(name) not in reached:
            starts = ", ".join(f"`{one}`" for one, _ in graph.initial)
            message = f"no way leads from {starts} to `{name}`"
            mend = "allow a transition to it, or take the state away"
            yield GraphFault("unreachable-state", name, message, at, mend)


def _stale(graph: Graph) -> Iterator[GraphFault]:
    allowed = {(state_key(step.start), state_key(step.end)) for step in graph.steps}
    terminal = {state_key(name) for name, _ in graph.terminal}
    paths: dict[str, list[str]] = {}
    places: dict[str, Location] = {}
    for one in graph.stale:
        paths.setdefault(one.state, [one.state]).append(one.to)
        places.setdefault(one.state, one.at)
    cared = {state_key(name) for name in (*paths, *(name for name, _ in graph.stays))}
    on_a_path = {state_key(name) for path in paths.values() for name in path}
    for name, at in graph.states:
        if state_key(name) not in terminal | cared | on_a_path:
            message = f"what stays in `{name}` too long has no way to be reconciled"
            mend = "say under `stale` where it is taken, or that it may stay"
            yield GraphFault("stale-without-path", name, message, at, mend)
    for state, path in paths.items():
        broken = [pair for pair in pairwise(path) if tuple(map(state_key, pair)) not in allowed]
        if broken:
            start, end = broken[0]
            message = f"a stale `{state}` is to go {_drawn(path)}, and `{start}` -> `{end}` is not allowed"
            mend = "allow the transition, or name another path"
            yield GraphFault("stale-without-path", state, message, places[state], mend)
        elif terminal and not terminal & _reached(graph.steps, {state_key(path[-1])}):
            message = f"the path of a stale `{state}`, {_drawn(path)}, leads to no end"
            mend = "go on to a terminal state"
            yield GraphFault("stale-without-path", state, message, places[state], mend)


def _drawn(path: Collection[str]) -> str:
    return " -> ".join(f"`{name}`" for name in path)


def _is_loop(step: Step) -> bool:
    return state_key(step.start) == state_key(step.end)


def _by_start(steps: Collection[Step]) -> Mapping[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(state_key(step.start), []).append(step)
    return found


def _reached(steps: Collection[Step], starts: Collection[str]) -> set[str]:
    leaves = _by_start(steps)
    reached, pending = set(starts), list(starts)
    while pending:
        for step in leaves.get(pending.pop(), []):
            if state_key(step.end) not in reached:
                reached.add(state_key(step.end))
                pending.append(state_key(step.end))
    return reached
