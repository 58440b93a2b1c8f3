"""What is wrong with an input: contracts, configuration and reports that cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contractcheck.model.location import Location


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in an input file: where it is, what is wrong, what to do."""

    location: Location
    message: str
    help: str = ""

    def __str__(self) -> str:
        """Write it as a compiler would print it: what to do, and which template wrote it, below."""
        written = (f"a template wrote it: {one}" for one in self.location.written)
        below = [one for one in (self.help, *written) if one]
        return "\n    ".join((f"{self.location}: {self.message}", *below))


class ContractcheckError(Exception):
    """Base of the errors this project raises on purpose."""


class InputError(ContractcheckError):
    """Contracts, configuration or arguments cannot be used; carries every problem found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep ``problems`` in the order of their places."""
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnreadableError(ContractcheckError):
    """A file or an answer cannot be read as what it should be (not UTF-8, too large, malformed)."""

    def __init__(self, problem: Problem) -> None:
        """Keep the one ``problem`` that stopped the reading."""
        self.problem = problem
        super().__init__(str(problem))
