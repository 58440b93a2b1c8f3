"""States and the transitions between them: what clauses ask for, where to look, and what is found."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.arguments import Bound
from contractcheck.model.clause import Argument, Need
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.folding import fold
from contractcheck.model.location import Location
from contractcheck.model.needs import DocumentNeed

LISTED = "listed"
"""The context of a name behind a comma: it counts only where it is a state."""


@dataclass(frozen=True, slots=True)
class Transition(Fact):
    """A step from one state to another; an empty text is where a diagram begins or ends (``[*]``).

    Names that are certainly meant as states (in a diagram, a column, a code span) are ``code``.
    """

    start: Value
    end: Value


@dataclass(frozen=True, slots=True)
class StateNamed(Fact):
    """A state that a table, a diagram or a mapping names, with or without a step from it."""

    value: Value


@dataclass(frozen=True, slots=True)
class TransitionsNeed(DocumentNeed):
    """The transitions a place shows; ``states`` are those known, ``start`` and ``end`` name columns."""

    states: tuple[str, ...] = ()
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class TransitionsFileNeed(Need):
    """The transitions of a JSON or YAML file: a mapping of states to states, or pairs ``from``, ``to``."""

    path: str
    select: str = "$"

    def describe(self) -> str:
        """Say for people what is looked at."""
        return f"{self.path} {self.select}"


@dataclass(frozen=True, slots=True)
class Step:
    """An allowed transition, with the place where its owner allows it."""

    start: str
    end: str
    at: Location


@dataclass(frozen=True, slots=True)
class Stale:
    """What happens to something that stays in a state too long: ``to`` is the state it is taken to."""

    state: str
    to: str
    after: str
    at: Location


@dataclass(frozen=True, slots=True)
class Graph:
    """A lifecycle: its states, each with its place, its steps, and what the contract adds to them."""

    states: tuple[tuple[str, Location], ...]
    steps: tuple[Step, ...]
    initial: tuple[tuple[str, Location], ...] = ()
    terminal: tuple[tuple[str, Location], ...] = ()
    stale: tuple[Stale, ...] = ()
    judges_stale: bool = False
    stays: tuple[tuple[str, Location], ...] = ()
    """States in which something may stay for ever, though they are not terminal."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the states."""
        return tuple(name for name, _ in self.states)


@dataclass(frozen=True, slots=True)
class LifecycleHolds(Argument):
    """The lifecycle contradicts itself nowhere.

    Evidence fills what ``graph`` leaves open: with ``owned_states`` the first need brings the states,
    with ``owned_steps`` the next one the steps.
    """

    graph: Graph
    owned_states: bool = False
    owned_steps: bool = False


@dataclass(frozen=True, slots=True)
class TransitionsShown(Argument):
    """A place shows transitions of this lifecycle, as ``bound`` says; the first need is the place."""

    lifecycle: LifecycleHolds
    bound: Bound = Bound.EXACTLY


def same_state(one: str, other: str) -> bool:
    """Say whether two texts name one state: case, spaces, hyphens and underscores aside."""
    return state_key(one) == state_key(other)


def state_key(text: str) -> str:
    """Return what stays of a name of a state when its writing is put aside."""
    return "".join(letter for letter in fold(text).lower() if letter.isalnum())
