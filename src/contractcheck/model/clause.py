"""A clause: one checkable sentence that every contract kind compiles to."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.location import Location


@dataclass(frozen=True, slots=True)
class Need:
    """Base of what a clause wants looked at. Equal needs are looked at once."""

    def describe(self) -> str:
        """Say for people what is looked at."""
        return type(self).__name__


@dataclass(frozen=True, slots=True)
class Argument:
    """Base of the relation a clause asks for; its type names the relation, its fields what must hold."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One truth with a stable readable id such as ``powertools.support/tested/docs-lane``.

    Clauses with the same ``group`` are judged together by one call of their relation.
    ``only_if`` names clauses that must have passed for this one to apply. The verdict of one that
    ``observes`` is evidence for other clauses and no promise of its own: by itself it is never red.
    """

    id: str
    kind: str
    says: str
    at: Location
    argument: Argument
    needs: tuple[Need, ...] = ()
    group: str = ""
    only_if: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    owner: str = ""
    observes: bool = False

    @property
    def contract(self) -> str:
        """The id of the contract this clause belongs to."""
        return self.id.partition("/")[0]
